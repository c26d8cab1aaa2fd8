import re

from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, CommitteeCase, day
from odoo.addons.cluster_committee.tests.refusal import RefusalMixin
from odoo.addons.web_jalali.tools import jalali

from .book import FilledBook

digits = jalali.to_persian_digits
KINDS = (
    *("industry", "labour", "finance", "agriculture", "heritage", "chamber"),
    *("bank_industry_mine", "governorate"),
)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestBookImportProvinces(RefusalMixin, CommitteeCase):
    """The owner of the procedure takes over what all provinces have on paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the two provinces of other tests have bodies already; here all begin bare
        cls.env["res.partner"].search(
            [("institution_kind_id", "!=", False), ("state_id.iso_code", "!=", False)]
        ).write({"institution_kind_id": False, "state_id": False})
        cls.office.is_national_office = True
        cls.env["res.company"]._create_provincial_companies()
        cls.importer = new_test_user(
            cls.env,
            login="importer",
            groups="base.group_system,base.group_partner_manager,"
            "cluster_committee.group_committee_owner",
            company_id=cls.office.id,
            company_ids=[Command.set(cls.office.ids)],
        )
        cls.edition = cls.env["committee.committee"]._default_edition_id()
        cls.seats = cls.edition.seat_ids.filtered("statutory").sorted("sequence")
        cls.provinces = cls.env["res.country.state"].search(
            [("iso_code", "!=", False)], order="province_sequence"
        )

    def _wizard(self, user=None, **values):
        model = self.env["committee.book.import"].with_user(user or self.importer)
        return model.create(values)

    def _preview(self, book, user=None):
        wizard = self._wizard(user, file=book.content())
        wizard.action_preview()
        return wizard

    def _book(self, provinces):
        """The template filled for `provinces`: formed in 1403, nine holders each."""
        book = FilledBook(self._wizard())
        kinds = {
            kind.code: kind.name
            for kind in self.env["committee.institution.kind"].search([])
        }
        book.row_of = {}
        for province in provinces:
            place = province.province_name
            for code in KINDS:
                book.row_of[place, code] = book.add(
                    "institutions",
                    province=place,
                    name=f"{kinds[code]} {place}",
                    kind=kinds[code],
                )
            book.add(
                "committees",
                province=place,
                governor="1403/02/01",
                deputy="۱۴۰۳/۰۲/۰۳",
                proposal_number="ش/۱۲",
                proposed=day("1403/02/10"),
                constituted="1403/03/30",
            )
            book.row_of[place, "seat"] = book.add(
                "seats", province=place, name="رئیس پارک علم و فناوری", reason="پژوهش"
            )
            book.row_of[place, "user"] = book.add(
                "users",
                province=place,
                name=f"دبیر {place}",
                login=f"secretary.{province.iso_code.lower()}",
                email=f"secretary.{province.iso_code.lower()}@example.org",
                role="Committee Secretary",
            )
            for seat in self.seats:
                decree = seat.decree_required
                name = (
                    "دبیر"
                    if seat.role == "secretary"
                    else f"متصدی {digits(seat.sequence)}"
                )
                book.row_of[place, seat] = book.add(
                    "holders",
                    province=place,
                    seat=seat.name,
                    name=f"{name} {place}",
                    number=f"{seat.sequence}/د" if decree else None,
                    date="1403/03/15" if decree else None,
                    first=None if decree else "1403/01/15",
                )
        return book

    # ------------------------------------------------------------
    # PLANTED ERRORS
    # ------------------------------------------------------------

    def _plant(self, book):
        """Forty errors of ten kinds in the rows of forty provinces' bodies.

        :return: ({(sheet, row): (column, a part of the sentence)}, corrections)
        """
        planted, corrections = {}, []
        names = [province.province_name for province in self.provinces]

        def spoil(sheet, number, column, part, wrong, right, at=None):
            book.change(sheet, number, **wrong)
            corrections.append((sheet, number, right))
            planted[sheet, number] = (at or column, part)

        self._plant_in_lists(book, names, spoil)
        self._plant_in_holders(book, names, spoil)
        return planted, corrections

    def _plant_in_lists(self, book, names, spoil):
        for place in names[:4]:
            number = book.row_of[place, "labour"]
            kind = book.sheet("institutions").cell(number, 3).value
            wrong, right = {"kind": "اداره ناشناخته"}, {"kind": kind}
            spoil(
                "institutions", number, "kind", "no kind of institution", wrong, right
            )
        for place in names[4:8]:  # the same seat again, in Arabic letters
            number = book.add(
                "seats", province=place, name="رئيس پارك علم و فناوري", reason="پژوهش"
            )
            right = {"name": "رئیس دانشگاه"}
            spoil("seats", number, "name", "Row", {}, right)
        for place in names[8:10]:
            number = book.row_of[place, "user"]
            right = {"login": f"right.{number}"}
            spoil("users", number, "login", "no login", {"login": "دبیر 1"}, right)
        for place in names[10:12]:
            number = book.row_of[place, "user"]
            wrong, right = {"email": "a at b"}, {"email": f"b{number}@example.org"}
            spoil("users", number, "email", "no address", wrong, right)

    def _plant_in_holders(self, book, names, spoil):
        seats = [seat for seat in self.seats if seat.role == "member"]

        def rows(first, order):
            for place in names[first : first + 4]:
                yield place, book.row_of[place, seats[order]]

        right = {"date": "1403/03/15"}
        for place, number in rows(0, 0):
            wrong = {"province": "ناکجاآباد"}
            part = "none of the 31 provinces"
            spoil("holders", number, "province", part, wrong, {"province": place})
        impossible = ("1403/13/01", "1404/12/30", "1403/07/31", "1403/00/10")
        for (_place, number), text in zip(rows(2, 1), impossible, strict=True):
            spoil("holders", number, "date", text, {"date": text}, right)
        for _place, number in rows(6, 2):
            wrong = {"date": "2024/06/04"}
            spoil("holders", number, "date", "looks like a Gregorian", wrong, right)
        for _place, number in rows(10, 3):
            wrong, part = {"date": "1402/12/20"}, "was being formed"
            spoil("holders", number, "date", part, wrong, right)
        for _place, number in rows(14, 4):
            wrong, part = {"number": None}, "“Decree Number” is missing"
            spoil("holders", number, "number", part, wrong, {"number": "۱۲/د"})
        for place, number in rows(18, 5):  # a C of the other keyboard
            wrong, name = {"name": f"رضاC {place}"}, {"name": f"رضا {place}"}
            spoil("holders", number, "name", "Latin and Persian", wrong, name)
        for place, number in rows(22, 6):
            second = book.add(
                "holders",
                province=place,
                seat=seats[6].name,
                name=f"جانشین {place}",
                number="۵۵/د",
                date="1404/05/01",
            )
            spoil("holders", second, "first", "is held by", {}, {})
            until = {"last": "1404/04/31", "end_reason": "Replaced"}
            spoil_first = ("holders", number, until)
            book.later = [*getattr(book, "later", ()), spoil_first]

    def test_forty_planted_errors_are_found_and_no_other(self):
        book = self._book(self.provinces)
        planted, corrections = self._plant(book)
        self.assertEqual(len(planted), 40)
        wizard = self._preview(book)
        titles = {
            (wizard._sheet_title(sheet), number): (
                self._head(book, sheet, column),
                part,
            )
            for (sheet, number), (column, part) in planted.items()
        }
        wrong = wizard.row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual(
            {(row.sheet, row.number): row.column for row in wrong},
            {place: column for place, (column, _part) in titles.items()},
        )
        for row in wrong:
            self.assertIn(titles[row.sheet, row.number][1], row.message)
        with self.refused("Nothing was imported: 40 rows are wrong", "sheet “"):
            wizard.action_confirm()
        committees = self.env["committee.committee"].search(
            [("company_id.province_id", "in", self.provinces.ids)]
        )
        self.assertFalse(committees)
        self._check_persian(book)
        self._correct(book, corrections)
        self._check_imported(book)

    def _check_persian(self, book):
        """The same is said in Persian, but for what the file itself says."""
        self.env["res.lang"]._activate_lang("fa_IR")
        self.env["ir.module.module"]._load_module_terms(
            ["cluster_committee", "cluster_committee_import"], ["fa_IR"]
        )
        wizard = self._wizard(file=book.content()).with_context(lang="fa_IR")
        wizard.action_preview()
        wrong = wizard.row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual(len(wrong), 40)
        for row in wrong:
            said = re.sub("«[^»]*»|name@example.org", "", row.message)
            self.assertFalse(re.search("[A-Za-z0-9]", said), row.message)

    def _head(self, book, sheet, column):
        return book.lists[sheet].head(column)

    def _correct(self, book, corrections):
        for sheet, number, right in (*corrections, *book.later):
            book.change(sheet, number, **right)

    def _check_imported(self, book):
        wizard = self._preview(book)
        self.assertEqual(set(wizard.row_ids.mapped("fate")), {"new"})
        wizard.action_confirm()
        committees = self.env["committee.committee"].search(
            [("company_id.province_id", "in", self.provinces.ids)]
        )
        self.assertEqual(len(committees), 31)
        self.assertEqual(set(committees.mapped("state")), {"constituted"})
        members = self.env["committee.member"].search([])
        of_them = members.filtered(lambda m: m.committee_id in committees)
        self.assertEqual(len(of_them), 31 * 9 + 4)
        self.assertEqual(len(committees._holders_on(day("1405/01/01"))), 31 * 9)
        acts = self.env["workflow.act"].search(
            [
                ("committee_id", "in", committees.ids),
                ("res_model", "!=", "committee.letter"),
            ]
        )
        self.assertEqual(set(acts.mapped("on_paper")), {True})
        self.assertEqual(acts.create_uid, self.importer)
        again = self._preview(book)
        self.assertEqual(set(again.row_ids.mapped("fate")), {"same"})

    # ------------------------------------------------------------
    # QUERIES
    # ------------------------------------------------------------

    def _queries_of(self, act):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _cost(self, book):
        """Queries of the preview, of the import, of the preview of the same again."""
        wizard = self._wizard(file=book.content())
        return (
            self._queries_of(wizard.action_preview),
            self._queries_of(wizard.action_confirm),
            self._queries_of(self._wizard(file=book.content()).action_preview),
        )

    def _check_bounded(self, few, many, further):
        """`further` rows more cost batches, not queries of their own."""
        preview, written, again = (b - a for a, b in zip(few, many, strict=True))
        self.assertLess(preview, further / 20)
        self.assertLess(again, further / 20)
        # batches of a hundred, of the dozen tables that a decree writes to
        self.assertLess(written, further / 5)

    def test_more_provinces_take_batches_and_no_queries_of_their_own(self):
        def costs(provinces):
            book = self._book(provinces)
            # a login is Odoo's own affair, which takes its queries one by one
            del book.book[book.wizard._sheet_title("users")]
            return self._cost(book)

        costs(self.provinces[:1])  # what is cached is by now
        few, many = costs(self.provinces[1:8]), costs(self.provinces[8:22])
        rows = sum(7 * count for count in (len(KINDS), 1, 1, len(self.seats)))
        self._check_bounded(few, many, rows)

    def test_hundreds_of_bodies_take_batches_and_no_queries_of_their_own(self):
        def costs(first, count):
            book = FilledBook(self._wizard())
            for number in range(first, first + count):
                book.add(
                    "institutions",
                    province=self.provinces[number % 31].province_name,
                    name=f"نهاد {number}",
                    kind="سایر نهادها",
                )
            return self._cost(book)

        costs(0, 2)
        self._check_bounded(costs(1000, 400), costs(2000, 800), 400)

    def test_more_days_and_meetings_take_no_queries_of_their_own(self):
        """Each decree has a day of its own, and each step of each meeting."""

        def costs(provinces, meetings):
            book = self._book(provinces)
            del book.book[book.wizard._sheet_title("users")]
            for order, number in enumerate(self._decrees(book, provinces)):
                book.change("holders", number, date=f"1403/03/{1 + order % 28:02}")
            for order in range(meetings):
                self._add_meeting(book, provinces[order % len(provinces)], order)
            return self._cost(book)

        costs(self.provinces[:1], 2)  # what is cached is by now
        few = costs(self.provinces[1:2], 9)
        many = costs(self.provinces[2:4], 18)
        preview, written, again = (b - a for a, b in zip(few, many, strict=True))
        self.assertLessEqual((preview, again), (0, 0))
        # batches of a hundred; of 8 decrees and 9 meetings of 6 steps more, not one
        # that each of them asks for itself
        self.assertLess(written, 9, (few, many))

    def test_more_users_take_what_a_login_takes(self):
        """A login is Odoo's own affair, which takes its queries one by one; nothing
        that is ours is asked for each of them."""

        def costs(first, count):
            book = FilledBook(self._wizard())
            for number in range(first, first + count):
                book.add(
                    "users",
                    province=self.provinces[number % 31].province_name,
                    name=f"کاربر {digits(number)}",
                    login=f"user.{number}",
                    role="Secretariat Officer",
                )
            return self._cost(book)

        def plain(first, count):
            """What Odoo asks for the same logins, of the same companies"""
            group = self.env.ref("cluster_committee.group_committee_officer")
            companies = self.env["res.company"].search([("province_id", "!=", False)])
            users = self.env["res.users"].with_user(self.importer)
            users = users.with_context(no_reset_password=True, tracking_disable=True)
            vals_list = [
                {
                    "name": f"کاربر {digits(number)}",
                    "login": f"user.{number}",
                    "email": f"user.{number}@example.org",
                    "company_id": companies[number % 31].id,
                    "company_ids": [Command.set(companies[number % 31].ids)],
                    "group_ids": [Command.set(group.ids)],
                }
                for number in range(first, first + count)
            ]
            return self._queries_of(lambda: users.create(vals_list))

        costs(0, 2), plain(50, 2)
        few, many = costs(100, 10), costs(200, 20)
        preview, written, again = (b - a for a, b in zip(few, many, strict=True))
        self.assertLessEqual((preview, again), (0, 0))
        self.assertLess(written, plain(400, 20) - plain(300, 10) + 10)

    def _decrees(self, book, provinces):
        for province in provinces:
            for seat in self.seats.filtered("decree_required"):
                yield book.row_of[province.province_name, seat]

    def _add_meeting(self, book, province, order):
        month, first = 4 + order // 3, 1 + 9 * (order % 3)
        on = f"1403/{month:02}/"
        book.add(
            "meetings",
            province=province.province_name,
            day=f"{on}{first + 3:02}",
            clock="10:00",
            place="استانداری",
            items="گزارش",
            invitation_number=f"د/{order}",
            invited=f"{on}{first:02}",
            recorded=f"{on}{first + 4:02}",
            signed=f"{on}{first + 5:02}",
            dispatch_number=f"ا/{order}",
            dispatched=f"{on}{first + 6:02}",
            copy_number=f"ن/{order}",
            copied=f"{on}{first + 7:02}",
        )
