from odoo import fields, models


class CommitteeFinding(models.Model):
    """One obligation of one committee for one subject, and how it stands."""

    _name = "committee.finding"
    _description = "Finding"
    _inherit = ["committee.workflow.mixin"]
    _order = "due_on, id"
    _rec_name = "rule"

    # only the engine writes findings
    _verb_fields = frozenset(
        {
            "committee_id",
            "company_id",
            "rule",
            "clause",
            "anchor",
            "due_on",
            "standing",
            "level",
            "opened_on",
            "closed_on",
        }
    )

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    rule = fields.Selection(
        selection=[("cadence", "Interval between meetings")],
        required=True,
        readonly=True,
    )
    clause = fields.Char(required=True, readonly=True)
    anchor = fields.Date(
        required=True, readonly=True, help="What tells one finding from the next."
    )
    due_on = fields.Date(required=True, readonly=True)
    standing = fields.Selection(
        selection=[
            ("warning", "Due soon"),
            ("due", "Due today"),
            ("overdue", "Overdue"),
            ("national", "Overdue beyond the tolerance"),
            ("met", "Met"),
        ],
        required=True,
        readonly=True,
    )
    level = fields.Integer(readonly=True, aggregator=None)
    opened_on = fields.Date(required=True, readonly=True)
    closed_on = fields.Date(readonly=True)
    notice_ids = fields.One2many(
        comodel_name="committee.finding.notice", inverse_name="finding_id"
    )

    _once = models.Constraint(
        "UNIQUE (committee_id, rule, anchor)", "A finding is opened once."
    )
    _open = models.Index("(committee_id, rule) WHERE closed_on IS NULL")

    def _content_is_open(self, states):
        return False  # findings are kept


class CommitteeFindingNotice(models.Model):
    """What was told to whom at which level: once, and never again."""

    _name = "committee.finding.notice"
    _description = "Notice"
    _inherit = ["committee.workflow.mixin"]
    _order = "id desc"
    _rec_name = "finding_id"

    _verb_fields = frozenset(
        {"finding_id", "company_id", "level", "user_id", "mail_id"}
    )

    finding_id = fields.Many2one(
        comodel_name="committee.finding",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    committee_id = fields.Many2one(related="finding_id.committee_id")
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    level = fields.Integer(required=True, readonly=True, aggregator=None)
    user_id = fields.Many2one(
        comodel_name="res.users", required=True, readonly=True, ondelete="cascade"
    )
    mail_id = fields.Many2one(
        comodel_name="mail.mail", readonly=True, ondelete="set null"
    )

    _once = models.Constraint(
        "UNIQUE (finding_id, level, user_id)",
        "A level of a finding is told to a person once.",
    )

    def _content_is_open(self, states):
        return False  # what was told is kept
