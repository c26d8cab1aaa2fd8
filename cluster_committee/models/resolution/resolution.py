from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command

from odoo.addons.business_cluster.models.rial import Rial

from ...lib import numbers

# the letters that carry what was resolved: to the bodies, and to the organisation
CARRYING = [
    ("kind", "in", ("dispatch", "national_copy", "extension")),
    ("state", "!=", "draft"),
]


class CommitteeResolution(models.Model):
    """A decision of a meeting: its text, the duty it serves, who carries it out."""

    _name = "committee.resolution"
    _description = "Resolution"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "meeting_id desc, sequence, id"
    _search_key_fields = ("name", "number_label")

    _verb_fields = frozenset({"number"})
    _fixed_fields = frozenset({"meeting_id"})
    _same_owner = {"item_id": "meeting_id", "cluster_ids": "company_id"}
    _parent_field = "meeting_id"
    _parent_open_states = frozenset({"held"})

    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        required=True,
        ondelete="restrict",
        index=True,
    )
    meeting_state = fields.Selection(
        related="meeting_id.state", string="Meeting Status"
    )
    committee_id = fields.Many2one(
        related="meeting_id.committee_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="meeting_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="meeting_id.province_id", store=True, string="Province"
    )
    jalali_year = fields.Integer(
        related="meeting_id.jalali_year", store=True, aggregator=None
    )
    item_id = fields.Many2one(
        comodel_name="committee.agenda.item",
        string="Agenda Item",
        ondelete="restrict",
        index=True,
        domain="[('meeting_id', '=', meeting_id)]",
    )
    sequence = fields.Integer(default=10)
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    number_label = fields.Char(
        string="Resolution Number", compute="_compute_number_label", store=True
    )
    name = fields.Text(string="Resolution Text", required=True)
    duty_id = fields.Many2one(
        comodel_name="committee.procedure.clause",
        domain=[("is_duty", "=", True)],
        ondelete="restrict",
        string="Duty",
        compute="_compute_duty_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    cluster_ids = fields.Many2many(
        comodel_name="business.cluster",
        relation="committee_resolution_cluster_rel",
        string="Clusters",
        compute="_compute_cluster_ids",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('company_id', '=', company_id)]",
    )
    circular_ids = fields.Many2many(
        comodel_name="committee.policy.circular",
        relation="committee_resolution_circular_rel",
        string="Policies and Circulars",
        ondelete="restrict",
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
        help="What from above this resolution carries out (clause 4-3-1).",
    )
    amount = Rial(string="Amount (Rial)")
    deadline = fields.Date(string="Deadline for Execution")
    task_ids = fields.One2many(
        comodel_name="committee.resolution.task",
        inverse_name="resolution_id",
        copy=True,
    )
    output_id = fields.Many2one(related="item_id.output_id", string="Expert Output")
    letter_count = fields.Integer(compute="_compute_letter_count")
    priority_list_ids = fields.One2many(
        comodel_name="committee.priority.list", inverse_name="resolution_id"
    )
    forecast_ids = fields.One2many(
        comodel_name="committee.forecast", inverse_name="resolution_id"
    )
    responsible_ids = fields.Many2many(
        comodel_name="res.partner",
        compute="_compute_responsible_ids",
        string="Responsible Bodies",
    )
    progress_state = fields.Selection(
        selection=[
            ("not_dispatched", "Not Dispatched"),
            ("in_progress", "In Progress"),
            ("done", "Done"),
            ("withdrawn", "Withdrawn"),
        ],
        compute="_compute_progress_state",
        store=True,
        string="Follow-Up",
    )
    is_overdue = fields.Boolean(
        compute="_compute_is_overdue", search="_search_is_overdue"
    )

    _numbered_once = models.UniqueIndex(
        "(meeting_id, number) WHERE number > 0",
        "A resolution number is given once in a meeting.",
    )
    _amount_not_negative = models.Constraint(
        "CHECK (amount >= 0)", "The amount of a resolution is not negative."
    )

    @api.depends("number", "meeting_id.number", "meeting_id.number_year")
    def _compute_number_label(self):
        for resolution in self:
            meeting = resolution.meeting_id
            resolution.number_label = (
                numbers.resolution_number(
                    meeting.number, meeting.number_year, resolution.number
                )
                if resolution.number
                else False
            )

    @api.depends("number_label", "name")
    def _compute_display_name(self):
        for resolution in self:
            text = (resolution.name or "").split("\n", 1)[0]
            short = text if len(text) <= 60 else text[:59] + "…"
            resolution.display_name = " – ".join(
                filter(None, (resolution.number_label, short))
            )

    @api.depends("item_id")
    def _compute_duty_id(self):
        for resolution in self:
            resolution.duty_id = resolution.duty_id or resolution.item_id.duty_id

    @api.depends("item_id")
    def _compute_cluster_ids(self):
        for resolution in self:
            resolution.cluster_ids |= resolution.item_id.cluster_ids

    @api.depends("task_ids.partner_id")
    def _compute_responsible_ids(self):
        for resolution in self:
            resolution.responsible_ids = resolution.task_ids.partner_id

    @api.depends("meeting_id.letter_ids.state")
    def _compute_letter_count(self):
        letters = self.meeting_id.letter_ids.filtered_domain(CARRYING)
        by_meeting = letters.grouped("meeting_id")
        for resolution in self:
            found = by_meeting.get(resolution.meeting_id, ())
            resolution.letter_count = len(found)

    @api.depends("task_ids.state")
    def _compute_progress_state(self):
        for resolution in self:
            states = set(resolution.task_ids.mapped("state"))
            live = states - {"withdrawn"}
            if states and not live:
                progress = "withdrawn"
            elif live == {"done"}:
                progress = "done"
            elif live <= {"not_dispatched"}:
                progress = "not_dispatched"
            else:
                progress = "in_progress"
            resolution.progress_state = progress

    @api.depends("task_ids.is_overdue")
    def _compute_is_overdue(self):
        for resolution in self:
            resolution.is_overdue = any(resolution.task_ids.mapped("is_overdue"))

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        kind = "any" if True in value else "not any"
        return [("task_ids", kind, [("is_overdue", "=", True)])]

    @api.constrains("meeting_id")
    def _check_decided_by_committee(self):
        for resolution in self.sudo():  # sudo: read the kind of the meeting
            if resolution.meeting_id.kind == "expert":
                raise ValidationError(
                    self.env._(
                        "%(session)s decides nothing: write an output for approval,"
                        " which comes before the committee (note 1).",
                        session=resolution.meeting_id.display_name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_letters(self):
        """Open the letters that carry the resolution to those who act on it."""
        self.ensure_one()
        of_meeting = [("meeting_id", "=", self.meeting_id.id), *CARRYING]
        name = self.env._("Letters of the Resolution")
        return self._open("committee.letter", name, of_meeting)

    def action_open_tasks(self):
        """Open what the bodies did, each its part."""
        self.ensure_one()
        of_resolution = [("resolution_id", "=", self.id)]
        name = self.env._("Results of the Resolution")
        return self._open("committee.resolution.task", name, of_resolution)

    def action_open_priorities(self):
        """Open the yearly priorities that it approves (4-3-3)."""
        self.ensure_one()
        of_resolution = [("resolution_id", "=", self.id)]
        name = self.env._("Yearly Priorities")
        return self._open("committee.priority.list", name, of_resolution)

    def action_open_forecasts(self):
        """Open the financial forecasts that it approves (4-3-4)."""
        self.ensure_one()
        of_resolution = [("resolution_id", "=", self.id)]
        name = self.env._("Financial Forecasts")
        return self._open("committee.forecast", name, of_resolution)

    def _open(self, model, name, domain):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": domain,
            "context": {"create": False},
        }

    def action_assign_all_members(self):
        """Give every body that sits at the meeting its part, with the deadline."""
        for resolution in self:
            bodies = resolution.meeting_id.attendance_ids.filtered(
                "is_member"
            ).institution_id
            resolution.task_ids = [
                Command.create({"partner_id": body.id, "role": "lead"})
                for body in bodies - resolution.task_ids.partner_id
            ]

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _what_is_missing(self):
        """Sentences on what resolutions lack before the minutes are recorded: a body
        that is responsible and a deadline for each."""
        sentences = []
        for order, resolution in enumerate(self.sorted(), start=1):
            leads = resolution.task_ids.filtered(lambda task: task.role == "lead")
            if not leads:
                sentences.append(
                    self.env._(
                        "Resolution %(order)s names no responsible body (clause"
                        " 4-4-4).",
                        order=self._digits(order),
                    )
                )
            elif not all(task.deadline for task in leads):
                sentences.append(
                    self.env._(
                        "Resolution %(order)s has no deadline for its responsible"
                        " body.",
                        order=self._digits(order),
                    )
                )
        return sentences

    def _check_minutes_open(self):
        """:raises AccessError: where the minutes can no longer be written"""
        for resolution in self:
            if resolution.meeting_id.state not in self._parent_open_states:
                raise AccessError(
                    self.env._(
                        "The minutes of %(meeting)s are recorded; its resolutions can"
                        " no longer change (clause 4-4-4).",
                        meeting=resolution.meeting_id.display_name,
                    )
                )

    def _number(self):
        """Number the resolutions of each meeting, when its minutes are signed."""
        for resolutions in self.grouped("meeting_id").values():
            for number, resolution in enumerate(resolutions.sorted(), start=1):
                resolution._permitted({"number"}).write({"number": number})
