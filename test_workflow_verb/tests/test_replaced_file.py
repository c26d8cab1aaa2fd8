from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.web_jalali.tools import jalali

from .paper import ABC, DEF, PaperCase

# SHA-256 of "abc", as the standard (FIPS 180) prints it
DIGEST = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@tagged("post_install", "-at_install")
class TestReplacedFile(PaperCase):
    """A kept file is replaced or taken off by a step; the old one stays with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issued.write({"scan": ABC, "scan_name": "old.pdf"})
        cls.env.flush_all()

    def _step(self, paper=None):
        acts = (paper or self.issued).act_ids
        return acts.filtered(lambda act: act.verb == "replace_file")

    def _assertKept(self, act, name):
        self.assertEqual(len(act), 1)
        self.assertEqual(self._content_of(act, "replaced_file"), ABC)
        self.assertEqual(act.replaced_name, name)
        self.assertEqual(act.replaced_sha256, DIGEST)

    def test_another_file_takes_its_place(self):
        self.issued.action_replace_file(
            file=DEF, file_name="new.pdf", reason="Cut <b>off</b>"
        )
        self.assertEqual(self._content_of(self.issued, "scan"), DEF)
        self.assertEqual(self.issued.scan_name, "new.pdf")
        self.assertEqual(self.issued.state, "issued")
        act = self._step()
        self._assertKept(act, "old.pdf")
        self.assertEqual(act.reason, "Cut <b>off</b>")
        self.assertEqual((act.state_from, act.state_to), ("issued", "issued"))
        self.assertEqual(act.create_uid, self.clerk)
        said = self.issued.message_ids[0]
        self.assertEqual(said.author_id, self.clerk.partner_id)
        url = f"/web/content/workflow.act/{act.id}/replaced_file?download=true"
        self.assertIn(f'href="{url}"', said.body)
        self.assertIn(">old.pdf</a>", said.body)
        self.assertIn("Cut &lt;b&gt;off&lt;/b&gt;", said.body)

    def test_a_file_without_a_name_is_called_after_the_step(self):
        paper = self._create_paper("Without a name", scan=ABC)
        paper.action_issue()
        paper.action_replace_file(file=DEF, reason="Cut off")
        self._assertKept(self._step(paper), False)
        self.assertIn(">Replace File</a>", paper.message_ids[0].body)

    def test_it_is_taken_off(self):
        self.issued.action_replace_file(reason="Of another paper")
        self.assertFalse(self._content_of(self.issued, "scan"))
        self.assertFalse(self.issued.scan_name)
        self._assertKept(self._step(), "old.pdf")
        # a first one is missing again: no step adds it, and the form does
        again = self.issued.action_replace_file
        self.assertRefused(lambda: again(file=DEF, reason="x"), "no such file")
        self.assertEqual(len(self._step()), 1)
        self.issued.write({"scan": DEF})

    def test_the_file_that_took_its_place_is_kept_as_well(self):
        self.issued.action_replace_file(file=DEF, file_name="b.pdf", reason="x")
        self.issued.action_replace_file(file=ABC, file_name="c.pdf", reason="y")
        later, first = self._step().sorted("id", reverse=True)
        self._assertKept(first, "old.pdf")
        self.assertEqual(self._content_of(later, "replaced_file"), DEF)
        self.assertEqual((later.replaced_name, later.reason), ("b.pdf", "y"))

    def test_a_reason_and_an_open_step_are_needed(self):
        for paper, answers, words in (
            (self.issued, {}, "Write the reason"),
            (self.issued, {"reason": " "}, "Write the reason"),
            (self.issued.with_user(self.manager), {"reason": "x"}, "not allowed"),
            (self.drafted, {"reason": "x"}, "is not open"),
            (
                self.issued,
                {"reason": "x", "on": jalali.today() - timedelta(days=1)},
                "is dated the day on which it is done",
            ),
            (self.issued | self.drafted, {"reason": "x"}, "one record at a time"),
            (self.issued.browse(), {"reason": "x"}, "one record at a time"),
        ):
            replace = paper.action_replace_file
            self.assertRefused(lambda a=answers, r=replace: r(file=DEF, **a), words)
        self.assertEqual(self._content_of(self.issued, "scan"), ABC)
        self.assertFalse(self._step())

    def test_what_was_replaced_is_not_changed(self):
        self.issued.action_replace_file(file=DEF, reason="x")
        act = self._step()
        for values in ({"replaced_file": DEF}, {"replaced_sha256": "0"}):
            self.assertRefused(
                lambda v=values: act.sudo().write(v), "by the steps", error=AccessError
            )

    # ------------------------------------------------------------
    # FILES BESIDE THE FIELD
    # ------------------------------------------------------------

    def test_an_attachment_is_replaced(self):
        for given, name in (("new.pdf", "new.pdf"), (None, "note.pdf")):
            file = self._attach(self.issued)
            before = self._step()
            self.issued.action_replace_file(
                file=DEF, file_name=given, reason="x", attachment_id=file.id
            )
            file.invalidate_recordset()
            self.assertEqual((file.raw, file.name), (b"def", name))
            self._assertKept(self._step() - before, "note.pdf")
        # the file of the field is another one
        self.assertEqual(self._content_of(self.issued, "scan"), ABC)
        self.assertEqual(self.issued.scan_name, "old.pdf")

    def test_an_attachment_is_taken_off(self):
        file, stays = self._attach(self.issued), self._attach(self.issued)
        self.issued.action_replace_file(reason="x", attachment_id=file.id)
        self.assertFalse(file.exists())
        self.assertTrue(stays.exists())
        self._assertKept(self._step(), "note.pdf")
        self.assertEqual(self._content_of(self.issued, "scan"), ABC)

    def test_no_other_attachment_is_meant(self):
        field = self.env["ir.attachment"].search(
            [("res_model", "=", self.issued._name), ("res_field", "=", "scan")]
        )
        link = {"type": "url", "url": "https://example.com", "raw": False}
        for file in (
            self._attach(self.drafted),
            self._attach(self.issued, res_model=self.one._name),
            self._attach(self.issued, **link),
            field,
        ):
            self.assertRefused(
                lambda f=file: self.issued.action_replace_file(
                    file=DEF, reason="x", attachment_id=f.id
                ),
                "no such file",
            )
        self.assertFalse(self._step())
