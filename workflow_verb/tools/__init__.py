"""What a model declares its steps with; importing it has no effect."""

from .collect import Declared, along_inherit, united, united_sets
from .permit import NO_ACCESS, Mandate, Permit
from .verb import DATINGS, Act, Actors, Role, Verb, needs, verb

__all__ = (
    "DATINGS",
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
    "united_sets",
    "verb",
)
