from odoo import fields, models
from odoo.fields import Domain


class Committee(models.Model):
    """What of a committee was entered late, and what of it waits for its scan (reading
    A32): told beside every figure of it."""

    _inherit = "committee.committee"

    awaiting_proof_count = fields.Integer(
        string="Awaiting Documents",
        compute="_compute_entry_counts",
        help="Meetings, dispatches and copies that were entered late and do not count"
        " until their scan stands.",
    )
    late_entry_count = fields.Integer(
        string="Entered Late",
        compute="_compute_entry_counts",
        help="Meetings and letters that bear the mark of a late entry.",
    )

    def _compute_entry_counts(self):
        late = Domain("late_entry_days", ">", 0)
        waits = Domain("awaits_proof", "=", True)
        proven = waits & Domain("kind", "in", ("dispatch", "national_copy"))
        late_letters = late | Domain("receipt_lag_days", ">", 0)
        for name, domains in (
            (
                "awaiting_proof_count",
                {"committee.meeting": waits, "committee.letter": proven},
            ),
            (
                "late_entry_count",
                {"committee.meeting": late, "committee.letter": late_letters},
            ),
        ):
            counts = dict.fromkeys(self.ids, 0)
            for model, domain in domains.items():
                of_these = Domain("committee_id", "in", self.ids)
                for committee, count in self.env[model]._read_group(
                    of_these & domain, ["committee_id"], ["__count"]
                ):
                    counts[committee.id] += count
            for committee in self:
                committee[name] = counts.get(committee._origin.id, 0)

    def _entry_counts(self):
        """:return: [{name, label, count}] of what a board tells beside its figures"""
        self.ensure_one()
        labels = {
            "awaiting_proof_count": self.env._("Awaiting documents"),
            "late_entry_count": self.env._("Entered late"),
        }
        return [
            {"name": name, "label": label, "count": self[name]}
            for name, label in labels.items()
            if self[name]
        ]
