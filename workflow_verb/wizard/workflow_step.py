from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from odoo.addons.web_jalali.tools import jalali

# the fields that identify the step and its record
TARGET = ("record_model", "record_id", "verb")


class WorkflowStep(models.TransientModel):
    """Dialog that asks for what a step needs (date, reason, evidence) and calls the
    verb of the record.

    A button opens it with `default_record_model`, `default_record_id` and
    `default_verb`. An addon whose steps ask for more adds its fields, and extends
    `_questions` (when they are shown), `_proposed` (their initial values) and
    `_step_arguments` (what is passed to the verb).
    """

    _name = "workflow.step"
    _description = "Take a Step"
    _inherit = ["workflow.target.mixin", "web_jalali.date.guard"]

    # Target
    record_model = fields.Char(required=True, readonly=True)
    record_id = fields.Many2oneReference(
        model_field="record_model", required=True, readonly=True, string="Record"
    )
    verb = fields.Char(required=True, readonly=True)
    # What the step is, and what it asks for
    step = fields.Char(compute="_compute_step")
    record_name = fields.Char(compute="_compute_step")
    blockers = fields.Html(compute="_compute_step", sanitize=False)
    by_paper = fields.Boolean(
        compute="_compute_step", help="The paper act of another is recorded."
    )
    asks_day = fields.Boolean(
        compute="_compute_step", help="What its own actor does is dated today."
    )
    asks_reason = fields.Boolean(compute="_compute_step")
    asks_evidence = fields.Boolean(compute="_compute_step")
    # Answers
    on = fields.Date(
        string="Date of the Act", default=lambda self: jalali.today(), required=True
    )
    reason = fields.Text()
    evidence_number = fields.Char(help="Of the letter, minutes or report.")
    scan = fields.Binary()
    scan_name = fields.Char()
    note = fields.Text()
    # Instead of a kept file
    asks_file = fields.Boolean(compute="_compute_step")
    replaced_id = fields.Many2one(
        comodel_name="ir.attachment",
        string="Attachment to Replace",
        domain="[('res_model', '=', record_model), ('res_id', '=', record_id)]",
        help="Empty: the file of the record itself, its scan for example.",
    )
    new_file = fields.Binary(help="Empty: the file is taken off.")
    new_file_name = fields.Char()

    def _record(self):
        """:return: the record whose step is taken, without the defaults of the dialog
        in its context
        :raises UserError: where the model has no steps
        """
        self.ensure_one()
        records = self.env.get(self.record_model)
        if not hasattr(records, "_verb_blockers") or records._abstract:
            raise UserError(self.env._("This step is not known."))
        # defaults of the dialog are not defaults of what the step creates
        context = clean_context(self.env.context)
        records = records.with_context(context)  # pylint: disable=context-overridden
        return records.browse(self.record_id)

    def _declared_step(self):
        """:return: (record, its `Verb`)

        :raises UserError: where the model has no such step
        """
        record = self._record()
        found = record._verb(self.verb)
        if not found:
            raise UserError(self.env._("This step is not known."))
        return record, found

    @api.depends("record_model", "record_id", "verb", "on")
    @api.depends_context("uid", "lang")
    def _compute_step(self):
        for step in self:
            record, found = step._declared_step()
            on_paper = bool(record._actors(found).recorded)
            on = step.on if record._asks_day(step.verb) else None
            blockers = record._verb_blockers(step.verb, on)
            step.step = str(found.label)
            step.record_name = record.display_name
            step.by_paper = on_paper
            step.blockers = record._as_list(blockers.get(record.id))
            for name, asked in step._questions(record, found, on_paper).items():
                step[name] = asked

    def _questions(self, record, found, on_paper):
        """Hook: which questions the dialog shows.

        :param record: the record whose step is taken
        :param found: its `Verb`
        :param on_paper: whether the user records the act of another from paper
        :return: {asks_<what>: bool}
        """
        return {
            "asks_day": record._asks_day(found.name),
            "asks_reason": found.asks_reason,
            "asks_evidence": found.asks_evidence,
            "asks_file": found.name == "replace_file",
        }

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        # a missing value would call `default_get` again, without an end
        bare = dict.fromkeys(TARGET, False)
        on = values.get("on") or jalali.today()
        step = self.new({**bare, "on": on, **super().default_get(list(bare))})
        if step.record_model and step.verb:
            values |= step._proposed(values)
        return values

    def _proposed(self, values):
        """Hook: initial values of the dialog.

        :param values: those that it was opened with
        :return: {field: value}
        """
        return {}

    def action_confirm(self):
        """Call the verb of the record with the answers."""
        record, found = self._declared_step()
        getattr(record, f"action_{found.name}")(**self._step_arguments())
        return {"type": "ir.actions.act_window_close"}

    def _step_arguments(self):
        """Hook: return {name: value}, the arguments of the verb."""
        arguments = {"on": self.on} if self.asks_day else {}
        if self.asks_reason:
            arguments["reason"] = self.reason
        if self.asks_file:
            arguments |= {
                "file": self.new_file,
                "file_name": self.new_file_name,
                "attachment_id": self.replaced_id.id,
            }
        if self.asks_evidence:
            arguments["evidence"] = {
                "number": self.evidence_number,
                "document": self.scan,
                "document_name": self.scan_name,
                "note": self.note,
            }
        return arguments
