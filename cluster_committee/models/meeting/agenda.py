from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

from .meeting import BEFORE_APPROVAL, RECORDED

_lt = LazyTranslate(__name__)


class CommitteeMeeting(models.Model):
    """The agenda with its time and place: begun with the standing items of the
    committee, proposed by the company, returned or approved by the chair (4-4-3)."""

    _inherit = "committee.meeting"

    _verb_fields = frozenset(
        {"agenda_proposed_on", "agenda_approved_on", "agenda_remarks"}
    )

    agenda_item_ids = fields.One2many(
        comodel_name="committee.agenda.item", inverse_name="meeting_id", copy=True
    )
    template_id = fields.Many2one(
        comodel_name="committee.agenda.template",
        string="Agenda Template",
        compute="_compute_template_id",
    )
    waiting_item_count = fields.Integer(
        string="Deferred Items", compute="_compute_waiting_item_count"
    )
    agenda_proposed_on = fields.Date(readonly=True, copy=False)
    agenda_approved_on = fields.Date(readonly=True, copy=False)
    agenda_remarks = fields.Text(
        string="Chair's Remarks on the Agenda", readonly=True, copy=False
    )

    # Buttons
    can_propose_agenda = fields.Boolean(compute="_compute_can")
    can_return_agenda = fields.Boolean(compute="_compute_can")
    can_approve_agenda = fields.Boolean(compute="_compute_can")

    @api.depends("committee_id")
    def _compute_template_id(self):
        templates = self.env["committee.agenda.template"].search(
            [("committee_id", "in", self.committee_id.ids)]
        )
        by_committee = templates.grouped("committee_id")
        for meeting in self:
            meeting.template_id = by_committee.get(meeting.committee_id, False)

    @api.depends("committee_id", "agenda_item_ids")
    def _compute_waiting_item_count(self):
        """How many items the next proposed agenda of the committee takes up itself."""
        waiting = self._waiting_items().grouped("committee_id")
        for meeting in self:
            meeting.waiting_item_count = len(waiting.get(meeting.committee_id, ()))

    @api.constrains("date_start", "date_end")
    def _check_order_of_times(self):
        for meeting in self:
            meeting._refuse_disorder(meeting.date_start, meeting.date_end)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            times = (
                fields.Datetime.to_datetime(vals.get(name))
                for name in ("date_start", "date_end")
            )
            self._refuse_disorder(*times)
        meetings = super().create(vals_list)
        meetings.filtered(
            lambda meeting: (
                not meeting.agenda_item_ids or self.env.context.get("starts_next")
            )
        )._apply_template()
        return meetings

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_apply_template(self):
        """Put the standing items of the committee on the agenda, unless they are; a
        committee that has no template yet gets the usual one."""
        for meeting in self:
            if meeting.state not in BEFORE_APPROVAL:
                raise UserError(
                    self.env._(
                        "The agenda of %(meeting)s is approved: an item is added to it"
                        " as a late one only (clause 4-4-3).",
                        meeting=meeting.display_name,
                    )
                )
        self.committee_id._get_templates()
        self.invalidate_recordset(["template_id"])
        self._apply_template()

    def action_start_next(self):
        """Open the next meeting, not yet saved, as this one was: its place, guests and
        standing items; not its number, its dates and what came of it.

        What the template has comes when the meeting is saved, in the season of its day.
        """
        self.ensure_one()
        of_template = set(self.template_id.line_ids.mapped("name"))
        standing = self.agenda_item_ids.filtered(
            lambda item: item.standing and item.name not in of_template
        )
        values = {
            "committee_id": self.committee_id.id,
            "place": self.place,
            "guest_ids": [Command.set(self.guest_ids.ids)],
            "agenda_item_ids": [
                # the state is for the form, which shows what is open in it
                Command.create({**item._prepare_standing_values(), "state": "proposed"})
                for item in standing
            ],
        }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Next Meeting"),
            "res_model": "committee.meeting",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "committee_kind": self.kind,
                "starts_next": True,
                **{f"default_{name}": value for name, value in values.items()},
            },
        }

    @verb(
        "draft",
        "returned",
        to="agenda_proposed",
        by=("secretary",),
        label=_lt("Propose Agenda"),
        dating="paper",
        main=True,
        letter="agenda_proposal",
    )
    def action_propose_agenda(self, on=None, number=None):
        """Propose the agenda to the chair (4-4-3); the company's letter is optional."""
        on = self._act_day(on, "agenda_proposal")
        self._check_blockers("propose_agenda", on)
        if not number:
            (self - self._drafted_letters("agenda_proposal").meeting_id)._date_today(on)
        self._take_up_what_waits()
        self._move("propose_agenda", {"agenda_proposed_on": on}, on=on)
        self.agenda_item_ids._renumber()
        if number or self._drafted_letters("agenda_proposal"):
            self._issue_letters("agenda_proposal", number=number, on=on)

    @verb(
        "agenda_proposed",
        to="returned",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Return Agenda"),
        dating="now",
        asks_reason=True,
        delegable="agenda",
    )
    def action_return_agenda(self, on=None, reason=None):
        self._transition(
            "return_agenda",
            {"agenda_remarks": reason},
            on=fields.Date.to_date(on),
            reason=reason,
        )

    @verb(
        "agenda_proposed",
        to="agenda_approved",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Approve Agenda"),
        dating="now",
        main=True,
        letter="agenda_approval",
        delegable="agenda",
    )
    def action_approve_agenda(self, on=None, number=None):
        """The chair approves the agenda, which freezes it (4-4-3)."""
        on = self._act_day(on, "agenda_approval")
        recorded = self._actors(self._verb("approve_agenda")).recorded
        if recorded:
            self._check_blockers("approve_agenda", on)
            self._issue_letters("agenda_approval", number=number, on=on)
        self._transition("approve_agenda", {"agenda_approved_on": on}, on=on)
        self.agenda_item_ids._approve(on)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("propose_agenda", "schedule")
    def _needs_agenda(self, act):
        """The company proposes an agenda, a time and a place (4-4-3)."""
        empty = self.filtered(lambda meeting: not meeting.agenda_item_ids)
        waiting = empty._waiting_outputs().committee_id
        waiting |= empty._waiting_items().committee_id
        return self._each(
            (
                lambda meeting: (
                    meeting.agenda_item_ids or meeting.committee_id in waiting
                ),
                self.env._("The agenda has no item yet (clause 4-4-3)."),
            ),
            (
                lambda meeting: meeting.place,
                self.env._("The place of the meeting is not set."),
            ),
        )

    @needs("approve_agenda", "return_agenda")
    def _needs_proposal_before(self, act):
        return self._not_before("agenda_proposed_on", act)

    def _agenda_flaws(self):
        self.ensure_one()
        if self.held_on and not self.agenda_approved_on and self.kind == "provincial":
            return [
                self.env._(
                    "Held without an agenda that the chair approved (clause 4-4-3)."
                )
            ]
        return []

    def _date_today(self, on):
        """:raises UserError: unless what has no letter of its own is dated today"""
        if self and on != jalali.today():
            raise UserError(
                self.env._(
                    "The agenda of %(meeting)s is proposed without a letter, and dated"
                    " today: type the number of the company's letter of %(day)s, or"
                    " leave the date out (clause 4-4-3).",
                    meeting=self._names(),
                    day=self._print_date(on),
                )
            )

    def _refuse_disorder(self, start, end):
        """:raises ValidationError: unless the meeting ends after it starts"""
        if start and end and end <= start:
            raise ValidationError(
                self.env._(
                    "%(meeting)s would begin at %(start)s and end at %(end)s, and a"
                    " meeting ends after it starts (clause 4-4-3). Where its start"
                    " moves, move its end as well.",
                    meeting=self._names(),
                    start=self._print_moment(start),
                    end=self._print_moment(end),
                )
            )

    def _print_moment(self, moment):
        """A moment as people of Tehran read it: Jalali in Persian, ISO otherwise."""
        if persian.is_persian(self.env):
            return jalali.format_datetime(moment)
        local = fields.Datetime.context_timestamp(
            self.with_context(tz="Asia/Tehran"), moment
        )
        return local.strftime("%Y-%m-%d %H:%M")

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _letter_recipients(self, kind):
        if kind == "agenda_proposal":
            today = jalali.today()
            return self.committee_id._signatories_on(today, "agenda")[
                self.committee_id
            ][:1]
        return super()._letter_recipients(kind)

    def _apply_template(self):
        self.env["committee.agenda.item"].create(
            [
                {**values, "meeting_id": meeting.id}
                for meeting in self
                if meeting.template_id
                for values in meeting.template_id._prepare_item_values(meeting)
            ]
        )

    def _take_up_what_waits(self):
        """What comes on a proposed agenda by itself: the review of what was resolved
        before (4-3-5), the outputs for approval (note 1), and what was deferred.

        It is done when the agenda is proposed, and not with every draft: only then it
        is known which meeting is the next one, and nothing that was sent until then
        can be left out.
        """
        self.env["committee.agenda.item"].create(
            [
                *self._prepare_follow_up_values(),
                *self._prepare_output_values(),
                *self._prepare_waiting_values(),
            ]
        )

    def _waiting_items(self):
        """The items of recorded minutes that these committees deferred and no later
        agenda has; an output that was deferred waits by itself (note 1)."""
        deferred = self.env["committee.agenda.item"].search(
            [
                ("committee_id", "in", self.committee_id.ids),
                ("outcome", "=", "deferred"),
                ("output_id", "=", False),
                ("meeting_id.state", "in", list(RECORDED)),
            ],
            order="meeting_id, sequence, id",
        )
        taken_up = self.env["committee.agenda.item"].search(
            [
                ("deferred_from_id", "in", deferred.ids),
                ("meeting_id.state", "!=", "cancelled"),
            ]
        )
        return deferred - taken_up.deferred_from_id

    def _prepare_waiting_values(self):
        """What was deferred, each item on one of these agendas only."""
        waiting = self._waiting_items().grouped("committee_id")
        return [
            {**item._prepare_deferred_values(), "meeting_id": meeting.id}
            for meeting in self
            for item in waiting.pop(meeting.committee_id, ())
        ]
