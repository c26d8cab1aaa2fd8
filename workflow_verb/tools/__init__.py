"""What a model declares its steps with; importing it has no effect."""

from .collect import Declared, along_inherit, united
from .permit import NO_ACCESS, Mandate, Permit
from .verb import Act, Actors, Role, Verb, needs, verb

__all__ = (
    "NO_ACCESS",
    "Act",
    "Actors",
    "Declared",
    "Mandate",
    "Permit",
    "Role",
    "Verb",
    "along_inherit",
    "needs",
    "united",
    "verb",
)
