from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeResolutionTask(models.Model):
    """One institution's part in a resolution: lead or collaborator, until when, and
    what came of it."""

    _name = "committee.resolution.task"
    _description = "Resolution Task"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "deadline, id"
    _rec_name = "partner_id"
    _search_key_fields = ("resolution_text", "partner_name")

    _verb_fields = frozenset(
        {"done_on", "dispatched_on", "withdrawn_by_id", "withdrawn_on"}
    )
    _fixed_fields = frozenset({"resolution_id"})
    _open_states = frozenset({"not_dispatched"})
    _editable_in = {
        "result": frozenset({"not_dispatched", "in_progress"}),
    }
    _parent_field = "resolution_id"

    resolution_id = fields.Many2one(
        comodel_name="committee.resolution",
        required=True,
        ondelete="cascade",
        index=True,
    )
    resolution_text = fields.Text(related="resolution_id.name")
    meeting_id = fields.Many2one(
        related="resolution_id.meeting_id", store=True, index=True, precompute=True
    )
    committee_id = fields.Many2one(
        related="resolution_id.committee_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="resolution_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="resolution_id.province_id", store=True, string="Province"
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Responsible Body",
        required=True,
        ondelete="restrict",
        index=True,
    )
    partner_name = fields.Char(related="partner_id.name", string="Body Name")
    institution_kind_id = fields.Many2one(
        related="partner_id.institution_kind_id", store=True
    )
    role = fields.Selection(
        selection=[("lead", "Responsible"), ("collaborator", "Collaborating")],
        required=True,
        default="lead",
    )
    deadline = fields.Date(
        compute="_compute_deadline",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
    )
    dispatched_on = fields.Date(readonly=True, copy=False)
    progress = fields.Integer(
        string="Progress (%)",
        compute="_compute_progress",
        store=True,
        aggregator="avg",
        help="As the latest report says.",
    )
    result = fields.Text(string="Action Taken", copy=False)
    done_on = fields.Date(readonly=True, copy=False)
    withdrawn_by_id = fields.Many2one(
        comodel_name="committee.resolution",
        string="Withdrawn By",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    withdrawn_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        selection=[
            ("not_dispatched", "Not Dispatched"),
            ("in_progress", "In Progress"),
            ("done", "Done"),
            ("withdrawn", "Withdrawn"),
        ],
        default="not_dispatched",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )
    is_overdue = fields.Boolean(
        compute="_compute_days_late", search="_search_is_overdue", string="Overdue"
    )
    days_late = fields.Integer(
        compute="_compute_days_late",
        help="Days after the deadline: until done, or until today.",
    )

    can_finish = fields.Boolean(compute="_compute_can")
    can_reopen = fields.Boolean(compute="_compute_can")

    _once = models.Constraint(
        "UNIQUE (resolution_id, partner_id)", "A body has one part in a resolution."
    )
    _done_has_a_day = models.Constraint(
        "CHECK ((state = 'done') = (done_on IS NOT NULL))",
        "What is done was done on a day.",
    )
    _withdrawn_by_a_resolution = models.Constraint(
        "CHECK ((state = 'withdrawn') = (withdrawn_by_id IS NOT NULL)"
        " AND (state = 'withdrawn') = (withdrawn_on IS NOT NULL))",
        "What is withdrawn was withdrawn by a later resolution, on its day.",
    )

    @api.depends("resolution_id.deadline")
    def _compute_deadline(self):
        for task in self:
            task.deadline = task.deadline or task.resolution_id.deadline

    @api.depends("state", "deadline", "done_on")
    def _compute_days_late(self):
        today = jalali.today()
        for task in self:
            end = task.done_on or today
            counts = task.state in ("in_progress", "done") and task.deadline
            task.days_late = max((end - task.deadline).days, 0) if counts else 0
            task.is_overdue = task.state == "in_progress" and task.days_late > 0

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = Domain("state", "=", "in_progress") & Domain(
            "deadline", "<", jalali.today()
        )
        return overdue if True in value else ~overdue

    def _content_is_open(self, states):
        if self.state == "not_dispatched":
            if self.meeting_id.state not in ("held",):
                return False
        return self.state in states

    def _check_parents_open(self, vals_list):
        """A task is added while the minutes of its meeting are written."""
        if self.browse()._permits("resolution_id"):
            return
        default = self.default_get(["resolution_id"]).get("resolution_id")
        resolutions = self.env["committee.resolution"].browse(
            {vals.get("resolution_id", default) for vals in vals_list} - {None, False}
        )
        # else the refusal would disclose a foreign one
        resolutions.check_access("read")
        # sudo: read and lock the meetings, to check their states
        resolutions = resolutions.sudo()
        resolutions.meeting_id._lock_rows(touch=True)
        resolutions._check_minutes_open()

    def _gates(self):
        # sudo: read the relation only, to find the parents
        return [self.sudo().meeting_id]

    @verb(
        "in_progress",
        to="done",
        by=("officer",),
        label=_lt("Report Done"),
        dating="fact",
        main=True,
    )
    def action_finish(self, on=None, result=None):
        """Report that the part was done on `on`, with what was done."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"done_on": on}
        if result:
            values["result"] = result
        self._transition("finish", values, on=on)

    @verb(
        "done",
        to="in_progress",
        by=("secretary",),
        label=_lt("Reopen"),
        dating="now",
        asks_reason=True,
    )
    def action_reopen(self, on=None, reason=None):
        self._transition(
            "reopen",
            {"done_on": False},
            on=fields.Date.to_date(on),
            reason=reason,
        )

    @needs("finish")
    def _needs_after_dispatch(self, act):
        return {
            task.id: [
                self.env._(
                    "The part of %(body)s cannot be done before the meeting.",
                    body=task.partner_id.name,
                )
            ]
            for task in self
            if act.on < task.meeting_id.held_on
        }

    def _take_up(self, days):
        """With the dispatch the parts of the resolutions begin (4-4-4). One that does
        not satisfy the clause stays flagged on the meeting, and the work goes on all
        the same (reading A35).

        :param days: {meeting: the date of the dispatch letter}
        """
        waiting = self.filtered(lambda task: task.state == "not_dispatched")
        for day, tasks in waiting.grouped(lambda t: days[t.meeting_id]).items():
            values = {"state": "in_progress", "dispatched_on": day}
            tasks._permitted(values).write(values)
