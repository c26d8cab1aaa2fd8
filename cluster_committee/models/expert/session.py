from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)

# the shorter procedure of an expert session, without letters of the chair
OF_SESSIONS = frozenset({"schedule", "postpone_session", "close_session"})
OF_BOTH = frozenset(
    "hold record_minutes return_minutes cancel reject_scan replace_file".split()
)


class CommitteeMeeting(models.Model):
    """A session of the expert committee: scheduled, held, recorded, closed (note 1)."""

    _inherit = "committee.meeting"

    output_ids = fields.One2many(
        comodel_name="committee.expert.output",
        inverse_name="session_id",
        string="Outputs",
    )
    output_count = fields.Integer(compute="_compute_output_count")
    waiting_output_count = fields.Integer(
        string="Waiting Outputs", compute="_compute_waiting_output_count"
    )

    # Buttons
    can_schedule = fields.Boolean(compute="_compute_can")
    can_postpone_session = fields.Boolean(compute="_compute_can")
    can_close_session = fields.Boolean(compute="_compute_can")

    def _compute_output_count(self):
        counts = dict(
            self.env["committee.expert.output"]._read_group(
                [("session_id", "in", self.ids)], ["session_id"], ["__count"]
            )
        )
        for meeting in self:
            meeting.output_count = counts.get(meeting, 0)

    def _compute_waiting_output_count(self):
        """What the next proposed agenda of the committee will take up by itself."""
        waiting = self._waiting_outputs().grouped("committee_id")
        for meeting in self:
            meeting.waiting_output_count = len(waiting.get(meeting.committee_id, ()))

    def _on_road(self, name):
        if name in OF_BOTH:
            return self
        kind = "expert" if name in OF_SESSIONS else "provincial"
        return self.filtered(lambda meeting: meeting.kind == kind)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        "postponed",
        to="invited",
        by=("officer",),
        label=_lt("Schedule Session"),
        dating="fact",
        main=True,
    )
    def action_schedule(self, on=None):
        """Fix a session and ask the experts to it; it takes its number now.

        The secretariat is in the company (note 1): no approval, no letter of the chair.
        """
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("schedule", on)
        numbers = self._take_numbers()
        self._transition(
            "schedule", lambda meeting: {"invited_on": on, **numbers[meeting]}, on=on
        )
        self.agenda_item_ids._number_items()
        self.agenda_item_ids._approve(on)
        self._snapshot_invited()

    @verb(
        "invited",
        to="postponed",
        by=("officer",),
        label=_lt("Postpone Session"),
        dating="now",
        asks_reason=True,
    )
    def action_postpone_session(self, on=None, reason=None):
        """Postpone a session; it keeps its number and is scheduled again."""
        self._transition(
            "postpone_session",
            lambda meeting: {
                "invited_on": False,
                "postponed_from": meeting.date_start,
            },
            on=fields.Date.to_date(on),
            reason=reason,
        )

    @verb(
        "recorded",
        to="closed",
        by=("secretary",),
        label=_lt("Close and Send Outputs"),
        dating="now",
        main=True,
    )
    def action_close_session(self, on=None):
        """Close the session and send its outputs to the committee (note 1)."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("close_session", {"closed_on": on}, on=on)
        self.output_ids._number()

    def action_take_up(self):
        """Put on the draft agenda what the proposed one would take up by itself, so
        that it can be put in order before."""
        self._take_up_what_waits()

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("schedule")
    def _needs_experts(self, act):
        """Somebody has to come, and to know of it before (note 1)."""
        found = {}
        for day, sessions in self.grouped("planned_on").items():
            seated = sessions.committee_id._holders_on(day).committee_id
            for session in sessions:
                sentences = found.setdefault(session.id, [])
                if session.committee_id not in seated:
                    sentences.append(
                        self.env._(
                            "No expert of a member body sits on %(committee)s on the"
                            " day of the session (note 1).",
                            committee=session.committee_id.name,
                        )
                    )
                if day and act.on > day:
                    sentences.append(
                        self.env._(
                            "A session is scheduled no later than on its day (note 1)."
                        )
                    )
        return found

    @needs("close_session")
    def _needs_recorded_session(self, act):
        return self._not_before("recorded_on", act)

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _waiting_outputs(self):
        """The outputs for approval that wait for an agenda of these committees."""
        return self.env["committee.expert.output"].search(
            [("committee_id", "in", self.committee_id.ids), ("state", "=", "waiting")],
            order="sent_on, id",
        )

    def _prepare_output_values(self):
        """The items of the waiting outputs, which leave postponed agendas for these."""
        waiting = self._waiting_outputs().grouped("committee_id")
        vals_list = []
        for meeting in self:
            outputs = waiting.pop(meeting.committee_id, None)
            if outputs:
                outputs._leave_postponed_agendas(meeting)
                vals_list += outputs._prepare_item_values(meeting)
        return vals_list
