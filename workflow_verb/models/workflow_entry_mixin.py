from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.sql import column_exists, create_column, table_exists

from odoo.addons.web_jalali.tools import clock


class WorkflowEntryMixin(models.AbstractModel):
    """A record that keeps the moment at which it was entered, of the one clock.

    It stands beside the day that the record is dated, and nobody writes it.
    """

    _name = "workflow.entry.mixin"
    _inherit = ["workflow.guard.mixin"]
    _description = "Moment of Entry"

    entered_at = fields.Datetime(
        compute="_compute_entered_at",
        store=True,
        precompute=True,
        readonly=True,
        copy=False,
        help="When it was entered, by the clock of the server.",
    )

    def _compute_entered_at(self):
        for record in self:
            record.entered_at = clock.now()

    def _auto_init(self):
        """What was entered before this field came keeps the moment of its row."""
        cr = self.env.cr
        known = table_exists(cr, self._table)
        if known and not column_exists(cr, self._table, "entered_at"):
            create_column(cr, self._table, "entered_at", "timestamp")
            moment = "UPDATE %s SET entered_at = create_date"  # clock: of older rows
            cr.execute(SQL(moment, SQL.identifier(self._table)))
        return super()._auto_init()
