from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali


class WorkflowAct(models.Model):
    """One step that was taken: the record, the day from which it is valid, who entered
    it and when.

    The rows of one record are its dated history, from which its state on any past day
    follows. They are written by verbs and never change.
    """

    _name = "workflow.act"
    _description = "Act"
    _inherit = ["workflow.mixin", "workflow.entry.mixin", "web_jalali.date.guard"]
    _order = "on desc, id desc"
    _rec_name = "verb"
    _duplicable = False

    _verb_fields = frozenset(
        "res_model res_id company_id verb state_from state_to on on_paper"
        " reason".split()
    )

    # Subject
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True, string="Record"
    )
    company_id = fields.Many2one(comodel_name="res.company", index=True, readonly=True)
    # Step
    verb = fields.Char(string="Step Code", required=True, readonly=True)
    step = fields.Char(compute="_compute_step")
    state_from = fields.Char(required=True, readonly=True)
    state_to = fields.Char(required=True, readonly=True)
    on = fields.Date(string="Valid From", required=True, readonly=True)
    on_paper = fields.Boolean(string="Recorded From Paper", readonly=True)
    reason = fields.Text(readonly=True)

    _subject = models.Index('(res_model, res_id, "on")')

    @api.depends("verb", "res_model")
    @api.depends_context("lang")
    def _compute_step(self):
        for act in self:
            # the model may belong to an uninstalled addon, whose acts remain
            records = self.env.get(act.res_model)
            found = hasattr(records, "_verb") and records._verb(act.verb)
            act.step = str(found.label) if found else act.verb

    def _content_is_open(self, states):
        return False  # history is kept

    @api.model
    def _log(self, records, verb, target, *, on, reason):
        """Write one row for each of `records` before it moves by `verb` (Verb).

        :param target: the state after the step; None where it stays as it is
        :param on: the day of the act (date), or {record: date} where they differ
        :return: the acts, in the order of the records
        """
        recorded = records._actors(verb).recorded
        today = jalali.today()
        days = on if isinstance(on, dict) else None
        return self._permitted_create(
            [
                {
                    **self._values_of_subject(record),
                    "verb": verb.name,
                    "state_from": record.state,
                    "state_to": target or record.state,
                    "on": (days[record] if days else on) or today,
                    "on_paper": record in recorded,
                    "reason": reason,
                }
                for record in records.sudo()  # sudo: read the subject of the act
            ]
        )

    @api.model
    def _values_of_subject(self, record):
        """Hook: what is stored of the record, beside the step.

        :return: {field of `workflow.act`: value}
        """
        has_company = "company_id" in record._fields
        return {
            "res_model": record._name,
            "res_id": record.id,
            "company_id": has_company and record.company_id.id,
        }
