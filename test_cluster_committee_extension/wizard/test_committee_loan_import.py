from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

_lt = LazyTranslate(__name__)


class TestCommitteeLoanImport(models.TransientModel):
    """A list of this addon from a spreadsheet: requested loans."""

    _name = "test.committee.loan.import"
    _description = "Import of Loans"
    _inherit = ["spreadsheet.import"]

    _import_columns = (
        Column("borrower", _lt("Borrower"), required=True),
        Column("day", _lt("Meeting Held On"), "day", required=True),
        Column("due", _lt("Lent Until"), "day"),
    )

    def _find_records(self, rows):
        here = [("company_id", "=", self.env.company.id)]
        meetings = self.env["committee.meeting"].search(here)
        meetings = {meeting.held_on: meeting for meeting in meetings}
        loans = self.env["test.committee.loan"].search(here)
        loans = {(loan.meeting_id, loan.borrower): loan for loan in loans}
        for row in rows:
            row.meeting = meetings.get(row.values.get("day"))
            row.record = loans.get((row.meeting, row.values.get("borrower")))

    def _compare_row(self, row):
        if "day" in row.values and not row.meeting:
            row.fail(self.env._("No meeting was held on that day."))
        due = row.values.get("due")
        if row.record and due and row.record.due_on != due:
            row.changes.append(self._day_text(due))

    def _write_rows(self, rows):
        loans = self.env["test.committee.loan"]
        for row in rows:
            if row.record and row.changes:
                row.record.due_on = row.values["due"]
        return loans.union(*(row.record for row in rows if row.record)) | loans.create(
            [
                {
                    "meeting_id": row.meeting.id,
                    "borrower": row.values["borrower"],
                    "due_on": row.values.get("due"),
                }
                for row in rows
                if not row.record
            ]
        )
