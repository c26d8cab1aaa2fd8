from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import jalali

from ...lib import numbers
from .agenda_item_output import FATES, RECORDED

DECIDED = tuple(fate for fate in FATES if fate[0] != "deferred")


class CommitteeExpertOutput(models.Model):
    """A result of an expert session, for approval by the committee or for its
    information (note 1). Its fate is an agenda item and a resolution."""

    _name = "committee.expert.output"
    _description = "Expert Output"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "session_id desc, sequence, id"
    _search_key_fields = ("name", "number_label")

    # its state follows from its session and from the agendas it came on
    _verb_fields = frozenset({"number"})
    _fixed_fields = frozenset({"session_id"})
    _same_owner = {"revises_id": "committee_id", "cluster_ids": "company_id"}
    _parent_field = "session_id"
    _parent_open_states = frozenset({"held"})

    # Identity
    session_id = fields.Many2one(
        comodel_name="committee.meeting",
        string="Expert Session",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("kind", "=", "expert"), ("state", "=", "held")],
    )
    session_state = fields.Selection(
        related="session_id.state", string="Session Status"
    )
    committee_id = fields.Many2one(
        related="session_id.committee_id.parent_id",
        string="Provincial Committee",
        store=True,
        index=True,
        precompute=True,
    )
    company_id = fields.Many2one(
        related="session_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="session_id.province_id", store=True, string="Province"
    )
    jalali_year = fields.Integer(
        related="session_id.jalali_year", store=True, aggregator=None
    )
    sequence = fields.Integer(default=10)
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    number_label = fields.Char(
        string="Output Number", compute="_compute_number_label", store=True
    )

    # Content
    name = fields.Char(string="Title", required=True)
    text = fields.Text(string="Text of the Output")
    purpose = fields.Selection(
        selection=[("approval", "For approval"), ("information", "For information")],
        required=True,
        default="approval",
    )
    duty_id = fields.Many2one(
        comodel_name="committee.procedure.clause",
        domain=[("is_duty", "=", True)],
        ondelete="restrict",
        string="Duty",
    )
    cluster_ids = fields.Many2many(
        comodel_name="business.cluster",
        relation="committee_expert_output_cluster_rel",
        string="Clusters",
        domain="[('company_id', '=', company_id)]",
    )
    document = fields.Binary(attachment=True, copy=False)
    document_name = fields.Char(copy=False)
    revises_id = fields.Many2one(
        comodel_name="committee.expert.output",
        string="Revises",
        ondelete="restrict",
        copy=False,
        domain="[('committee_id', '=', committee_id), ('state', '=', 'sent_back')]",
        help="The output that the committee had sent back, and that this one replaces.",
    )

    # Fate
    sent_on = fields.Date(
        related="session_id.closed_on",
        string="Sent On",
        store=True,
        help="The day on which its session was closed, and it was sent.",
    )
    item_ids = fields.One2many(
        comodel_name="committee.agenda.item",
        inverse_name="output_id",
        string="Agenda Items",
    )
    item_id = fields.Many2one(
        comodel_name="committee.agenda.item",
        string="Agenda Item",
        compute="_compute_state",
        store=True,
    )
    meeting_id = fields.Many2one(related="item_id.meeting_id", string="Meeting")
    resolution_ids = fields.One2many(
        related="item_id.resolution_ids", string="Resolutions"
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("informed", "For Information"),
            ("waiting", "Waiting for an Agenda"),
            ("tabled", "On an Agenda"),
            *DECIDED,
        ],
        compute="_compute_state",
        store=True,
        index=True,
        string="Status",
    )
    waiting_days = fields.Integer(
        string="Waiting (days)",
        compute="_compute_waiting_days",
        help="Days since it was sent for approval, while no agenda has it.",
    )
    decided_on = fields.Date(
        compute="_compute_state",
        store=True,
        help="The day of the meeting at which its fate was decided.",
    )
    deferral_count = fields.Integer(string="Deferrals", compute="_compute_deferral")
    deferral_reason = fields.Char(compute="_compute_deferral")

    _numbered_once = models.UniqueIndex(
        "(session_id, number) WHERE number > 0",
        "An output number is given once in a session.",
    )
    _decided_on_a_day = models.Constraint(
        "CHECK ((decided_on IS NOT NULL) = (state IN"
        " ('adopted', 'adopted_changed', 'rejected', 'sent_back')))",
        "The fate of an output was decided on a day.",
    )

    @api.depends("number", "session_id.number", "session_id.number_year")
    def _compute_number_label(self):
        for output in self:
            session = output.session_id
            output.number_label = (
                numbers.resolution_number(
                    session.number, session.number_year, output.number
                )
                if output.number
                else False
            )

    @api.depends("number_label", "name")
    def _compute_display_name(self):
        for output in self:
            output.display_name = " – ".join(
                filter(None, (output.number_label, output.name))
            )

    @api.depends(
        "purpose",
        "session_id.state",
        "item_ids.holds_output",
        "item_ids.fate",
        "item_ids.meeting_id.state",
        "item_ids.meeting_id.held_on",
    )
    def _compute_state(self):
        """No output gets lost: one that was sent for approval waits, is on one agenda,
        or is decided. The recorded minutes give the decision."""
        for output in self:
            item = output.item_ids.filtered("holds_output")[:1]
            output.item_id = item
            output.decided_on = False
            if output.session_id.state != "closed":
                output.state = "draft"
            elif output.purpose == "information":
                output.state = "informed"
            elif not item:
                output.state = "waiting"
            elif item.fate and item.meeting_id.state in RECORDED:
                output.state = item.fate
                output.decided_on = item.meeting_id.held_on
            else:
                output.state = "tabled"

    @api.depends("state", "sent_on")
    def _compute_waiting_days(self):
        today = jalali.today()
        for output in self:
            waits = output.state == "waiting" and output.sent_on
            output.waiting_days = (today - output.sent_on).days if waits else 0

    @api.depends("item_ids.fate", "item_ids.outcome_note")
    def _compute_deferral(self):
        for output in self:
            deferred = output.item_ids.filtered(lambda item: item.fate == "deferred")
            output.deferral_count = len(deferred)
            output.deferral_reason = deferred[:1].outcome_note

    @api.constrains("session_id")
    def _check_comes_from_experts(self):
        for output in self.sudo():  # sudo: read the kind of the session
            if output.session_id.kind != "expert":
                raise ValidationError(
                    self.env._(
                        "“%(output)s” cannot come from %(meeting)s: an output is the"
                        " result of an expert session (note 1).",
                        output=output.name,
                        meeting=output.session_id.display_name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_resolutions(self):
        """Open what was resolved on the output: one form, or a list."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "cluster_committee.committee_resolution_action"
        )
        action["domain"] = [("item_id", "in", self.item_ids.ids)]
        if len(self.resolution_ids) == 1:
            action |= {
                "views": [(False, "form")],
                "res_id": self.resolution_ids.id,
            }
        return action

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _number(self):
        """Number the outputs of each session, when it is closed."""
        for outputs in self.grouped("session_id").values():
            for number, output in enumerate(outputs.sorted(), start=1):
                output._permitted({"number"}).write({"number": number})

    def _prepare_item_values(self, meeting):
        """The agenda items by which these outputs come before `meeting`."""
        last = max(meeting.agenda_item_ids.mapped("sequence"), default=0)
        return [
            {
                "meeting_id": meeting.id,
                "output_id": output.id,
                "sequence": last + 10 * order,
                "name": output.name,
                "duty_id": output.duty_id.id,
                "cluster_ids": [fields.Command.set(output.cluster_ids.ids)],
                "proposer_id": output.company_id.partner_id.id,
            }
            for order, output in enumerate(self, start=1)
        ]

    def _leave_postponed_agendas(self, meeting):
        """What `meeting` takes up now leaves the agenda of a postponed meeting."""
        items = self.item_ids.filtered(
            lambda item: item.meeting_id.state == "postponed"
            and item.outcome != "dropped"
        )
        values = {
            "outcome": "dropped",
            "outcome_note": self.env._(
                "Taken up by %(meeting)s", meeting=meeting.display_name
            ),
        }
        items._permitted(values).write(values)
