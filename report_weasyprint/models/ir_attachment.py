import base64

from odoo import models
from odoo.exceptions import UserError

from ..fields import why_no_picture
from ..report import pictures


class IrAttachment(models.Model):
    """Scans and other files: a picture of too many pixels is refused before it is
    decoded, here to be resized and in browsers to be shown."""

    _inherit = "ir.attachment"

    def _check_contents(self, values):
        # whatever kind of file its sender says it is
        content = values.get("raw") or base64.b64decode(values.get("datas") or b"")
        try:
            pictures.check_pixels(
                content.encode() if isinstance(content, str) else content
            )
        except pictures.PictureError as error:
            if error.reason == "too_many_pixels":
                limit = pictures.MAX_SHOWN_PIXELS
                sentence = why_no_picture(self.env, error.reason, limit)
                raise UserError(sentence) from error
        return super()._check_contents(values)
