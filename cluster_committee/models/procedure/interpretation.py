from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeInterpretation(models.Model):
    """A written interpretation of a clause by the national Office (3-2)."""

    _name = "committee.interpretation"
    _description = "Interpretation"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "date desc, id desc"
    _search_key_fields = ("number", "question", "text")
    _committee_path = "clause_id"

    number = fields.Char(
        copy=False, help="As the registry of the national Office gave it."
    )
    date = fields.Date(copy=False)
    clause_id = fields.Many2one(
        comodel_name="committee.procedure.clause",
        required=True,
        ondelete="restrict",
        index=True,
    )
    question = fields.Text()
    text = fields.Text(string="Interpretation")
    state = fields.Selection(
        selection=[("draft", "Draft"), ("issued", "Issued")],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )

    # Buttons
    can_issue = fields.Boolean(compute="_compute_can")

    _unique_number = models.Constraint(
        "UNIQUE (number)", "Another interpretation has this number already."
    )
    _issued_is_whole = models.Constraint(
        "CHECK (state = 'draft' OR num_nulls(number, date, text) = 0)",
        "An interpretation is issued with its number, its date and its text.",
    )

    @api.depends("number", "clause_id")
    def _compute_display_name(self):
        for interpretation in self:
            parts = (interpretation.number, interpretation.clause_id.display_name)
            interpretation.display_name = " – ".join(filter(None, parts))

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="issued",
        by=("owner",),
        label=_lt("Issue"),
        main=True,
        dating="paper",
    )
    def action_issue(self):
        self._transition("issue")

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("issue")
    def _needs_number_date_text(self, act):
        """An interpretation binds with number, date and text (3-2)."""
        found = {}
        for interpretation in self:
            sentences = found.setdefault(interpretation.id, [])
            missing = [
                self._fields[name]._description_string(self.env)
                for name in ("number", "date", "text")
                if not interpretation[name]
            ]
            if missing:
                sentences.append(
                    self.env._(
                        "Before the interpretation of %(clause)s is issued, fill in:"
                        " %(fields)s (clause 3-2).",
                        clause=interpretation.clause_id.display_name,
                        fields=self._join(missing),
                    )
                )
            if interpretation.date and interpretation.date > jalali.today():
                sentences.append(
                    self.env._(
                        "The date of the interpretation of %(clause)s lies in the"
                        " future.",
                        clause=interpretation.clause_id.display_name,
                    )
                )
        return found
