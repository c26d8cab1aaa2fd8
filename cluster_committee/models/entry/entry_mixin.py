from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from ...lib.late_entry import GRACE, LATE_ENTRY, LIMIT


class CommitteeEntryMixin(models.AbstractModel):
    """A dated fact that keeps the day on which it was entered, and tells how many
    working days later that was (reading A32).

    What is entered later than the edition allows bears a mark. The mark is a figure: no
    open work and no finding follows from it. It is not there before the watch of the
    province, and in its first days in the system.
    """

    _name = "committee.entry.mixin"
    _description = "Late Entry"

    _verb_fields = frozenset({"entered_on"})

    # the field that has the day of the fact
    _dated_by = None

    entered_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day on which it was entered, by the clock of the server.",
    )
    is_entered_late = fields.Boolean(
        compute="_compute_late_entry",
        store=True,
        help="Entered later than the edition allows, whether it bears a mark or not.",
    )
    late_entry_days = fields.Integer(
        string="Entered Late (Working Days)",
        compute="_compute_late_entry",
        store=True,
        aggregator="max",
        help="How many working days after its day it was entered, where these are more"
        " than the edition allows.",
    )
    late_entry = fields.Char(compute="_compute_late_entry_mark")

    @api.depends("entered_on")
    def _compute_late_entry(self):
        """Once, when it is entered: what the watch, the calendar and the edition are
        later does not change how late it was."""
        known = self.filtered(
            lambda record: record.entered_on and record[record._dated_by]
        )
        found = self._late_entries(
            (
                record.id,
                record.company_id.id,
                record[record._dated_by],
                record.entered_on,
            )
            for record in known
            if record.id
        )
        for record in self:
            days, late, spared = found.get(record.id, (0, False, True))
            record.is_entered_late = late
            record.late_entry_days = 0 if spared or not late else days

    @api.depends("late_entry_days")
    @api.depends_context("lang")
    def _compute_late_entry_mark(self):
        for record in self:
            record.late_entry = self._late_entry_mark(record.late_entry_days)

    @api.model
    def _late_entry_mark(self, days):
        """:return: the mark of what was entered so many working days late, or False"""
        if not days:
            return False
        return self.env._("Entered %(days)s working days late", days=self._digits(days))

    @api.model
    def _late_entries(self, rows):
        """:param rows: (key, company id, day of the fact, day of its entry)
        :return: {key: (working days, later than allowed, without a mark)}
        """
        rows = list(rows)
        if not rows:
            return {}
        columns = map(list, zip(*rows, strict=True))
        keys, companies, days, entered = columns
        for name in ("workflow.act", "committee.procedure.edition", "res.company"):
            self.env[name].flush_model()
        national = self.env.ref("cluster_committee.resource_calendar_national")
        found = self.env.execute_query(
            SQL(
                LATE_ENTRY,
                keys=keys,
                companies=companies,
                days=days,
                entered=entered,
                national=national.id,
                limit=LIMIT,
                grace=GRACE,
            )
        )
        return {key: (late_by, late, spared) for key, late_by, late, spared in found}

    @api.model
    def _entry_values(self):
        """What a step writes that enters the fact."""
        return {"entered_on": jalali.today()}
