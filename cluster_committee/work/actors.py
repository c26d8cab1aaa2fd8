"""On which records a user may act, as My Work Today computes it."""

from typing import NamedTuple

from odoo.fields import Domain


class UserRoles(NamedTuple):
    """The roles of a user, computed once for all kinds of work."""

    held: set  # groups of the roles that the user has
    own: set  # those that were given to him directly; where none was, all of them
    # {act of the chair: the committees for which he does it}; None: those he chairs
    chaired: dict


class ActorDomains(NamedTuple):
    """The records of one kind of work on which a user may act."""

    direct: Domain  # he acts himself
    recorded: Domain  # he records the act of another from paper
    own: bool  # whether a role that was given to him directly is among those that act
