from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, CommitteeCase, day
from odoo.addons.cluster_committee.tests.refusal import RefusalMixin

from .book import FilledBook

SENT = {
    "signed": "1404/06/15",
    "dispatch_number": "د/۹",
    "dispatched": "1404/06/17",
    "copy_number": "ش/۹۹",
    "copied": "1404/06/18",
}
BODY = "دانشگاه یاسوج"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestResolutions(RefusalMixin, CommitteeCase):
    """Past meetings come with what they resolved; what is open stays workable."""

    def _wizard(self, user=None, **values):
        model = self.env["committee.book.import"].with_user(user or self.secretary)
        return model.create(values)

    def _preview(self, book, user=None):
        wizard = self._wizard(user, file=book.content())
        wizard.action_preview()
        return wizard

    def _book(self, user=None, **meeting):
        book = FilledBook(self._wizard(user))
        place = self.own.province_id.province_name
        book.add("institutions", province=place, name=BODY, kind="سایر نهادها")
        book.add(
            "committees",
            province=place,
            governor="1404/02/01",
            deputy="1404/02/03",
            proposal_number="ش/۱۲",
            proposed="1404/02/10",
            constituted="1404/03/01",
        )
        edition = self.env["committee.committee"]._default_edition_id()
        for order, seat in enumerate(edition.seat_ids.filtered("statutory")):
            decree = seat.role != "chair"
            book.add(
                "holders",
                province=place,
                seat=seat.name,
                name=f"شخص {'الف' * (order + 1)}",
                number=f"ح/{order}" if decree else None,
                date="1404/02/20" if decree else None,
                first=None if decree else "1404/01/01",
            )
        book.add(
            "meetings",
            province=place,
            day="1404/06/10",
            clock="10:30",
            place="استانداری",
            items="بررسی خوشه‌ها؛ اولویت‌ها",
            invitation_number="د/۴",
            invited="1404/06/01",
            recorded="1404/06/12",
            **meeting,
        )
        return book, place

    def _add(self, book, place, **values):
        return book.add(
            "resolutions",
            **{
                "province": place,
                "day": "1404/06/10",
                "text": "خوشهٔ سنگ شناسایی شود",
                "body": BODY,
                "deadline": "1404/09/01",
                **values,
            },
        )

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
                self._add(book, place, done="1404/08/20", result="شناسایی شد", item=2)
                self._add(
                    book,
                    place,
                    item=2,
                    body=chamber.name,
                    role="همکار",
                    deadline="1404/10/01",
                )
                self._add(book, place, text="طرح تهیه شود")
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
            self._add(book, place, text="یک", item=3): "no item",
            self._add(book, place, text="دو", done="1404/08/20"): "dispatch letter",
            self._add(book, place, text="سه", role="همکار"): "no responsible body",
            self._add(book, place, text="چهار", deadline="1404/05/01"): "lies before",
            self._add(book, place, text="پنج", body="هیچ کس"): "no institution",
            self._add(book, place, text="شش", day="1404/07/10"): "No meeting",
            self._add(book, place, text="هفت", done="1406/01/01"): "in the future",
            self._add(book, place, text="هشت", body="-"): "no name",
        }
        self._add(book, place, text="نه")
        rows[self._add(book, place, text="نه")] = "says the same"
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
        number = self._add(book, place)
        wizard = self._preview(book)
        row = wizard.row_ids.filtered(lambda row: row.number == number and row.message)
        self.assertIn("does not have this resolution", row.message)
