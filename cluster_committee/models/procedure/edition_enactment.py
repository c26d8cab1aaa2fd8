from collections import Counter

from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeProcedureEdition(models.Model):
    """How an edition comes into force, and is taken back before its day (3-2)."""

    _inherit = "committee.procedure.edition"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="in_force",
        by=("owner",),
        label=_lt("Enact"),
        main=True,
        dating="now",
    )
    def action_enact(self):
        """Bring into force from the day it names; the one before it ends there."""
        self._check_blockers("enact")
        self._supersede_predecessors()
        self._transition(
            "enact",
            lambda edition: {"control_block": edition.procedure_id._control_block()},
        )
        # sudo: rebuild the table of days, which no user may write
        self.env["committee.calendar.day"].sudo()._rebuild()

    @verb(
        "in_force",
        to="withdrawn",
        by=("owner",),
        label=_lt("Withdraw"),
        dating="now",
        asks_reason=True,
    )
    def action_withdraw(self, on=None, reason=None):
        """Withdraw, before its day, an edition that was enacted by mistake. It is kept,
        and the previous one stays in force as if it had not been superseded."""
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("withdraw", on)
        before = {edition: edition._superseded() for edition in self}
        values = {"withdrawn_on": on, "withdrawal_reason": reason}
        self._transition("withdraw", values, on=on, reason=reason)
        self.flush_recordset()  # its days are free before the other takes them
        for superseded in before.values():
            restored = {"state": "in_force", "effective_to": False}
            superseded._permitted(restored).write(restored)
        # sudo: rebuild the table of days, which no user may write
        self.env["committee.calendar.day"].sudo()._rebuild()

    def action_new_edition(self):
        """Draft the next edition as a copy of this one."""
        self.ensure_one()
        edition = self.copy()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": edition.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("enact", "receive")
    def _needs_day(self, act):
        """An edition follows the one before it in time (3-2)."""
        found = {}
        predecessors = self._predecessors()
        for edition in self:
            before = predecessors.get(edition.procedure_id)
            if not edition.effective_from:
                sentence = self.env._(
                    "Set the day from which %(edition)s is in force (clause 3-2).",
                    edition=edition.display_name,
                )
            elif before and edition.effective_from <= before.effective_from:
                sentence = self.env._(
                    "%(edition)s must come into force on a later day than %(before)s,"
                    " which it supersedes (clause 3-2).",
                    edition=edition.display_name,
                    before=before.display_name,
                )
            else:
                continue
            found[edition.id] = [sentence]
        return found

    @needs("withdraw")
    def _needs_day_to_come(self, act):
        """What has ruled is superseded by another edition, not withdrawn (3-2)."""
        today = jalali.today()
        return {
            edition.id: [
                self.env._(
                    "%(edition)s is in force since its day came, and committees were"
                    " held to it: draft a new edition instead (clause 3-2).",
                    edition=edition.display_name,
                )
            ]
            for edition in self
            if edition.effective_from <= today
        }

    @needs("enact", "receive")
    def _needs_one_at_a_time(self, act):
        """Two editions of one procedure are not enacted in one step."""
        counts = Counter(edition.procedure_id for edition in self)
        return {
            edition.id: [
                self.env._(
                    "Enact the editions of %(procedure)s one after the other.",
                    procedure=edition.procedure_id.code,
                )
            ]
            for edition in self
            if counts[edition.procedure_id] > 1
        }

    @needs("enact", "receive")
    def _needs_content(self, act):
        """An edition has clauses, a chair and a secretary (4-2)."""
        found = {}
        for edition in self:
            sentences = found.setdefault(edition.id, [])
            if not edition.clause_ids:
                sentences.append(
                    self.env._(
                        "%(edition)s has no clauses.", edition=edition.display_name
                    )
                )
            roles = edition.seat_ids.filtered("statutory").mapped("role")
            if roles.count("chair") != 1 or roles.count("secretary") != 1:
                sentences.append(
                    self.env._(
                        "%(edition)s needs one statutory seat of the chair and one of"
                        " the secretary (clause 4-2).",
                        edition=edition.display_name,
                    )
                )
        return found
