from odoo import models

from odoo.addons.base_import.models.base_import import ImportValidationError

from ..lib import workbook_look

# Odoo reads a sheet as a whole, the empty cells included: 20,000 rows of thirty columns
LIMITS = workbook_look.Limits(unpacked=80_000_000, marks=2_400_000, cells=2_000_000)
MAX_BYTES = 20_000_000


class BaseImport(models.TransientModel):
    """Odoo's own import of a list looks at a workbook before it reads it."""

    _inherit = "base_import.import"

    def _read_xlsx(self, options):
        self._look_at_workbook(workbook_look.look)
        return super()._read_xlsx(options)

    def _read_ods(self, options):
        self._look_at_workbook(workbook_look.look)
        return super()._read_ods(options)

    def _read_xls(self, options):
        self._look_at_workbook(workbook_look.look_at_xls)
        return super()._read_xls(options)

    def _look_at_workbook(self, look):
        content = self.file or b""
        try:
            if len(content) > MAX_BYTES:
                raise workbook_look.WorkbookError("too_large")
            look(content, LIMITS, whole=True)
        except workbook_look.WorkbookError as error:
            if error.reason != "too_large":
                return  # Odoo says what it makes of a file that is none
            raise ImportValidationError(
                self.env._(
                    "The workbook was not read, because it is too large: at most"
                    " %(size)s megabytes and %(cells)s million cells are, from the"
                    " first to the last one that is filled in, the empty ones between"
                    " included. Delete what stands apart, or divide the list.",
                    size=MAX_BYTES // 1_000_000,
                    cells=LIMITS.cells // 1_000_000,
                )
            ) from error
