from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from odoo.addons.web_jalali.tools import jalali

# what tells which step of which record is taken
TARGET = ("record_model", "record_id", "verb")


class WorkflowStep(models.TransientModel):
    """Asks for what one step needs, its date, the reason or the evidence, and hands
    over to the verb of the record.

    A button opens it with `default_record_model`, `default_record_id` and
    `default_verb`. An addon whose steps ask for more adds its fields, says in
    `_questions` when they are asked, proposes values in `_proposed` and hands them over
    in `_step_arguments`.
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
    # What is told of the step, and what it asks for
    step = fields.Char(compute="_compute_step")
    record_name = fields.Char(compute="_compute_step")
    blockers = fields.Html(compute="_compute_step", sanitize=False)
    by_paper = fields.Boolean(
        compute="_compute_step", help="The paper act of another is recorded."
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

    def _record(self):
        """The record whose step is taken, free of what was proposed to the dialog."""
        self.ensure_one()
        records = self.env.get(self.record_model)
        if not hasattr(records, "_verb_blockers") or records._abstract:
            raise UserError(self.env._("This step is not known."))
        # what was proposed to the dialog is no default of what the step creates
        context = clean_context(self.env.context)
        records = records.with_context(context)  # pylint: disable=context-overridden
        return records.browse(self.record_id)

    def _declared_step(self):
        """(record, its verb)

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
            blockers = record._verb_blockers(step.verb, step.on)
            step.step = str(found.label)
            step.record_name = record.display_name
            step.by_paper = on_paper
            step.blockers = record._as_list(blockers.get(record.id))
            for name, asked in step._questions(record, found, on_paper).items():
                step[name] = asked

    def _questions(self, record, found, on_paper):
        """{asks_<what>: whether the step `found` of `record` asks for it}

        :param on_paper: whether the user records the act of another from paper
        """
        return {
            "asks_reason": found.asks_reason,
            "asks_evidence": found.asks_evidence,
        }

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        # a value left out would be asked for here again, without an end
        bare = dict.fromkeys(TARGET, False)
        on = values.get("on") or jalali.today()
        step = self.new({**bare, "on": on, **super().default_get(list(bare))})
        if step.record_model and step.verb:
            values |= step._proposed(values)
        return values

    def _proposed(self, values):
        """{field: value} that the dialog proposes, beside those that it was opened
        with in `values`."""
        return {}

    def action_confirm(self):
        """Hand over to the verb of the record."""
        record, found = self._declared_step()
        getattr(record, f"action_{found.name}")(**self._step_arguments())
        return {"type": "ir.actions.act_window_close"}

    def _step_arguments(self):
        """{name: value} of what the verb is called with."""
        arguments = {"on": self.on}
        if self.asks_reason:
            arguments["reason"] = self.reason
        if self.asks_evidence:
            arguments["evidence"] = {
                "number": self.evidence_number,
                "document": self.scan,
                "document_name": self.scan_name,
                "note": self.note,
            }
        return arguments
