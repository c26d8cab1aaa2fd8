from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali


class CommitteeAct(models.Model):
    """One step that was taken: what moved, from when it is valid, who entered it.

    The rows of one record are its dated history, so that its state on any past day
    can be told. They are written by verbs and never change.
    """

    _name = "committee.act"
    _description = "Act"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard"]
    _order = "on desc, id desc"
    _rec_name = "verb"

    _fields_of_an_act = (
        "res_model res_id committee_id company_id verb state_from state_to on"
        " on_paper reason"
    )
    _verb_fields = frozenset(_fields_of_an_act.split())

    # Subject
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True, string="Record"
    )
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        ondelete="cascade",
        index=True,
        readonly=True,
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
    _returned = models.Index("(res_id) WHERE verb = 'return_minutes'")
    _postponed = models.Index("(res_id) WHERE verb = 'postpone'")

    @api.depends("verb", "res_model")
    @api.depends_context("lang")
    def _compute_step(self):
        for act in self:
            verbs = self.env[act.res_model]._workflow[0] if act.res_model else {}
            act.step = str(verbs[act.verb].label) if act.verb in verbs else act.verb

    def _content_is_open(self, states):
        return False  # history is kept

    @api.model
    def _log(self, records, verb, target, *, on, reason):
        """Write one row for each of `records` before it moves by `verb`.

        :param on: the day of the act, or {record: day} where each has its own
        """
        paper = records._actors(verb)[1]
        today = jalali.today()
        days = on if isinstance(on, dict) else None
        path = records._committee_path
        has_company = "company_id" in records._fields
        vals_list = []
        for record in records.sudo():  # lent: reading what the act is about
            committee = record[path] if path else record
            is_committee = committee._name == "committee.committee"
            vals_list.append(
                {
                    "res_model": record._name,
                    "res_id": record.id,
                    "committee_id": committee.id if is_committee else False,
                    "company_id": has_company and record.company_id.id,
                    "verb": verb.name,
                    "state_from": record.state,
                    "state_to": target or record.state,
                    "on": (days[record] if days else on) or today,
                    "on_paper": record in paper,
                    "reason": reason,
                }
            )
        self._permitted_create(vals_list)
