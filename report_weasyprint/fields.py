"""The field of a picture that is printed."""

import base64
import binascii

from odoo import fields
from odoo.exceptions import UserError

from .report import pictures


class PrintedImage(fields.Image):
    """A raster picture that papers print: decoded under limits before it is stored, so
    that no print of anybody stumbles over it. SVG is refused."""

    def _image_process(self, value, env):
        try:
            pictures.check(base64.b64decode(value or b""))
        except (pictures.PictureError, binascii.Error, ValueError) as error:
            if value:
                reason = getattr(error, "reason", "no_picture")
                raise UserError(why_no_picture(env, reason)) from error
        return super()._image_process(value, env)


def why_no_picture(env, reason, limit=pictures.MAX_PIXELS):
    """The sentence for a reason of a PictureError."""
    if reason == "too_large":
        return env._(
            "The picture was not stored, because its file is larger than %(size)s"
            " megabytes. Save it smaller and choose it again.",
            size=pictures.MAX_BYTES // 1_000_000,
        )
    if reason == "too_many_pixels":
        return env._(
            "The picture was not stored, because it has more than %(count)s million"
            " pixels. Save it with fewer of them and choose it again.",
            count=limit // 1_000_000,
        )
    return env._(
        "The picture was not stored, because it is no PNG, JPEG or GIF that can be"
        " read. Save a drawing (SVG) as PNG and choose that file."
    )
