from collections import Counter

from odoo import api, fields, models
from odoo.tools import SQL


class CommitteeCounter(models.Model):
    """The last number given in one Jalali year of one committee.

    The row is locked by the act that takes the next number, so that no number is
    given twice and none is left out, also when the act is undone.
    """

    _name = "committee.counter"
    _inherit = ["workflow.record.mixin"]
    _description = "Number Counter"
    _fixed_fields = frozenset({"committee_id"})
    _duplicable = False

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="cascade",
        index=True,
    )
    jalali_year = fields.Integer(required=True)
    last = fields.Integer(required=True)

    _one_row = models.Constraint(
        "UNIQUE (committee_id, jalali_year)", "One counter per committee and year."
    )

    @api.model
    def _next(self, keys):
        """Take a number for each of `keys`, (committee id, Jalali year) pairs.

        :return: the numbers, in the order of the keys
        """
        wanted = Counter(keys)
        pairs = sorted(wanted)  # one order for all, so that no deadlock arises
        if not pairs:
            return []
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO committee_counter AS c (committee_id, jalali_year, last)
                SELECT * FROM unnest(%s::int[], %s::int[], %s::int[])
                ON CONFLICT (committee_id, jalali_year)
                DO UPDATE SET last = c.last + EXCLUDED.last
                RETURNING committee_id, jalali_year, last
                """,
                [committee for committee, _year in pairs],
                [year for _committee, year in pairs],
                [wanted[pair] for pair in pairs],
            )
        )
        self.invalidate_model(["last"])
        upcoming = {
            (committee, year): last - wanted[committee, year] + 1
            for committee, year, last in rows
        }
        numbers = []
        for key in keys:
            numbers.append(upcoming[key])
            upcoming[key] += 1
        return numbers
