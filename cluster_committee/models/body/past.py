"""Members and delegations of committees for an import of past facts, read once for all
days."""

from ...lib.tenures import IN_FORCE, SAT


class KnownPast:
    """Who sat in these committees, and whom their chairs delegated to, on any day.

    It is passed to one act in the context, exists in this process only, and is valid as
    long as that act seats nobody and delegates nothing.
    """

    __slots__ = ("delegations", "members")

    def __init__(self, committees):
        # sudo: read all members and delegations, for a user who may query any day
        committees = committees.sudo()
        of_these = ("committee_id", "in", (committees | committees.parent_id).ids)
        members = committees.env["committee.member"]
        delegations = committees.env["committee.delegation"]
        self.members = members.search([of_these, ("state", "in", SAT)])
        self.delegations = delegations.search([of_these, ("state", "in", IN_FORCE)])

    def holders(self, committees, day, role=None):
        """:return: as `_holders_on` of the committees"""
        found = self.members.with_env(committees.env)
        return found.filtered(
            lambda member: (
                member.committee_id in committees
                and covers(member, day)
                and (not role or member.role == role)
            )
        )

    def delegated(self, committees, day, act=None):
        """:return: as `_delegations_on` of the committees"""
        found = self.delegations.with_env(committees.env)
        return found.filtered(
            lambda each: (
                each.committee_id in committees
                and covers(each, day)
                and (not act or each[f"for_{act}"])
            )
        )


def covers(dated, day):
    """Whether a tenure or a delegation is valid on `day` (date)."""
    return bool(
        dated.date_from
        and dated.date_from <= day
        and (not dated.date_to or dated.date_to >= day)
    )


def known_past(env):
    """:return: the `KnownPast` in the context, or None; a client cannot send one"""
    found = env.context.get("committee_past")
    return found if isinstance(found, KnownPast) else None
