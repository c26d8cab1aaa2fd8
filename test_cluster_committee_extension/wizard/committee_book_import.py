from odoo import api, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.cluster_committee_import.wizard.import_book import PROVINCE, Sheet

_lt = LazyTranslate(__name__)


class FilingSheet(Sheet):
    """Which originals were filed before this system came."""

    key = "filed"
    title = _lt("Filed Originals")
    note = _lt("One row for each meeting whose signed original is in the archive.")
    columns = (
        PROVINCE,
        Column("day", _lt("Meeting Held On"), "day", required=True),
        Column("filed", _lt("Original Filed On"), "day", required=True),
        Column("shelf", _lt("Archive Shelf")),
    )
    labels = ("shelf",)
    steps = (("committee.meeting", "file"),)

    def check(self):
        known, seen = self._signed_meetings(), {}
        for row in self.rows:
            self.not_in_future(row, "day", "filed")
            self.in_order(row, "day", "filed")
            if not self.place(row) or not row.values.get("day"):
                continue
            place = (row.company.id, row.values["day"])
            if self.no_doubles(row, place, "day", seen):
                self._check_meeting(row, known.get(place))

    def _signed_meetings(self):
        """{(company id, day): meeting}, asked once for all rows"""
        meetings = self.book.model("committee.meeting").search(
            [
                ("company_id", "in", self.book.company_ids()),
                ("kind", "=", "provincial"),
                ("chair_signed_on", "!=", False),
            ]
        )
        return {(m.company_id.id, m.held_on): m for m in meetings}

    def _check_meeting(self, row, meeting):
        row.record = meeting
        if not meeting:
            sentence = self.env._("No meeting of that day was signed.")
            self.fail(row, "day", sentence)
        elif self.check_is_new(row, "filed", meeting.filed_on, self.day):
            self.change(row, "filed", "", self.day(row.values["filed"]))

    def enter(self):
        for row in self.changed_rows():
            row.record.action_file(
                on=row.values["filed"], shelf=row.values.get("shelf")
            )


class CommitteeBookImport(models.TransientModel):
    _inherit = "committee.book.import"

    @api.model
    def _sheets(self):
        return (*super()._sheets(), FilingSheet)
