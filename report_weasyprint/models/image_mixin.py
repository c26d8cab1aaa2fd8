from PIL.Image import DecompressionBombError

from odoo import api, models
from odoo.exceptions import UserError

from ..fields import why_no_picture
from ..report import pictures


class ImageMixin(models.AbstractModel):
    """Answers a picture of too many pixels, which Pillow refuses, with a sentence."""

    _inherit = "image.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        try:
            return super().create(vals_list)
        except DecompressionBombError as error:
            raise self._too_many_pixels() from error

    def write(self, vals):
        try:
            return super().write(vals)
        except DecompressionBombError as error:
            raise self._too_many_pixels() from error

    def _too_many_pixels(self):
        limit = pictures.MAX_PIXELS
        return UserError(why_no_picture(self.env, "too_many_pixels", limit))
