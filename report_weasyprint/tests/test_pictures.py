import base64

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from ..fields import PrintedImage
from .hostile_pictures import huge_png, nested_svg, raster


@tagged("post_install", "-at_install")
class TestPictures(TransactionCase):
    """Pictures are looked at before anything decodes them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "شرکت نمونه"})

    def test_a_picture_of_ours_is_taken_under_limits(self):
        """Whatever image field an addon of the house adds is of that kind."""
        ours = self.env["ir.module.module"].search(
            [("author", "=", "Cluster Committee Founders")]
        )
        names = set(ours.mapped("name"))
        self.assertIn("report_weasyprint", names)
        for model in self.env.registry.values():
            for field in model._fields.values():
                if isinstance(field, fields.Image) and field._module in names:
                    self.assertIsInstance(field, PrintedImage, field)

    def test_a_logo_is_printed_when_it_is_a_raster_picture(self):
        for content, printed in (
            (raster(), True),
            (raster(kind="JPEG"), True),
            (raster(kind="GIF"), True),
            (nested_svg(), False),
        ):
            with self.subTest(content=content[:20]):
                self.company.logo = base64.b64encode(content)
                self.assertTrue(self.company.logo)
                self.assertEqual(bool(self.company._paper_emblem()), printed)

    def test_too_many_pixels_are_refused_in_a_sentence(self):
        """30,000 x 30,000 as a logo, a photograph, a scan or a file."""
        picture = base64.b64encode(huge_png())
        partner = self.env["res.partner"].create({"name": "نمونه"})
        attachments = self.env["ir.attachment"]
        kept = attachments.search_count([])
        for taken in (
            lambda: self.company.write({"logo": picture}),
            lambda: partner.write({"image_1920": picture}),
            lambda: partner.copy({"image_1920": picture}),
            lambda: attachments.create({"name": "a.png", "datas": picture}),
            lambda: attachments.create({"name": "a.png", "raw": huge_png()}),
            lambda: attachments.with_context(image_no_postprocess=True).create(
                {"name": "a.png", "raw": huge_png(), "mimetype": "text/plain"}
            ),
            lambda: new_test_user(self.env, "photo", image_1920=picture),
        ):
            # `assertRaisesRegex` would leave what was half done
            with self.assertRaises(UserError) as caught:
                taken()
            self.assertIn("million pixels", str(caught.exception))
        self.env.invalidate_all()
        self.assertFalse(partner.image_1920)
        self.assertEqual(attachments.search_count([]), kept)

    def test_a_scan_of_a_large_sheet_is_taken(self):
        sheet = huge_png(7016, 9921)  # A3 at 600 dots per inch
        scan = self.env["ir.attachment"].create({"name": "a.png", "raw": sheet})
        self.assertTrue(scan.raw)
