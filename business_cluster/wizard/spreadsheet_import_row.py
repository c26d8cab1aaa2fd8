from odoo import fields, models

from .spreadsheet_import import FATES


class SpreadsheetImportRow(models.TransientModel):
    """What becomes of one row of a file, as the preview shows it."""

    _name = "spreadsheet.import.row"
    _description = "Row of an Import"
    _order = "id"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True, index=True
    )
    sheet = fields.Char(readonly=True)
    number = fields.Integer(string="Row", readonly=True, aggregator=None)
    column = fields.Char(readonly=True)
    label = fields.Char(string="Name", readonly=True)
    fate = fields.Selection(selection=FATES, readonly=True, required=True)
    message = fields.Text(string="What and Why", readonly=True)
