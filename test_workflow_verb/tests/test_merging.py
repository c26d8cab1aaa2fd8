from functools import partial

from odoo.tests import tagged

from .paper import PaperCase


@tagged("post_install", "-at_install")
class TestMerging(PaperCase):
    """Contacts that kept records name are merged without loss, or not at all."""

    def _merge(self, source, target):
        wizards = self.env["base.partner.merge.automatic.wizard"]
        wizards.create(
            {
                "partner_ids": [(6, 0, (source | target).ids)],
                "dst_partner_id": target.id,
                "state": "selection",
            }
        ).action_merge()
        self.env.invalidate_all()

    def _sign(self, paper, *partners):
        return self.env["test.workflow.signature"].create(
            [{"paper_id": paper.id, "partner_id": one.id} for one in partners]
        )

    def test_what_named_the_one_names_the_other(self):
        """Kept or not, in a field or in a list, or as the author of what was said."""
        third = self.env["res.partner"].create({"name": "A third"})
        readers = [(6, 0, (self.one | third).ids)]
        paper = self._create_paper("P", writer_id=self.one.id, reader_ids=readers)
        beside = self._create_paper("Q", writer_id=third.id)
        signed = self._sign(paper, self.one)
        paper.action_issue()
        message = paper.sudo().message_post(body="Said", author_id=self.one.id)
        self._merge(self.one, self.other)
        self.assertFalse(self.one.exists())
        self.assertEqual(paper.writer_id, self.other)
        self.assertEqual(paper.reader_ids, self.other | third)
        self.assertEqual(signed.partner_id, self.other)
        self.assertEqual(message.author_id, self.other)
        self.assertEqual(beside.writer_id, third)
        self.assertEqual(paper.state, "issued")

    def test_two_of_one_list_stay_apart(self):
        readers = [(6, 0, (self.one | self.other).ids)]
        paper = self._create_paper("With both", reader_ids=readers)
        merge = partial(self._merge, self.one, self.other)
        self.assertRefused(merge, "cannot be merged", "With both (Paper)")
        self.assertEqual(paper.reader_ids, self.one | self.other)

    def test_two_lines_of_one_parent_stay_apart(self):
        lines = self._sign(self.drafted, self.one, self.other)
        merge = partial(self._merge, self.one, self.other)
        self.assertRefused(merge, "cannot be merged", "A drafted paper (Paper)")
        self.assertEqual(lines.partner_id, self.one | self.other)
        # of two parents they are one
        lines[1].paper_id = self.issued
        merge()
        self.assertEqual(lines.mapped("partner_id"), self.other)

    def test_two_lists_are_not_one(self):
        first = self._create_paper("First", reader_ids=[(6, 0, self.one.ids)])
        second = self._create_paper("Second", reader_ids=[(6, 0, self.other.ids)])
        self._merge(self.one, self.other)
        self.assertEqual(first.reader_ids, self.other)
        self.assertEqual(second.reader_ids, self.other)
