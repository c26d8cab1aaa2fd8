from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

from ...lib.tenures import ACT_FIELDS

_lt = LazyTranslate(__name__)


class CommitteeDelegation(models.Model):
    """The steps of a delegation: put in force, ended, withdrawn."""

    _inherit = "committee.delegation"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="in_force",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Put in Force"),
        dating="now",
        main=True,
    )
    def action_enact(self, on=None):
        """It is valid from its first day on; earlier signatures are not affected.

        An acting chair does all that the chair does.
        """
        all_acts = dict.fromkeys(ACT_FIELDS, True)
        self._transition(
            "enact",
            lambda delegation: all_acts if delegation.kind == "acting" else {},
            on=fields.Date.to_date(on),
        )
        self._refresh_findings()

    @verb(
        "in_force",
        to="ended",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("End"),
        dating="now",
        asks_reason=True,
    )
    def action_end(self, on=None, reason=None):
        """End it with the day `on` as its last day."""
        self._close("end", fields.Date.to_date(on) or jalali.today(), reason)

    @verb(
        "in_force",
        to="withdrawn",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Withdraw Delegation"),
        dating="now",
        asks_reason=True,
    )
    def action_withdraw(self, on=None, reason=None):
        """Take it back; the day `on` is its last day, what was signed until then is
        right."""
        self._close("withdraw", fields.Date.to_date(on) or jalali.today(), reason)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("enact")
    def _needs_letter(self, act):
        """A delegation is written (reading A12)."""
        found = {}
        for delegation in self:
            sentences = found.setdefault(delegation.id, [])
            if persian.is_blank(delegation.letter_number) or (
                not delegation.letter_date
            ):
                sentences.append(
                    self.env._(
                        "The delegation to %(person)s has no letter: type the number"
                        " and the date of its issuer's registry (clause 4-4).",
                        person=delegation.partner_id.name,
                    )
                )
            elif delegation.letter_date > act.on:
                sentences.append(
                    self.env._(
                        "The letter of the delegation to %(person)s is dated after the"
                        " day of this step.",
                        person=delegation.partner_id.name,
                    )
                )
            if delegation.kind == "delegated" and (
                not any(delegation[name] for name in ACT_FIELDS)
            ):
                sentences.append(
                    self.env._(
                        "Choose which acts of the chair are delegated to %(person)s.",
                        person=delegation.partner_id.name,
                    )
                )
        return found

    @needs("enact")
    def _needs_chair_who_delegates(self, act):
        """Only who holds the chair delegates its acts (4-2)."""
        found = {}
        written = self.filtered(lambda d: d.kind == "delegated" and d.letter_date)
        for day, delegations in written.grouped("letter_date").items():
            chairs = delegations.committee_id._chairs_on(day)
            for delegation in delegations:
                if chairs[delegation.committee_id] != delegation.delegator_id:
                    found[delegation.id] = [
                        self.env._(
                            "%(person)s did not chair the committee on the date of the"
                            " letter, and only the chair delegates his acts (clause"
                            " 4-2). Record an acting chair where the post is vacant.",
                            person=delegation.delegator_id.name,
                        )
                    ]
        return found

    @needs("enact")
    def _needs_free_days(self, act):
        """An act is delegated to one person on one day."""
        found = {}
        others = self.search(
            Domain("committee_id", "in", self.committee_id.ids)
            & Domain("state", "!=", "draft")
        )
        for delegation in self:
            last = delegation.date_to or fields.Date.to_date("9999-12-31")
            for other in others.filtered(
                lambda o, d=delegation, last=last: o.committee_id == d.committee_id
                and o.date_from <= last
                and (not o.date_to or o.date_to >= d.date_from)
                and any(
                    o[name] and (d[name] or d.kind == "acting") for name in ACT_FIELDS
                )
            ):
                found.setdefault(delegation.id, []).append(
                    self.env._(
                        "Some of these acts are delegated to %(person)s on the same"
                        " days; end that delegation first (clause 4-4).",
                        person=other.partner_id.name,
                    )
                )
        return found

    @needs("end", "withdraw")
    def _needs_day_within(self, act):
        return {
            delegation.id: [
                self.env._(
                    "The delegation to %(person)s cannot end before it began.",
                    person=delegation.partner_id.name,
                )
            ]
            for delegation in self
            if act.on < delegation.date_from
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _close(self, name, on, reason):
        self._transition(
            name,
            lambda delegation: {
                "date_to": min(on, delegation.date_to or on),
                "end_reason": reason,
            },
            on=on,
            reason=reason,
        )
        self._refresh_findings()
