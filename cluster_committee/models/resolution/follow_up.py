from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeResolutionTask(models.Model):
    """How the part of an institution is followed up: its reports, the extensions of its
    deadline, its withdrawal; each with its own day (4-3-5)."""

    _inherit = "committee.resolution.task"

    report_ids = fields.One2many(
        comodel_name="committee.resolution.report",
        inverse_name="task_id",
        string="Reports",
    )
    extension_ids = fields.One2many(
        comodel_name="committee.deadline.extension",
        inverse_name="task_id",
        string="Extensions",
    )
    extension_count = fields.Integer(
        string="Extended (times)", compute="_compute_extension_count"
    )

    can_extend_deadline = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    @api.depends("state", "report_ids.percent", "report_ids.on")
    def _compute_progress(self):
        """From the latest report; done means 100 percent."""
        for task in self:
            latest = task.report_ids.sorted(lambda report: (report.on, report.id))[-1:]
            task.progress = 100 if task.state == "done" else latest.percent

    @api.depends("extension_ids")
    def _compute_extension_count(self):
        for task in self:
            task.extension_count = len(task.extension_ids)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "in_progress",
        to=None,
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Extend Deadline"),
        dating="now",
        letter="extension",
        asks_reason=True,
        delegable="dispatch",
    )
    def action_extend_deadline(
        self, on=None, deadline=None, number=None, resolution_id=None, reason=None
    ):
        """Extend the deadline: the chair decides it in the system, or the secretary
        records his letter, or the later resolution that says so.

        :param deadline: the new one (date), after the one before
        :param number: of the chair's letter, where it was one
        :param resolution_id: of the later resolution, where it was one
        """
        deadline = fields.Date.to_date(deadline)
        resolution = self.env["committee.resolution"].browse(resolution_id or ())
        if on or self._actors(self._verb("extend_deadline")).recorded:
            on = self._decision_day(on, resolution)
        else:
            on = jalali.today()
        self._check_blockers("extend_deadline", on)
        self._check_new_deadline(deadline, on)
        self._check_later_resolution(resolution)
        before = {task: task.deadline for task in self}
        bases = self._bases_of_extension(resolution, number, on)
        self._move("extend_deadline", {"deadline": deadline}, on=on, reason=reason)
        self.env["committee.deadline.extension"]._permitted_create(
            [
                {
                    "task_id": task.id,
                    "on": on,
                    "old_deadline": before[task],
                    "new_deadline": deadline,
                    "reason": reason,
                    **bases[task],
                }
                for task in self
            ]
        )

    @verb(
        "not_dispatched",
        "in_progress",
        to="withdrawn",
        by=("secretary",),
        label=_lt("Withdraw"),
        dating="paper",
    )
    def action_withdraw(self, on=None, resolution_id=None):
        """Withdraw a part, as a later resolution has it; nothing else can."""
        resolution = self.env["committee.resolution"].browse(resolution_id or ())
        if not resolution:
            raise UserError(
                self.env._(
                    "A part is withdrawn by a later resolution only: name it (clause"
                    " 4-3-5)."
                )
            )
        on = self._decision_day(on, resolution)
        self._check_blockers("withdraw", on)
        self._check_later_resolution(resolution)
        values = {"withdrawn_by_id": resolution.id, "withdrawn_on": on}
        self._transition("withdraw", values, on=on)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("extend_deadline", "withdraw")
    def _needs_decision_after_meeting(self, act):
        return {
            task.id: [
                self.env._(
                    "What was decided at %(meeting)s cannot be changed before it was"
                    " decided (clause 4-3-5).",
                    meeting=task.meeting_id.display_name,
                )
            ]
            for task in self
            if act.on < task.meeting_id.held_on
        }

    def _check_new_deadline(self, deadline, on):
        for task in self:
            body = task.partner_id.name
            if not task.deadline:
                raise UserError(
                    self.env._(
                        "%(body)s has no deadline that could be extended: a later"
                        " resolution sets one (clause 4-3-5).",
                        body=body,
                    )
                )
            last_on = max(task.extension_ids.mapped("on"), default=on)
            if on < last_on:
                raise UserError(
                    self.env._(
                        "The deadline of %(body)s was extended on %(day)s already:"
                        " what extends it once more is of that day or later (clause"
                        " 4-3-5).",
                        body=body,
                        day=task.meeting_id._print_date(last_on),
                    )
                )
            if not deadline or deadline <= task.deadline:
                raise UserError(
                    self.env._(
                        "Set a new deadline for %(body)s that lies after the one before"
                        " (%(before)s; clause 4-3-5).",
                        body=body,
                        before=task.meeting_id._print_date(task.deadline),
                    )
                )

    def _check_later_resolution(self, resolution):
        """:raises UserError: unless it was signed, by the same committee, and later"""
        if not resolution:
            return
        resolution.check_access("read")
        meeting = resolution.meeting_id
        for task in self:
            earlier = task.meeting_id
            order = (meeting.held_on, meeting.number_year, meeting.number)
            if (
                meeting.committee_id != earlier.committee_id
                or not resolution.number
                or order <= (earlier.held_on, earlier.number_year, earlier.number)
            ):
                raise UserError(
                    self.env._(
                        "%(resolution)s cannot change a decision of %(meeting)s: choose"
                        " a resolution of a later meeting of the same committee, whose"
                        " minutes are signed (clause 4-3-5).",
                        resolution=resolution.display_name,
                        meeting=earlier.display_name,
                    )
                )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _decision_day(self, on, resolution):
        """As given, else the day of the meeting that decided, or of the letter."""
        drafted = set(self._drafted_letters("extension").mapped("letter_date"))
        drafted.discard(False)
        return (
            fields.Date.to_date(on)
            # sudo: read the day of the decision
            or resolution.sudo().meeting_id.held_on
            or (drafted.pop() if len(drafted) == 1 else jalali.today())
        )

    def _bases_of_extension(self, resolution, number, on):
        """{task: what the extension rests on}; the chair's letter is issued here."""
        if resolution:
            basis = {
                "basis": "resolution",
                "extending_resolution_id": resolution.id,
            }
            return dict.fromkeys(self, basis)
        recorded = self._actors(self._verb("extend_deadline")).recorded
        if not recorded:
            return dict.fromkeys(self, {"basis": "chair"})
        letters = self._drafted_letters("extension", draft_missing=True)
        letters._complete(number=number, on=on, on_paper=True)
        letters._issue(on_paper=True)
        return {
            letter.task_id: {"basis": "letter", "letter_id": letter.id}
            for letter in letters
        }

    def _drafted_letters(self, kind, draft_missing=False):
        letters = self.env["committee.letter"]
        return letters._drafted_for(self, "task_id", kind, draft_missing)

    def _prepare_letter_values(self, kind):
        return {
            "kind": kind,
            "committee_id": self.committee_id.id,
            "meeting_id": self.meeting_id.id,
            "task_id": self.id,
            "recipient_ids": [
                fields.Command.create(
                    {"partner_id": self.partner_id.id, "purpose": "action"}
                )
            ],
        }

    def _deadline_on(self, day):
        """:return: the deadline (date) as of `day` (date), without later extensions"""
        self.ensure_one()
        later = self.extension_ids.filtered(lambda row: row.on > day)
        first = later.sorted(lambda row: (row.on, row.id))[:1]
        return first.old_deadline or self.deadline
