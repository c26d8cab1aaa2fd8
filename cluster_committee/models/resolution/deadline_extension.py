from odoo import fields, models


class CommitteeDeadlineExtension(models.Model):
    """One extension of the deadline of a part in a resolution: from when on, from which
    day to which, by whose decision (4-3-5). Written by the step, and kept."""

    _name = "committee.deadline.extension"
    _description = "Deadline Extension"
    _inherit = ["workflow.guard.mixin", "web_jalali.date.guard"]
    _order = "task_id, on desc, id desc"
    _rec_name = "new_deadline"
    _duplicable = False

    _verb_fields = frozenset(
        {"task_id", "on", "old_deadline", "new_deadline", "basis", "reason"}
        | {"letter_id", "extending_resolution_id"}
    )
    _parent_field = "task_id"
    _parent_open_states = frozenset()

    task_id = fields.Many2one(
        comodel_name="committee.resolution.task",
        string="Part",
        required=True,
        ondelete="cascade",
        index=True,
        readonly=True,
    )
    committee_id = fields.Many2one(
        related="task_id.committee_id", store=True, precompute=True
    )
    company_id = fields.Many2one(
        related="task_id.company_id", store=True, index=True, precompute=True
    )
    on = fields.Date(string="Valid From", required=True, readonly=True)
    old_deadline = fields.Date(string="Deadline Before", required=True, readonly=True)
    new_deadline = fields.Date(required=True, readonly=True)
    basis = fields.Selection(
        selection=[
            ("chair", "Decision of the chair"),
            ("letter", "Letter of the chair"),
            ("resolution", "Later resolution"),
        ],
        required=True,
        readonly=True,
    )
    letter_id = fields.Many2one(
        comodel_name="committee.letter", ondelete="restrict", readonly=True
    )
    extending_resolution_id = fields.Many2one(
        comodel_name="committee.resolution",
        string="By Resolution",
        ondelete="restrict",
        readonly=True,
    )
    reason = fields.Text(readonly=True)

    _later_than_before = models.Constraint(
        "CHECK (new_deadline > old_deadline)", "An extension ends after the deadline."
    )
    _basis_is_named = models.Constraint(
        "CHECK ((basis = 'letter') = (letter_id IS NOT NULL)"
        " AND (basis = 'resolution') = (extending_resolution_id IS NOT NULL))",
        "An extension names the letter or the resolution that it rests on.",
    )

    def _content_is_open(self, states):
        return False  # written by the step only
