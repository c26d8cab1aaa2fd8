import base64
import io
import re

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, CommitteeCase, day
from odoo.addons.cluster_committee.tests.refusal import RefusalMixin
from odoo.addons.cluster_committee.tests.scans import pdf
from odoo.addons.workflow_verb.tools import Mandate

from .book import FilledBook


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestBookImport(RefusalMixin, CommitteeCase):
    """What a province has on paper, from its spreadsheet to committee and meetings."""

    def _wizard(self, user=None, **values):
        model = self.env["committee.book.import"].with_user(user or self.secretary)
        return model.create(values)

    def _preview(self, book, user=None):
        wizard = self._wizard(user, file=book.content())
        wizard.action_preview()
        return wizard

    def _province_book(self):
        book = FilledBook(self._wizard())
        place = self.own.province_id.province_name
        book.add(
            "institutions",
            province=place,
            name="دانشگاه یاسوج",
            kind="سایر نهادها",
        )
        book.add(
            "committees",
            province=place,
            governor="1404/02/01",
            deputy="1404/02/03",
            proposal_number="ش/۱۲",
            proposed="1404/02/10",
            constituted="1404/03/01",
        )
        book.add(
            "seats",
            province=place,
            name="رئیس دانشگاه یاسوج",
            institution="دانشگاه ياسوج",
            reason="نیاز به پژوهش",
        )
        edition = self.env["committee.committee"]._default_edition_id()
        for order, seat in enumerate(edition.seat_ids.filtered("statutory")):
            decree = seat.role != "chair"
            book.add(
                "holders",
                province=place,
                seat=seat.name,
                name=f"شخص {order}",
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
            absent="مدیرکل امور اقتصادی و دارایی استان",
        )
        book.add(
            "meetings",
            province=place,
            day="1404/11/10",
            clock="۹:۰۰",
            place="شرکت",
            items="گزارش",
            reason="دعوت‌نامه صادر نشد",
        )
        return book

    def test_a_province_comes_with_its_history(self):
        book = self._province_book()
        wizard = self._preview(book)
        self.assertEqual(
            [(r.sheet, r.number, r.message) for r in wizard.row_ids if r.message], []
        )
        self.assertEqual(set(wizard.row_ids.mapped("fate")), {"new"})
        committees = self.env["committee.committee"].search(
            [("company_id", "=", self.own.id)]
        )
        self.assertFalse(committees, "a preview writes nothing")
        wizard.action_confirm()
        committee = committees.search([("company_id", "=", self.own.id)])
        self.assertEqual(committee.state, "constituted")  # none counts yet
        self.assertEqual(committee.formed_on, day("1404/03/01"))
        self.assertEqual(len(committee.seat_ids), 10)
        added = committee.seat_ids.filtered("reason")
        self.assertEqual(added.institution_id.name, "دانشگاه یاسوج")
        self.assertEqual(len(committee._holders_on(day("1404/03/01"))), 9)
        letters = committee.letter_ids.filtered(lambda x: x.kind == "decree")
        self.assertEqual(len(letters), 8)
        self.assertEqual(set(letters.mapped("on_paper")), {True})
        # what went out long ago does not wait to be sent
        self.assertEqual(set(letters.mapped("state")), {"sent"})
        self.assertEqual(set(letters.mapped("letter_date")), {day("1404/02/20")})
        first, second = committee.meeting_ids.sorted("date_start")
        self.assertEqual((first.state, first.counts), ("recorded", False))
        self.assertTrue(first.awaits_proof)  # it counts once its scan stands
        first.with_user(self.officer).attendance_scan = pdf()
        self.assertTrue(first.counts)
        self.assertEqual(committee.state, "active")
        self.assertEqual(first.present_count, 8)
        self.assertEqual((second.state, second.counts), ("held", False))
        self.assertEqual((first.number, second.number), (1, 2))

    SIGNED = {
        "signed": "1404/06/15",
        "dispatch_number": "د/۹",
        "dispatched": "1404/06/17",
        "copy_number": "ش/۹۹",
        "copied": "1404/06/18",
    }

    def _imported(self, user=None, **values):
        """The first meeting of the history, with more of its papers known."""
        book = self._province_book()
        book.change("meetings", 3, **values)
        self._preview(book, user).action_confirm()
        committee = self.env["committee.committee"].search(
            [("company_id", "=", self.own.id)]
        )
        return book, committee.meeting_ids.sorted("date_start")[0]

    def test_history_that_was_signed_and_sent_counts_as_that(self):
        for user in (self.secretary, self.owner):
            with self.subTest(user.name), self.env.cr.savepoint() as before:
                self._check_sent(*self._imported(user, **self.SIGNED))
                before.close(rollback=True)
            self.env.invalidate_all()

    def _check_sent(self, book, meeting):
        self.assertEqual(meeting.state, "closed")
        self.assertEqual(meeting.closed_on, day("1404/06/18"))
        self.assertEqual(meeting.secretary_signed_on, day("1404/06/15"))
        self.assertEqual(
            (meeting.secretary_signed_by_id | meeting.chair_signed_by_id).mapped(
                "name"
            ),
            ["شخص 1", "شخص 0"],
        )
        self.assertTrue(meeting.taken_over and meeting.signed_scan_missing)
        self.assertFalse(meeting.minutes_sha256, "no paper of ours is made")
        sent = {x.kind: x for x in meeting.letter_ids}
        self.assertEqual(sent["dispatch"].number, "د/۹")
        self.assertEqual(sent["national_copy"].letter_date, day("1404/06/18"))
        self.assertEqual(
            {sent[kind].state for kind in ("dispatch", "national_copy")}, {"sent"}
        )
        self.assertEqual(sent["dispatch"].signatory_id, meeting.chair_signed_by_id)
        [flaw] = meeting._irregularities()[meeting.id]
        self.assertIn("counts once the scan", flaw)
        self._prove(meeting)
        self.assertFalse(meeting._irregularities())
        chair = meeting.act_ids.filtered(
            lambda act: act.verb in ("sign_as_chair", "dispatch")
        )
        self.assertEqual(chair.mapped("on_paper"), [True, True])
        again = self._preview(book)
        self.assertEqual(set(again.row_ids.mapped("fate")), {"same"})
        book.change("meetings", 3, dispatched="1404/06/16")
        wrong = self._preview(book).row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertIn("is recorded as 1404/06/17 already", wrong.message)

    def test_history_that_was_sent_is_late_for_nothing(self):
        self.own.monitoring_start_date = day("1404/01/01")
        _book, meeting = self._imported(**self.SIGNED)
        self._prove(meeting)
        rows = self.env["committee.engine"]._standings(day("1405/09/02"), self.own)
        found = {
            row["rule"]: row["standing"]
            for row in rows
            if row["subject_id"] == meeting.id
            and row["rule"] in ("minutes", "dispatch", "national_copy")
        }
        self.assertEqual(
            found, dict.fromkeys(("minutes", "dispatch", "national_copy"), "met")
        )

    def _prove(self, meetings):
        """The scans of what was entered late, so that it counts (reading A32)."""
        officer = meetings.with_user(self.officer)
        officer.attendance_scan = pdf()
        for letter in officer.letter_ids:
            letter.scan = pdf()

    def test_what_follows_needs_what_comes_before(self):
        book = self._province_book()
        for wrong, column in (
            ({**self.SIGNED, "copy_number": None}, "National Copy Number"),
            ({**self.SIGNED, "dispatched": None}, "Dispatch Letter Date"),
            ({**self.SIGNED, "signed": None}, "Minutes Signed On"),
            ({**self.SIGNED, "signed": "1404/06/20"}, "Dispatch Letter Date"),
            ({**self.SIGNED, "copied": "1404/06/01"}, "National Copy Date"),
        ):
            book.change("meetings", 3, **wrong)
            found = self._preview(book).row_ids.filtered(
                lambda row: row.fate == "wrong"
            )
            self.assertIn(column, found.column, wrong)

    def test_twice_gives_no_doubles(self):
        book = self._province_book()
        self._preview(book).action_confirm()
        wizard = self._preview(book)
        self.assertEqual(set(wizard.row_ids.mapped("fate")), {"same"})
        wizard.action_confirm()
        self.assertEqual(set(wizard.row_ids.mapped("fate")), {"same"})
        self.assertEqual(
            self.env["res.partner"].search_count([("name", "=", "شخص 3")]), 1
        )

    def test_what_has_changed_is_shown_and_written(self):
        book = self._province_book()
        place = self.own.province_id.province_name
        self._preview(book).action_confirm()
        seat = book.sheet("holders").cell(6, 2).value
        book.change("holders", 6, last="1405/02/31", end_reason="Left the post")
        book.add(
            "holders",
            province=place,
            seat=seat,
            name="جانشین",
            number="ح/۹۹",
            date="1405/03/01",
        )
        wizard = self._preview(book)
        changed = wizard.row_ids.filtered(lambda row: row.fate == "changed")
        self.assertEqual((changed.number, len(changed)), (6, 1))
        self.assertIn("The tenure ends with 1405/02/31.", changed.message)
        wizard.action_confirm()
        committee = self.env["committee.committee"].search(
            [("company_id", "=", self.own.id)]
        )
        seat = committee.seat_ids.filtered(lambda s: s.name == seat)
        second, first = seat.member_ids.sorted("date_from", reverse=True)
        self.assertEqual((first.state, first.end_reason), ("ended", "moved"))
        self.assertEqual((second.state, second.partner_name), ("seated", "جانشین"))

    def test_what_is_recorded_is_not_overwritten(self):
        book = self._province_book()
        self._preview(book).action_confirm()
        book.change("committees", 3, governor="1404/02/02")
        book.change("holders", 5, number="دیگر")
        wizard = self._preview(book)
        wrong = wizard.row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual(
            {(row.sheet, row.number, row.column) for row in wrong},
            {
                ("Committees", 3, "Governor Consulted On"),
                ("Holders and Decrees", 5, "Decree Number"),
            },
        )
        self.assertIn("is recorded as 1404/02/01 already", wrong[0].message)

    def test_a_seat_without_holder_forbids_the_constitution(self):
        book = self._province_book()
        book.sheet("holders").delete_rows(6)
        wizard = self._preview(book)
        wrong = wizard.row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual((wrong.sheet, wrong.column), ("Committees", "Constituted On"))
        self.assertIn("these seats had no holder", wrong.message)

    def test_a_statutory_seat_takes_a_body_of_its_kind_and_keeps_it(self):
        book = self._province_book()
        place = self.own.province_id.province_name
        edition = self.env["committee.committee"]._default_edition_id()
        seat = edition.seat_ids.filtered("statutory")[5]
        book.add("seats", province=place, name=seat.name, institution="دانشگاه یاسوج")
        wrong = self._preview(book).row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual((wrong.sheet, wrong.column), ("Seats", "Institution"))
        for part in (seat.name, seat.institution_kind_id.name, "4-2"):
            self.assertIn(part, wrong.message)
        self._preview(self._province_book()).action_confirm()
        alike = self.env["res.partner"].create(
            {
                "name": "نهادی از همان گونه",
                "is_company": True,
                "institution_kind_id": seat.institution_kind_id.id,
                "state_id": self.own.province_id.id,
            }
        )
        book = self._province_book()
        book.add("seats", province=place, name=seat.name, institution=alike.name)
        wrong = self._preview(book).row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual((wrong.sheet, wrong.column), ("Seats", "Institution"))
        self.assertIn("its body stays", wrong.message)

    def test_all_or_nothing_also_when_a_step_refuses(self):
        book = self._province_book()
        wizard = self._preview(book)
        steps = self.env.registry["committee.committee"]

        def refuse(self, on=None):
            raise ValueError("Not today")

        self.patch(steps, "action_constitute", refuse)
        with self.refused("Not today", error=ValueError):
            wizard.action_confirm()
        self.assertFalse(
            self.env["committee.committee"].search([("company_id", "=", self.own.id)])
        )

    def test_history_raises_no_alarm(self):
        """What lies before the province is watched is not held against it; watched
        from then on, the same history would be."""
        book = self._province_book()
        self.own.monitoring_start_date = day("1404/01/01")
        self._preview(book).action_confirm()
        for meeting in self.env["committee.meeting"].search(
            [("company_id", "=", self.own.id)]
        ):
            self._prove(meeting)
        self.assertTrue(self._late_findings())
        self.own.monitoring_start_date = day("1405/09/01")
        self.assertFalse(self._late_findings())

    def _late_findings(self):
        rows = self.env["committee.engine"]._standings(day("1405/09/02"), self.own)
        late, watched = ("overdue", "missed", "unachievable"), day("1405/09/01")
        return [
            row for row in rows if row["standing"] in late and row["due_on"] < watched
        ]

    def test_the_owner_records_the_same_for_a_province(self):
        book = self._province_book()
        self._preview(book, self.owner).action_confirm()
        committee = self.env["committee.committee"].search(
            [("company_id", "=", self.own.id)]
        )
        first, second = committee.meeting_ids.sorted("date_start")
        self.assertEqual((committee.state, first.state), ("constituted", "recorded"))
        self.assertEqual((second.state, second.counts), ("held", False))
        acts = committee.act_ids
        self.assertEqual(set(acts.mapped("on_paper")), {True})
        self.assertEqual(acts.create_uid, self.owner)
        letters = committee.letter_ids
        self.assertNotIn(self.owner.partner_id, letters.signatory_id)
        self.assertFalse(any(letters.mapped("document_sha256")))

    # ------------------------------------------------------------
    # WHO MAY
    # ------------------------------------------------------------

    def test_a_secretary_imports_for_his_own_province_only(self):
        book = self._province_book()
        book.change("committees", 3, province=self.foreign.province_id.province_name)
        wizard = self._preview(book)
        row = wizard.row_ids.filtered(lambda row: row.sheet == "Committees")
        self.assertIn("is not your province", row.message)
        with self.refused("Nothing was imported"):
            wizard.action_confirm()

    def test_logins_are_given_by_the_administrator(self):
        book = FilledBook(self._wizard())
        number = book.add(
            "users",
            province=self.own.province_id.province_name,
            name="کارشناس",
            login="new.officer",
            role="Secretariat Officer",
        )
        row = self._preview(book).row_ids
        self.assertEqual((row.number, row.fate), (number, "wrong"))
        self.assertIn("Logins are given by the administrator", row.message)

    def test_others_import_nothing(self):
        content = self._province_book().content()
        for user in (self.officer, self.supervisor, self.chair, self.national):
            with self.refused(error=AccessError):
                self._wizard(user, file=content).action_preview()

    def test_the_hands_of_an_import_cannot_be_forged(self):
        """What records from paper for a province is no value that a client can send,
        and opens nothing beside its steps, its companies and its user."""
        committee = self._create_committee("preparing")
        self._consult(committee.with_user(self.officer), day("1405/03/01"))
        forged = committee.with_user(self.owner).sudo()
        for value in (True, {"uid": self.owner.id}, "all"):
            with self.refused("This step belongs to"):
                forged.with_context(workflow_mandate=value).action_consult()
        steps = [("committee.committee", "consult")]
        for mandate in (
            Mandate(self.owner, self.foreign, steps),
            Mandate(self.secretary, self.own, steps),
            Mandate(self.owner, self.own, [("committee.committee", "dissolve")]),
        ):
            with self.refused("This step belongs to"):
                forged.with_context(workflow_mandate=mandate).action_consult()
        right = Mandate(self.owner, self.own, steps)
        forged.with_context(workflow_mandate=right).action_consult()
        self.assertEqual(committee.state, "consulted")
        self.assertTrue(committee.act_ids[0].on_paper)

    # ------------------------------------------------------------
    # THE TEMPLATE
    # ------------------------------------------------------------

    def test_the_template_is_persian_and_read_in_both_languages(self):
        self.env["res.lang"]._activate_lang("fa_IR")
        self.env["ir.module.module"]._load_module_terms(
            ["cluster_committee", "cluster_committee_import"], ["fa_IR"]
        )
        wizard = self._wizard().with_context(lang="fa_IR")
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        self.assertEqual(len(sheets), 13)  # twelve lists and the guide
        for sheet in book.worksheets:
            self.assertTrue(sheet.sheet_view.rightToLeft)
        for sheet in sheets[:-1]:
            texts = [cell.value for row in sheet["A1":"H2"] for cell in row]
            found = "".join(filter(None, texts))
            self.assertFalse(re.findall("[A-Za-z0-9]", found), sheet.title)
        lists = book["lists"]
        self.assertEqual(len([c for c in lists["A"] if c.value]), 31)
        holders = sheets[4]
        row = [self.own.province_id.province_name, "رئیس", "علی", *[None] * 4]
        for place, value in enumerate([*row, "1404/01/01"], start=1):
            holders.cell(3, place).value = value
        packed = io.BytesIO()
        book.save(packed)
        for lang in ("en_US", "fa_IR"):
            filled = self._wizard(file=base64.b64encode(packed.getvalue()))
            filled.with_context(lang=lang).action_preview()
            self.assertEqual(len(filled.row_ids), 1)
            self.assertFalse(filled.unread or filled.unread_sheets)

    def test_sheets_and_heads_that_are_not_known_are_told(self):
        book = self._province_book()
        book.book.create_sheet("Notes").append(["Anything"])
        book.sheet("meetings").cell(2, 20).value = "Colour"
        wizard = self._preview(book)
        self.assertEqual(wizard.unread_sheets, "Notes")
        self.assertEqual(wizard.unread, "Past Meetings: Colour")
        book.sheet("holders").delete_rows(2)
        with self.refused("has lost the heads", "Holders and Decrees"):
            self._preview(book)

    def test_an_empty_template_says_what_to_do(self):
        with self.refused("no row to import"):
            self._preview(FilledBook(self._wizard()))
