from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali

from ..models.committee_delegation import ACT_OF_LETTER

# what tells which step of which record is taken
TARGETS = (
    "committee_id",
    "seat_id",
    "member_id",
    "meeting_id",
    "letter_id",
    "task_id",
    "finding_id",
    "exemption_id",
    "cluster_id",
    "priority_list_id",
    "forecast_id",
    "contribution_id",
    "supporter_id",
    "council_member_id",
    "edition_id",
    "delegation_id",
    "duty_holder_id",
    "plan_id",
    "exchange_key_id",
    "verb",
)


class CommitteeStep(models.TransientModel):
    """Asks for what one step needs, its date, the letter's number or the reason, and
    hands over to the verb of the record."""

    _name = "committee.step"
    _description = "Take a Step"
    _inherit = ["committee.target.mixin", "web_jalali.date.guard"]

    committee_id = fields.Many2one(comodel_name="committee.committee", readonly=True)
    seat_id = fields.Many2one(comodel_name="committee.seat", readonly=True)
    member_id = fields.Many2one(comodel_name="committee.member", readonly=True)
    meeting_id = fields.Many2one(comodel_name="committee.meeting", readonly=True)
    letter_id = fields.Many2one(comodel_name="committee.letter", readonly=True)
    task_id = fields.Many2one(comodel_name="committee.resolution.task", readonly=True)
    finding_id = fields.Many2one(comodel_name="committee.finding", readonly=True)
    exemption_id = fields.Many2one(comodel_name="committee.exemption", readonly=True)
    cluster_id = fields.Many2one(comodel_name="business.cluster", readonly=True)
    priority_list_id = fields.Many2one(
        comodel_name="committee.priority.list", readonly=True
    )
    forecast_id = fields.Many2one(comodel_name="committee.forecast", readonly=True)
    contribution_id = fields.Many2one(
        comodel_name="business.cluster.contribution", readonly=True
    )
    supporter_id = fields.Many2one(
        comodel_name="business.cluster.supporter", readonly=True
    )
    council_member_id = fields.Many2one(
        comodel_name="business.cluster.council.member", readonly=True
    )
    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition", readonly=True
    )
    delegation_id = fields.Many2one(comodel_name="committee.delegation", readonly=True)
    duty_holder_id = fields.Many2one(
        comodel_name="committee.duty.holder", readonly=True
    )
    plan_id = fields.Many2one(comodel_name="committee.meeting.plan", readonly=True)
    exchange_key_id = fields.Many2one(
        comodel_name="committee.exchange.key", readonly=True
    )
    verb = fields.Char(required=True, readonly=True)
    step = fields.Char(compute="_compute_step")
    record_name = fields.Char(compute="_compute_step")
    blockers = fields.Html(compute="_compute_step", sanitize=False)
    asks_letter = fields.Boolean(compute="_compute_step")
    asks_reason = fields.Boolean(compute="_compute_step")
    asks_end_reason = fields.Boolean(compute="_compute_step")
    asks_result = fields.Boolean(compute="_compute_step")
    asks_answer = fields.Boolean(compute="_compute_step")
    asks_deadline = fields.Boolean(compute="_compute_step")
    asks_resolution = fields.Boolean(compute="_compute_step")
    asks_evidence = fields.Boolean(compute="_compute_step")
    asks_scan = fields.Boolean(compute="_compute_step")
    asks_signatory = fields.Boolean(compute="_compute_step")
    by_paper = fields.Boolean(
        compute="_compute_step", help="The paper act of another is recorded."
    )
    on = fields.Date(
        string="Date of the Act", default=lambda self: jalali.today(), required=True
    )
    number = fields.Char(
        string="Letter Number", help="As the registry of the issuer gave it."
    )
    signatory_id = fields.Many2one(
        comodel_name="res.partner", domain=[("is_company", "=", False)]
    )
    scan = fields.Binary()
    scan_name = fields.Char()
    reason = fields.Text()
    result = fields.Text(string="Action Taken")
    answer = fields.Text(help="What the province does about it, and until when.")
    deadline = fields.Date(string="New Deadline")
    meeting_of_task_id = fields.Many2one(
        related="task_id.meeting_id", string="Meeting of the Task"
    )
    committee_of_task_id = fields.Many2one(
        related="task_id.committee_id", string="Committee of the Task"
    )
    resolution_id = fields.Many2one(
        comodel_name="committee.resolution",
        string="By Resolution",
        help="The resolution of a later meeting that says so.",
    )
    evidence_number = fields.Char(help="Of the letter, minutes or report.")
    note = fields.Text()
    end_reason = fields.Selection(
        selection=lambda self: self.env["committee.member"]
        ._fields["end_reason"]
        ._description_selection(self.env),
        default="replaced",
    )

    def _record(self):
        """The record whose step is taken."""
        self.ensure_one()
        return (
            self.meeting_id
            or self.seat_id
            or self.member_id
            or self.letter_id
            or self.task_id
            or self.finding_id
            or self.exemption_id
            or self.cluster_id
            or self.priority_list_id
            or self.forecast_id
            or self.contribution_id
            or self.supporter_id
            or self.council_member_id
            or self.edition_id
            or self.delegation_id
            or self.duty_holder_id
            or self.plan_id
            or self.exchange_key_id
            or self.committee_id
        )

    @api.depends("verb", "on")
    @api.depends_context("uid", "lang")
    def _compute_step(self):
        for step in self:
            record = step._record()
            found = record._workflow[0].get(step.verb)
            if not found:
                raise UserError(self.env._("This step is not known."))
            _direct, paper = record._actors(found)
            blockers = record._verb_blockers(step.verb, step.on)
            step.step = str(found.label)
            step.record_name = record.display_name
            step.by_paper = bool(paper)
            step.asks_letter = step._needs_number(found, bool(paper))
            step.asks_reason = found.asks_reason
            step.asks_end_reason = bool(step.member_id) and step.verb == "end"
            step.asks_signatory = step._needs_signatory(bool(paper))
            step.asks_result = step.verb == "finish"
            step.asks_answer = bool(step.finding_id) and step.verb == "acknowledge"
            step.asks_deadline = step.verb == "extend_deadline"
            step.asks_resolution = bool(step.task_id) and (
                step.verb == "withdraw"
                or (step.verb == "extend_deadline" and bool(paper))
            )
            step.asks_evidence = found.asks_evidence
            step.asks_scan = step.verb == "sign_as_chair" and bool(paper)
            step.blockers = record._as_list(blockers.get(record.id))

    def _needs_signatory(self, paper):
        """Whether it is asked who signed the paper that is recorded."""
        if self.letter_id:
            return self.verb == "register"
        return paper and (self.asks_letter or self.verb == "sign_as_chair")

    def _needs_number(self, found, paper):
        """Whether the step consists of a letter, whose number is then typed."""
        if self.letter_id:
            return found.name in ("issue", "register", "correct_number")
        on_paper_only = found.letter in ("agenda_approval", "extension")
        return bool(found.letter) and (not on_paper_only or paper)

    @api.model
    def default_get(self, fields_list):
        """Take over what stands in the drafted letter already."""
        values = super().default_get(fields_list)
        # a value left out would be asked for here again, without an end
        bare = dict.fromkeys(TARGETS, False)
        on = values.get("on") or jalali.today()
        step = self.new({**bare, "on": on, **super().default_get(list(bare))})
        letter = step._drafted_letter()
        if letter:
            values["number"] = letter.number
            values["on"] = letter.letter_date or values.get("on")
            values["signatory_id"] = letter.signatory_id.id
        if step.verb and step.asks_signatory and not values.get("signatory_id"):
            values["signatory_id"] = step._expected_signatory(values.get("on")).id
        return values

    def _expected_signatory(self, on):
        """Who signs what is recorded from paper, the chair himself first."""
        record = self._record()
        kind = self.letter_id.kind or record._workflow[0][self.verb].letter
        if self.letter_id and kind not in ACT_OF_LETTER:
            return self.env["res.partner"]  # somebody else's letter
        act = ACT_OF_LETTER.get(kind) if kind else "minutes"
        # lent: reading who holds the chair, to propose his name
        committee = record.sudo()[record._committee_path]
        day = fields.Date.to_date(on) or jalali.today()
        return committee._signatories_on(day, act)[committee][:1]

    def _drafted_letter(self):
        record = self._record()
        if self.letter_id:
            return record._origin
        found = record._workflow[0].get(self.verb)
        if not found or not found.letter:
            return self.env["committee.letter"]
        return record._origin._drafted_letters(found.letter)[:1]

    def action_confirm(self):
        """Hand over to the verb; a paper letter gets its signatory and scan first."""
        self.ensure_one()
        record = self._record()
        arguments = {"on": self.on}
        if self.asks_letter:
            arguments["number"] = self.number
            if (
                self.by_paper
                and not self.letter_id
                and (self.signatory_id or self.scan)
            ):
                self._complete_paper_letter(record)
        elif self.asks_signatory:
            arguments["signatory_id"] = self.signatory_id.id
        if self.asks_reason:
            arguments["reason"] = self.reason
        if self.asks_end_reason:
            arguments["end_reason"] = self.end_reason
        if self.asks_result:
            arguments["result"] = self.result
        if self.asks_answer:
            arguments["answer"] = self.answer
        if self.asks_deadline:
            arguments["deadline"] = self.deadline
        if self.asks_resolution:
            arguments["resolution_id"] = self.resolution_id.id
        if self.asks_evidence:
            arguments["evidence"] = {
                "number": self.evidence_number,
                "document": self.scan,
                "document_name": self.scan_name,
                "note": self.note,
            }
        if self.asks_scan:
            arguments |= {"scan": self.scan, "scan_name": self.scan_name}
        if self.letter_id and self.verb == "register":
            arguments["values"] = self._paper_values()
        getattr(record, f"action_{self.verb}")(**arguments)
        return {"type": "ir.actions.act_window_close"}

    def _paper_values(self):
        """What was typed of the signed paper: who signed it, and its scan."""
        values = {"signatory_id": self.signatory_id.id}
        values |= {"scan": self.scan, "scan_name": self.scan_name}
        return {name: value for name, value in values.items() if value}

    def _complete_paper_letter(self, record):
        kind = record._workflow[0][self.verb].letter
        letter = record._drafted_letters(kind)[:1]
        if letter:
            letter.write(self._paper_values())
            return
        letters = self.env["committee.letter"]
        letters.create({**record._prepare_letter_values(kind), **self._paper_values()})
