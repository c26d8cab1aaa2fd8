from functools import partial

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .paper import ABC, DEF, GHI, PaperCase


@tagged("post_install", "-at_install")
class TestKeptFiles(PaperCase):
    """A file stands as evidence once its record is kept: the first one may come later,
    and none is replaced, renamed or taken off."""

    def test_the_first_file_may_come_later(self):
        for name in ("scan", "stamp"):
            self.issued.write({name: ABC, f"{name}_name": "a.pdf"})
            self.assertEqual(self._content_of(self.issued, name), ABC)
            self.assertEqual(self.issued[f"{name}_name"], "a.pdf")

    def test_a_kept_file_is_neither_replaced_nor_taken_off(self):
        names = {"scan": "a.pdf", "stamp": "b.pdf"}
        for name, called in names.items():
            self.issued.write({name: ABC, f"{name}_name": called})
        self.env.flush_all()
        for name, called in names.items():
            label = f"{name}_name"
            for values in (
                {name: DEF},
                {name: False},
                {name: DEF, label: "c.pdf"},
                {label: "c.pdf"},
            ):
                for paper in (self.issued, self.issued.sudo()):
                    self.assertRefused(
                        partial(paper.write, values),
                        f"“{name.title()}” of An issued paper",
                        "in the state “Issued”",
                        error=AccessError,
                    )
            self.assertEqual(self._content_of(self.issued, name), ABC)
            self.assertEqual(self.issued[label], called)

    def test_the_file_of_an_open_record_is_replaced_at_will(self):
        for name in ("scan", "stamp"):
            for content in (ABC, DEF, False, GHI):
                self.drafted.write({name: content, f"{name}_name": "a.pdf"})
                self.assertEqual(self._content_of(self.drafted, name), content)

    def test_of_several_records_those_with_a_file_are_kept(self):
        second = self._create_paper("A second one")
        second.action_issue()
        papers = self.issued | second | self.drafted
        papers.write({"scan": ABC})  # the first one of each
        self.drafted.write({"scan": DEF})
        self.assertRefused(partial(papers.write, {"scan": GHI}), "is kept as it is")
        third = self._create_paper("A third one")
        third.action_issue()
        mixed = third | second
        self.assertRefused(partial(mixed.write, {"scan": GHI}), "of A second one")
        self.assertFalse(self._content_of(third, "scan"))

    def test_a_name_beside_no_file_is_content(self):
        for paper in (self.drafted, self.issued):
            paper.write({"short_name": "A"})
            paper.write({"short_name": "B"})
            self.assertEqual(paper.short_name, "B")

    def test_the_attachment_of_a_kept_field_stays(self):
        self.issued.write({"scan": ABC})
        self.env.flush_all()
        file = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self.issued._name),
                ("res_id", "=", self.issued.id),
                ("res_field", "=", "scan"),
            ]
        )
        for user in (file.with_user(self.clerk), file.sudo()):
            for attempt in (
                user.unlink,
                partial(user.write, {"raw": b"def"}),
                partial(user.write, {"res_field": False}),
                partial(user.write, {"res_id": self.drafted.id}),
            ):
                self.assertRefused(attempt, error=AccessError)
        self.assertRefused(file.sudo().unlink, "“Scan” of An issued paper")
        self.assertEqual(self._content_of(self.issued, "scan"), ABC)

    def test_who_may_not_write_a_field_writes_nothing_on_its_file(self):
        (self.drafted | self.issued).write({"scan": ABC})
        self.env.flush_all()
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self.issued._name),
                ("res_id", "in", (self.drafted | self.issued).ids),
                ("res_field", "=", "scan"),
            ]
        )
        open_one = files.filtered(lambda file: file.res_id == self.drafted.id)
        kept = files - open_one
        note = {"description": "Of the second page"}
        open_one.with_user(self.clerk).write(note)
        self.assertRefused(
            partial(kept.with_user(self.clerk).write, note), error=AccessError
        )

    def test_files_beside_the_fields_stay_with_a_kept_record(self):
        file = self._attach(self.issued)
        for user in (file.with_user(self.clerk), file.sudo()):
            for attempt in (
                user.unlink,
                partial(user.write, {"datas": DEF}),
                partial(user.write, {"raw": b"def"}),
                partial(user.write, {"name": "x"}),
                partial(user.write, {"url": "https://example.com"}),
                partial(user.write, {"res_field": "scan"}),
                partial(user.write, {"res_id": self.drafted.id}),
                partial(user.write, {"res_id": 0, "res_model": False}),
            ):
                self.assertRefused(attempt, "“note.pdf” of An issued paper")
        file.invalidate_recordset()
        self.assertEqual((file.name, file.raw), ("note.pdf", b"abc"))
        self.assertEqual(file.res_id, self.issued.id)

    def test_what_is_no_content_of_a_file_is_written(self):
        file = self._attach(self.issued)
        file.write({"description": "Of the second page"})
        self.assertTrue(file.generate_access_token())

    def test_one_kept_file_keeps_the_batch(self):
        files = self._attach(self.drafted) | self._attach(self.issued)
        self.assertRefused(files.unlink, "of An issued paper")
        self.assertEqual(files.exists(), files)

    def test_files_that_nothing_keeps_go(self):
        for file in (
            self._attach(self.drafted).with_user(self.clerk),
            self._attach(self.one),
            self._attach(self.one, res_model=False, res_id=0),
            self._attach(self.issued, res_id=2_000_000_000),  # of no record
            self._attach(self.one, res_model="no.model"),
        ):
            file.write({"name": "x"})
            file.unlink()
            self.assertFalse(file.exists())

    def test_a_draft_that_goes_takes_its_files_along(self):
        self.drafted.write({"scan": ABC})
        file = self._attach(self.drafted)
        self.drafted.unlink()
        self.assertFalse(file.exists())

    def test_a_permit_for_the_files_opens_those_beside_the_fields(self):
        self.issued.write({"scan": ABC})
        file = self._attach(self.issued)
        permitted = self.issued._permitted({"unlink_files"})
        permitted.env["ir.attachment"].browse(file.id).unlink()
        self.assertFalse(file.exists())
        foreign = self._attach(self.issued)
        permitted = self.drafted._permitted({"unlink_files"})
        unlink = permitted.env["ir.attachment"].browse(foreign.id).unlink
        self.assertRefused(unlink, "“note.pdf”")
