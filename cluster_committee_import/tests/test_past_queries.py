import re

from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY

from .past import BODY, PastCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPastQueries(PastCase):
    """More sessions, outputs, priorities and forecasts, each with days of its own, take
    batches and no queries of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clusters = [cls._create_cluster(name=f"خوشه {'الف' * n}") for n in (1, 2)]

    def _filled(self, user, count):
        book, place = self._book(user)
        book.add(
            "experts",
            province=place,
            body=BODY,
            name="کارشناس نخست",
            first="1404/03/10",
        )
        for order in range(count):
            self._add_session(book, place, order)
            self._add_meeting(book, place, order)
            for rank, cluster in enumerate(self.clusters, start=1):
                of_year = {
                    "province": place,
                    "year": 1380 + order,
                    "cluster": cluster.name,
                    "day": self._day(order, 10),
                    "reason": "دلیل",
                }
                for key, more in (
                    ("priorities", {"rank": rank, "resolution": "اولویت‌ها"}),
                    ("forecasts", {"body": BODY, "amount": 5, "resolution": "منابع"}),
                ):
                    book.add(key, **of_year, **more)
        return book

    def _day(self, order, plus=0):
        """A day of the year for each order, and some days after it."""
        return f"1404/{7 + order // 10:02}/{1 + plus + order % 10:02}"

    def _add_session(self, book, place, order):
        book.add(
            "sessions",
            province=place,
            day=f"1404/{4 + order // 10:02}/{2 + order % 10:02}",
            clock="9:00",
            place="شرکت",
            items="خوشه؛ طرح",
            recorded=f"1404/{4 + order // 10:02}/{3 + order % 10:02}",
            closed=f"1404/{4 + order // 10:02}/{4 + order % 10:02}",
        )
        book.add(
            "outputs",
            province=place,
            session=f"1404/{4 + order // 10:02}/{2 + order % 10:02}",
            name="طرح",
            day=self._day(order, 10),
            fate="rejected",
            reason=f"دلیل {order}",
        )

    def _add_meeting(self, book, place, order):
        book.add(
            "meetings",
            province=place,
            day=self._day(order, 10),
            clock="10:00",
            place="استانداری",
            items="گزارش؛ طرح",
            invitation_number=f"د/{order}",
            invited=self._day(order),
            recorded=self._day(order, 11),
            signed=self._day(order, 12),
        )
        for text in ("اولویت‌ها", "منابع"):
            book.add(
                "resolutions",
                province=place,
                day=self._day(order, 10),
                text=text,
                body=BODY,
                deadline="1404/12/01",
            )

    def _queries_of(self, act):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _cost(self, user, count):
        """Queries of the preview, of the import, of the preview of the same again."""
        with self.env.cr.savepoint() as savepoint:
            book = self._filled(user, count)
            wizard = self._wizard(user, file=book.content())
            found = (
                self._queries_of(wizard.action_preview),
                self._queries_of(wizard.action_confirm),
                self._queries_of(
                    self._wizard(user, file=book.content()).action_preview
                ),
            )
            self.assertFalse(wizard.wrong_count)
            self.assertEqual(set(wizard.row_ids.mapped("fate")), {"same"})
            savepoint.rollback()
        self.env.invalidate_all()
        return found

    def test_they_take_no_queries_of_their_own(self):
        for user in (self.secretary, self.owner):
            with self.subTest(user.login):
                self._cost(user, 2)  # what is cached is by now
                few, many = self._cost(user, 3), self._cost(user, 8)
                preview, written, again = (
                    b - a for a, b in zip(few, many, strict=True)
                )
                self.assertLessEqual((preview, again), (0, 0), (few, many))
                # batches of a hundred; of five sessions, meetings, lists and forecasts
                # more, not one that each of them asks for itself
                self.assertLess(written, 5, (few, many))


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPastInPersian(PastCase):
    """The template and the refusals of these sheets are Persian to who reads that."""

    def test_the_same_is_said_in_persian(self):
        book, place = self._book()
        wrong = {"province": place, "day": "1404/07/01"}
        book.add("experts", province=place, body=BODY, name="الف", first="1407/01/01")
        book.add("sessions", **wrong, clock="9:00", place="شرکت", items="الف")
        book.add("outputs", province=place, session="1404/07/02", name="الف")
        book.add("priorities", **wrong, year=1290, rank=1, cluster="هیچ")
        book.add(
            "forecasts", **wrong, year=1404, cluster="هیچ", body=BODY, amount="هیچ"
        )
        self.env["res.lang"]._activate_lang("fa_IR")
        self.env["ir.module.module"]._load_module_terms(
            ["business_cluster", "cluster_committee", "cluster_committee_import"],
            ["fa_IR"],
        )
        wizard = self._wizard(file=book.content()).with_context(lang="fa_IR")
        wizard.action_preview()
        found = wizard.row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual(len(found), 5)
        for row in found:
            for text in (row.message, row.column, row.sheet):
                said = re.sub("«[^»]*»", "", text)
                self.assertFalse(re.search("[A-Za-z0-9]", said), text)
        for sheet in wizard._import_lists():
            head = " ".join(wizard._head_of(sheet, c).help for c in sheet.columns)
            told = f"{wizard._text(sheet.title)} {wizard._text(sheet.note)} {head}"
            self.assertFalse(re.search("[A-Za-z]", told), told)
