"""A workbook with what a province has on paper, to which each test adds its rows."""

from odoo.addons.cluster_committee.tests.common import CommitteeCase
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


class PastCase(RefusalMixin, CommitteeCase):
    """A committee of 1404 with its holders and one meeting."""

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

    def _resolve(self, book, place, **values):
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

    def _told(self, wizard, key):
        """{number of a row of that sheet: what the preview says of it}"""
        title = wizard._sheet_title(key)
        return {
            row.number: row.message or ""
            for row in wizard.row_ids
            if row.sheet == title
        }

    def _fates(self, wizard):
        """{sheet: the fates of its rows}"""
        found = {}
        for row in wizard.row_ids:
            found.setdefault(row.sheet, set()).add(row.fate)
        return found

    def _assertSame(self, book, user=None):
        again = self._preview(book, user)
        self.assertEqual(
            [
                (row.sheet, row.number, row.fate, row.message)
                for row in again.row_ids
                if row.fate != "same"
            ],
            [],
        )

    def _import(self, book, user=None):
        wizard = self._preview(book, user)
        self.assertEqual(
            [
                (row.sheet, row.number, row.message)
                for row in wizard.row_ids
                if row.message
            ],
            [],
        )
        wizard.action_confirm()
        return wizard

    def _assertTold(self, wizard, key, sentences):
        """:param sentences: {number of a row: a part of what is wrong with it}"""
        told = self._told(wizard, key)
        for number, sentence in sentences.items():
            with self.subTest(sentence):
                self.assertIn(sentence, told[number])
