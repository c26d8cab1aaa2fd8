from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class Committee(models.Model):
    """The steps of a committee: consulted, constituted, active (4-1, 4-2)."""

    _inherit = "committee.committee"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "preparing",
        to="consulted",
        by=("secretary",),
        label=_lt("Complete Consultations"),
        dating="fact",
        main=True,
    )
    def action_consult(self, on=None):
        self._transition("consult", on=fields.Date.to_date(on))

    @verb(
        "consulted",
        to="constituted",
        by=("secretary",),
        label=_lt("Constitute the Committee"),
        dating="fact",
        main=True,
    )
    def action_constitute(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("constitute", {"formed_on": on}, on=on)
        self._refresh_cadence()
        self._refresh_findings_soon()

    @verb(
        "constituted",
        to="active",
        by=("officer",),
        label=_lt("First Meeting Held"),
        dating="fact",
    )
    def action_activate(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("activate", {"activated_on": on}, on=on)

    @verb(
        "constituted",
        "active",
        to="suspended",
        by=("secretary",),
        label=_lt("Suspend"),
        dating="now",
        asks_reason=True,
    )
    def action_suspend(self, on=None, reason=None):
        self._transition("suspend", on=fields.Date.to_date(on), reason=reason)
        self._refresh_cadence()

    @verb(
        "suspended", to="active", by=("secretary",), label=_lt("Resume"), dating="now"
    )
    def action_resume(self, on=None):
        """Resume the state before the suspension: before the first meeting, or after
        it."""
        on = fields.Date.to_date(on)
        met = self.filtered("activated_on")
        for committees, target in ((met, "active"), (self - met, "constituted")):
            if committees:
                committees._transition("resume", on=on, to=target)
        self._refresh_cadence()

    @verb(
        "preparing",
        "consulted",
        "constituted",
        "active",
        "suspended",
        to="dissolved",
        by=("secretary",),
        label=_lt("Dissolve"),
        dating="now",
        asks_reason=True,
    )
    def action_dissolve(self, on=None, reason=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("dissolve", {"dissolved_on": on}, on=on, reason=reason)
        self._refresh_cadence()

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("consult", "constitute", in_any_state=True)
    def _needs_consultations(self, act):
        """Governor and planning deputy are consulted before formation (4-1)."""
        parties = {
            "governor": self.env._(
                "The consultation with the Governor is not recorded (clause 4-1)."
            ),
            "deputy": self.env._(
                "The consultation with the Governor's planning deputy is not recorded"
                " (clause 4-1)."
            ),
        }
        found = {}
        for committee in self.filtered(lambda c: c.kind == "provincial"):
            heard = committee.consultation_ids.filtered(
                lambda c: c.consulted_on <= act.on and c.result != "pending"
            )
            found[committee.id] = [
                sentence
                for party, sentence in parties.items()
                if party not in heard.mapped("party")
            ]
        return found

    @needs("constitute")
    def _needs_formation_proposal(self, act):
        """The proposal names the working group to which the committee is subordinate
        (4-1)."""
        found = {}
        for committee in self.filtered(lambda c: c.kind == "provincial"):
            sentences = found.setdefault(committee.id, [])
            if not committee.parent_body:
                sentences.append(
                    self.env._(
                        "The parent working group of %(committee)s is empty (clause"
                        " 4-1).",
                        committee=committee.name,
                    )
                )
            issued = committee.letter_ids.filtered(
                lambda letter: letter.kind == "formation_proposal"
                and letter.state != "draft"
                and letter.letter_date <= act.on
            )
            if not issued:
                sentences.append(
                    self.env._(
                        "The letter proposing the formation is not issued (clause 4-1)."
                    )
                )
        return found

    @needs("constitute")
    def _needs_decrees(self, act):
        """Every statutory seat that needs a decree has its holder (4-2)."""
        filled = self._holders_on(act.on).seat_id
        return {
            committee.id: [
                self.env._(
                    "The seat “%(seat)s” has no holder by decree (clause 4-2).",
                    seat=seat.name,
                )
                for seat in committee.seat_ids - filled
                if seat.statutory
            ]
            for committee in self
        }

    @needs("activate")
    def _needs_held_meeting(self, act):
        held = self.meeting_ids.filtered(
            lambda meeting: meeting.counts
            or meeting.kind == "expert"
            and meeting.held_on
        ).committee_id
        return {
            committee.id: [
                self.env._(
                    "No meeting of %(committee)s that counts has been held yet (clause"
                    " 4-4).",
                    committee=committee.name,
                )
            ]
            for committee in self - held
        }
