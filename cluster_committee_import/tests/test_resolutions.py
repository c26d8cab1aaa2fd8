from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day

from .past import BODY, SENT, PastCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestResolutions(PastCase):
    """Past meetings come with what they resolved; what is open stays workable."""

    def _resolutions(self):
        return self.env["committee.resolution"].search(
            [("company_id", "=", self.own.id)], order="sequence"
        )

    def test_they_come_with_their_parts_and_open_ones_are_workable(self):
        for user in (self.secretary, self.owner):
            with self.subTest(user=user.login), self.env.cr.savepoint() as savepoint:
                book, place = self._book(user, **SENT)
                chamber = self.env["res.partner"].search(
                    [
                        ("state_id", "=", self.own.province_id.id),
                        ("institution_kind_id", "!=", False),
                    ],
                    limit=1,
                )
                self._resolve(
                    book, place, done="1404/08/20", result="شناسایی شد", item=2
                )
                self._resolve(
                    book,
                    place,
                    item=2,
                    body=chamber.name,
                    role="همکار",
                    deadline="1404/10/01",
                )
                self._resolve(book, place, text="طرح تهیه شود")
                wizard = self._preview(book, user)
                self.assertEqual(
                    [
                        (r.sheet, r.number, r.message)
                        for r in wizard.row_ids
                        if r.message
                    ],
                    [],
                )
                wizard.action_confirm()
                first, second = self._resolutions()
                meeting = first.meeting_id
                self.assertEqual(meeting.state, "closed")
                self.assertEqual((first.number, second.number), (1, 2))
                items = meeting.agenda_item_ids.sorted()
                self.assertEqual((second | first).item_id, items)
                self.assertEqual(set(items.mapped("outcome")), {"decided"})
                done, helped = first.task_ids.sorted("deadline")
                self.assertEqual(done.partner_id.name, BODY)
                self.assertEqual(
                    (done.state, done.done_on, done.result),
                    ("done", day("1404/08/20"), "شناسایی شد"),
                )
                self.assertEqual(helped.role, "collaborator")
                task = second.task_ids
                self.assertEqual((task.state, task.is_overdue), ("in_progress", True))
                self.assertEqual(task.dispatched_on, day("1404/06/17"))
                task.with_user(self.officer).action_finish(result="تهیه شد")
                self.assertEqual(task.state, "done")
                again = self._preview(book, user)
                title = wizard._sheet_title("resolutions")
                fates = again.row_ids.filtered(
                    lambda r, title=title: r.sheet == title
                ).mapped("fate")
                self.assertEqual(set(fates), {"same"})
                savepoint.rollback()
                self.env.invalidate_all()

    def test_what_cannot_be_is_told(self):
        book, place = self._book()
        rows = {
            self._resolve(book, place, text="یک", item=3): "no item",
            self._resolve(book, place, text="دو", done="1404/08/20"): "dispatch letter",
            self._resolve(book, place, text="سه", role="همکار"): "no responsible body",
            self._resolve(
                book, place, text="چهار", deadline="1404/05/01"
            ): "lies before",
            self._resolve(book, place, text="پنج", body="هیچ کس"): "no institution",
            self._resolve(book, place, text="شش", day="1404/07/10"): "No meeting",
            self._resolve(book, place, text="هفت", done="1406/01/01"): "in the future",
            self._resolve(book, place, text="هشت", body="-"): "no name",
        }
        self._resolve(book, place, text="نه")
        rows[self._resolve(book, place, text="نه")] = "says the same"
        wizard = self._preview(book)
        told = {
            row.number: row.message or ""
            for row in wizard.row_ids
            if row.sheet == wizard._sheet_title("resolutions")
        }
        for number, sentence in rows.items():
            with self.subTest(sentence=sentence):
                self.assertIn(sentence, told[number])

    def test_recorded_minutes_get_no_further_resolution(self):
        book, place = self._book()
        self._preview(book).action_confirm()
        number = self._resolve(book, place)
        wizard = self._preview(book)
        row = wizard.row_ids.filtered(lambda row: row.number == number and row.message)
        self.assertIn("does not have this resolution", row.message)
