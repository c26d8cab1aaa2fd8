from collections import defaultdict

from odoo import api, fields, models

# what an obligation rests on
NATURES = [("law", "Text of the Procedure"), ("policy", "Policy")]
# the standings that breach the text or a policy of the national office
BREACHES = ("overdue", "unachievable", "missed")
# in which tone a standing is shown
TONES = {
    **dict.fromkeys(BREACHES, "danger"),
    "at_risk": "warning",
    "due": "info",
    "exempt": "secondary",
    "met": "success",
}
# the standings that the chair sees as reminders only
ALARMING = ("danger", "warning")
ADDON = "cluster_committee"


class CommitteeStandingMixin(models.AbstractModel):
    """The standing of one obligation: the fields that findings share with the rows of
    the wizard on the standing of provinces on a day.

    The inheriting model has `rule`, `subject_id`, `nature` and `standing`.
    """

    _name = "committee.standing.mixin"
    _description = "Standing of an Obligation"

    nature = fields.Selection(
        selection=NATURES,
        string="Rests On",
        readonly=True,
        help="The text of the procedure, or a number that the national office set.",
    )
    kind = fields.Selection(
        selection=[
            ("exception", "Exception"),
            ("text", "Text of the Procedure"),
            ("policy", "Policy"),
            ("reminder", "Reminder"),
        ],
        compute="_compute_kind",
        help="An exception goes against the text of the procedure; what rests on a"
        " number of the national office is policy, and never a breach of the text. The"
        " chair is reminded, and no more.",
    )
    tone = fields.Char(compute="_compute_kind", help="How a standing is coloured.")
    subject_name = fields.Char(compute="_compute_subject_name", string="Subject")
    advice = fields.Char(compute="_compute_subject_name", string="What to Do")

    @api.depends("nature", "standing")
    @api.depends_context("uid")
    def _compute_kind(self):
        for record in self:
            record.kind = record._kind()
            record.tone = self._tone(record.standing)

    def _kind(self):
        if self.nature == "policy":
            return "policy"
        if self.standing not in BREACHES:
            return "text"
        return "reminder" if self._only_reminds() else "exception"

    @api.model
    def _tone(self, standing):
        """In which tone a standing is shown to the user."""
        tone = TONES.get(standing)
        return "info" if tone in ALARMING and self._only_reminds() else tone

    @api.model
    def _only_reminds(self):
        """Whether the user is the chair and nothing else, who is reminded."""
        return self.env["committee.committee"]._only_reminds()

    @api.depends("rule", "subject_id")
    @api.depends_context("lang")
    def _compute_subject_name(self):
        names = self._names_of("_subject", "subject_id")
        for record in self:
            rule = self.env["committee.engine"]._rule(record.rule)
            record.subject_name = names.get(record)
            record.advice = rule is not None and self.env._(rule._advice)

    def _names_of(self, declared, field):
        """{record: name of its subject or evidence}, a few queries for all."""
        rules = {rule._code: rule for rule in self.env["committee.engine"]._rules()}
        by_model = defaultdict(dict)
        for record in self:
            model = getattr(rules.get(record.rule), declared, None)
            if model and record[field]:
                by_model[model][record] = record[field]
        names = {}
        for model, ids in by_model.items():
            # sudo: read the name of the subject of an obligation that the user may read
            found = self.env[model].sudo().with_context(active_test=False)
            found = found.search_fetch(
                [("id", "in", list(set(ids.values())))], ["display_name"], order="id"
            )
            by_id = {one.id: one.display_name for one in found}
            names |= {record: by_id.get(one) for record, one in ids.items()}
        return names

    def action_open_subject(self):
        return self._open_record("_subject", "subject_id")

    def _open_record(self, declared, field):
        """Open the record that the obligation is about, or that met it."""
        self.ensure_one()
        rule = self.env["committee.engine"]._rule(self.rule)
        if rule is None or not (getattr(rule, declared) and self[field]):
            return False
        return {
            "type": "ir.actions.act_window",
            "res_model": getattr(rule, declared),
            "res_id": self[field],
            "views": [(False, "form")],
        }
