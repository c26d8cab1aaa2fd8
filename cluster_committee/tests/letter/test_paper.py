import base64
import hashlib
import subprocess
from datetime import timedelta
from urllib.parse import quote, unquote

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.report_weasyprint.tests.pdf_text import read_back, squeezed
from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, CommitteeCase, day, on_day

BODIES = (
    "اداره کل آموزش فنی و حرفه‌ای",
    "مدیریت شعب بانک کشاورزی",
    "مدیریت شعب بانک ملی",
    "دانشگاه یاسوج",
    "پارک علم و فناوری",
    "اداره کل منابع طبیعی و آبخیزداری",
    "اداره کل استاندارد",
)
GUESTS = ("پروانه یوسفی", "جمشید رستمی", "نسرین حیدری", "بهروز صادقی")
PEOPLE = (
    "فرهاد امینی",
    "زهرا نوری",
    "داریوش قاسمی",
    "شیرین احمدی",
    "منوچهر طاهری",
    "گلناز ابراهیمی",
    "خسرو میرزایی",
    "ایرج پارسا",
    "ژاله کیانی",
    "هوشنگ چراغی",
    "فریبا صالحی",
    "بیژن گودرزی",
    "مهناز پژمان",
    "کامران شفیعی",
)


class PaperCase(CommitteeCase):
    """A committee with Persian names, and real PDFs."""

    real_paper = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.reports = cls.env["ir.actions.report"]
        cls.own.name = "شرکت شهرک‌های صنعتی استان کهگیلویه و بویراحمد"
        cls.chair.partner_id.name = "سهراب کاظمی"
        cls.secretary.partner_id.name = "مریم دهقانی"
        cls.people = iter(PEOPLE)
        cls.committee = cls._create_committee()

    @classmethod
    def _holder_of(cls, seat, chair, secretary):
        partner = super()._holder_of(seat, chair, secretary)
        if not partner.user_ids:
            institution = seat.institution_id.sudo()
            institution.name = institution.name.replace("IR-17", "استان").strip()
            partner.name = next(cls.people)
        return partner

    @classmethod
    def _seat_more(cls, committee, on):
        """Seats beyond the statutory ones, so that sixteen bodies sit."""
        officer, secretary, chair = cls._people_of(committee.company_id)
        for number, name in enumerate(BODIES, start=1):
            body = cls.env["res.partner"].create({"name": name, "is_company": True})
            seat = (
                cls.env["committee.seat"]
                .with_user(officer)
                .create(
                    {
                        "committee_id": committee.id,
                        "name": f"رئیس {name}",
                        "reason": "به اقتضای خوشه‌های استان",
                        "institution_id": body.id,
                        "sequence": 200 + number,
                    }
                )
            )
            person = cls.env["res.partner"].create(
                {"name": next(cls.people), "parent_id": body.id}
            )
            member = (
                cls.env["committee.member"]
                .with_user(officer)
                .create({"seat_id": seat.id, "partner_id": person.id})
            )
            with on_day(on):
                member.with_user(secretary).action_propose()
            with on_day(on):
                member.with_user(chair).action_issue(number=f"ح/{100 + number}")

    @classmethod
    def _to_agenda_proposed(cls, meeting, on):
        first, second = meeting.agenda_item_ids
        first.name = "تصویب اولویت‌های توسعه خوشه‌ها در سال 1405"
        second.name = "پیش‌بینی منابع مالی"
        return super()._to_agenda_proposed(meeting, on)

    @classmethod
    def _write_minutes(cls, meeting):
        """What `_create_meeting` writes down, in Persian."""
        result = super()._write_minutes(meeting)
        for order, item in enumerate(meeting.agenda_item_ids, start=1):
            item.discussion = f"دربارهٔ بند {order} گفت‌وگو شد."
        meeting.resolution_ids.name = "گزارش خوشه دست‌بافته‌های داری ارائه شود."
        return result

    @classmethod
    def _paper(cls, record, report="action_report_committee_meeting_minutes"):
        """What a reader of `record` gets when he prints it."""
        return (
            cls.reports.with_user(cls.officer)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(f"cluster_committee.{report}", record.ids)[0]
        )

    def assertPrinted(self, text, *pages):
        """Each of the pages has the text; without a page of text in the message."""
        self.assertTrue(pages)
        for number, page in enumerate(pages, start=1):
            if squeezed(text) not in page:
                self.fail(f"“{text}” is not on page {number} of {len(pages)}")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestMinutes(PaperCase):
    """The minutes of a large meeting."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._seat_more(cls.committee, day("1405/04/20"))
        cls.meeting = cls._create_meeting("invited", cls.committee)
        guests = cls.env["res.partner"].create([{"name": name} for name in GUESTS])
        officer = cls.meeting.with_user(cls.officer)
        officer.guest_ids = [Command.set(guests.ids)]
        with on_day(officer.planned_on):
            officer.action_hold()
        cls._write_large_minutes(officer)

    @classmethod
    def _write_large_minutes(cls, meeting):
        people = meeting.attendance_ids
        people.write({"presence": "present"})
        people[3].write(
            {
                "presence": "represented",
                "representative_name": "لیلا موسوی",
                "introduction_number": "۲۲۰/۱۴۰۵/ص",
                "introduction_date": day("1405/06/14"),
            }
        )
        people[5].presence = "excused"
        people[6].presence = "absent"
        first, second = meeting.agenda_item_ids
        first.discussion = "خروجی نشست کارشناسی ارائه شد.\nاعضا نظر دادند."
        second.outcome = "discussed"
        bodies = people.filtered("is_member").institution_id
        duty = cls.env["committee.procedure.clause"].search(
            [("edition_id", "=", meeting.edition_id.id), ("number", "=", "4-3-2")]
        )
        cls.env["committee.resolution"].with_env(meeting.env).create(
            [
                {
                    "meeting_id": meeting.id,
                    "item_id": first.id,
                    "sequence": order,
                    "name": f"مصوبه آزمایشی {order} است. "
                    + "متن مصوبه " * (order % 7 + 1),
                    "deadline": meeting.held_on + timedelta(days=order),
                    "amount": order * 1_000_000_000,
                    "duty_id": duty[:1].id,
                    "task_ids": [
                        Command.create({"partner_id": body.id, "role": role})
                        for body, role in (
                            (bodies[order % len(bodies)], "lead"),
                            (bodies[(order + 1) % len(bodies)], "collaborator"),
                        )
                    ],
                }
                for order in range(1, 41)
            ]
        )
        meeting.next_meeting_on = day("1405/12/16")

    def test_every_row_of_large_minutes_is_on_paper(self):
        pages = read_back(self._paper(self.meeting))
        self.assertGreater(len(pages), 3)
        everything = "".join(pages)
        for order in range(1, 41):
            row = squeezed(f"آزمایشی {jalali.to_persian_digits(order)} است")
            self.assertEqual(everything.count(row), 1, row)
            self.assertPrinted(jalali.group_digits(order * 10**9), everything)
            deadline = self.meeting.held_on + timedelta(days=order)
            self.assertPrinted(jalali.format_date(deadline), everything)
        self.assertEqual(len(self.meeting.attendance_ids), 20)
        for person in self.meeting.attendance_ids:
            self.assertPrinted(person.partner_id.name, everything)

    def test_heads_are_repeated_and_pages_counted(self):
        pages = read_back(self._paper(self.meeting))
        total = jalali.to_persian_digits(len(pages))
        for number, page in enumerate(pages, start=1):
            foot = f"صفحهٔ {jalali.to_persian_digits(number)} از {total}"
            self.assertPrinted(foot, page)
        with_rows = [page for page in pages if squeezed("مصوبه آزمایشی") in page]
        self.assertGreater(len(with_rows), 2)
        self.assertPrinted("شرح مصوبه", *with_rows)
        self.assertPrinted("مسئول اجرا", *with_rows)
        # the running header
        self.assertPrinted("خوشه‌های کسب‌وکار استان کهگیلویه", *pages[1:])

    def test_clauses_read_from_the_right(self):
        """«۴-۳-۲» in a cell of its own is laid out as in a sentence, ۴ on the right."""
        text = subprocess.run(
            ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],
            input=self._paper(self.meeting),
            check=True,
            capture_output=True,
        )
        # poppler tells raw digits as they lie on the page, from the left
        self.assertIn("۲-۳-۴", text.stdout.decode())
        self.assertNotIn("۴-۳-۲", text.stdout.decode())

    def test_parts_stand_in_their_order(self):
        everything = "".join(read_back(self._paper(self.meeting), "-layout"))
        parts = (
            "بسمه تعالی",
            "شمارهٔ جلسه",
            "پیشنهاددهنده",
            "حاضرین",
            "غایبین",
            "مدعوین",
            "شرح مذاکرات",
            "شرح مصوبه",
            "زمان پیشنهادی جلسهٔ بعد",
            "رونوشت",
        )
        places = [everything.find(squeezed(part)) for part in parts]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))

    def test_what_a_reader_looks_for_is_there(self):
        everything = "".join(read_back(self._paper(self.meeting)))
        for text in (
            "دوشنبه ۱۶ شهریور ۱۴۰۵",
            "۱۰:۰۰ تا ۱۲:۰۰",
            "سالن جلسات استانداری",
            "سهراب کاظمی",
            "مریم دهقانی",
            "لیلا موسوی",
            "غایب موجه",
            "غایب غیرموجه",
            "یکشنبه ۱۶ اسفند ۱۴۰۵",
            "تصویب اولویت‌های توسعه خوشه‌ها در سال ۱۴۰۵",
            "۱۴ نفر از ۱۶ عضو",
        ):
            with self.subTest(text=text):
                self.assertPrinted(text, everything)

    def test_the_mark_of_a_draft_ends_when_there_is_a_paper_to_sign(self):
        draft = read_back(self._paper(self.meeting))
        self.assertPrinted("پیش‌نویس", *draft)
        on = self.meeting.held_on
        with on_day(on):
            self.meeting.with_user(self.officer).action_record_minutes()
        recorded = "".join(read_back(self._paper(self.meeting)))
        self.assertNotIn(squeezed("پیش‌نویس"), recorded)
        self._to_signed(self.meeting, on)
        signed = "".join(read_back(self._paper(self.meeting)))
        self.assertNotIn(squeezed("پیش‌نویس"), signed)
        self.assertPrinted("تاریخ امضا", signed)
        self.assertPrinted("۱/۱۴۰۵/۴۰", signed)

    def test_the_fonts_are_in_the_file(self):
        done = subprocess.run(
            ["pdffonts", "-"],
            input=self._paper(self.meeting),
            check=True,
            capture_output=True,
        )
        fonts = done.stdout.decode().splitlines()[2:]
        self.assertTrue(fonts)
        for font in fonts:
            embedded, subset, unicode = font.split()[-5:-2]
            self.assertEqual((embedded, subset, unicode), ("yes", "yes", "yes"), font)

    def test_earlier_resolutions_stand_as_they_were_on_the_day(self):
        later = self._create_meeting("held", self.committee, held="1405/08/10")
        self._to_recorded(self.meeting, self.meeting.held_on)
        self._to_signed(self.meeting, self.meeting.held_on)
        lines = later.sudo()._minutes_data()["follow_up"]
        self.assertEqual(len(lines), 41)
        self.assertEqual({line["standing"] for line in lines}, {"ابلاغ‌نشده"})
        self._to_dispatched(self.meeting, self.meeting.held_on)
        task = self.meeting.sudo().resolution_ids[:1].task_ids[:1]
        task.with_user(self.officer).action_finish(on=day("1405/09/01"))
        lines = later.sudo()._minutes_data()["follow_up"]
        self.assertIn("سررسید گذشته", {line["standing"] for line in lines})
        self.assertNotIn("انجام‌شده", {line["standing"] for line in lines})


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestLetters(PaperCase):
    """Decrees, letters of a meeting, attendance sheet, controlled document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._create_meeting("closed", cls.committee)

    def _letter(self, kind):
        return self.committee.sudo().letter_ids.filtered(lambda le: le.kind == kind)[0]

    def _print(self, letter):
        content = self._paper(letter, "action_report_committee_letter_paper")
        return "".join(read_back(content))

    def test_each_letter_says_what_it_must(self):
        expected = {
            "decree": (
                "حکم عضویت در",
                "۱۴۰۵/۰۴/۰۹",
                "جناب آقای/سرکار خانم",
                "سهراب کاظمی",
                "سه‌شنبه ۹ تیر ۱۴۰۵",
            ),
            "invitation": (
                "۱۴۰۵/۰۶/۰۴",
                "۱۴۰۵/۱۲۳",
                "دوشنبه ۱۶ شهریور",
                "پیش‌بینی منابع مالی",
                "سالن جلسات استانداری",
                *PEOPLE[:7],
            ),
            "dispatch": (
                "ابلاغ مصوبات",
                "۱۴۰۵/۰۶/۲۴",
                "۱۴۰۵/۱۴۰",
                "اداره کل تعاون، کار و رفاه اجتماعی",
                "سهراب کاظمی",
            ),
            "national_copy": (
                "ارسال نسخ",
                "۱۴۰۵/۰۶/۲۵",
                "۲۱",
                "معاون محترم صنایع کوچک",
                "مریم دهقانی",
            ),
            "formation_proposal": (
                "۱۴۰۵/۰۳/۲۴",
                "۱۲",
                "معاون محترم هماهنگی امور اقتصادی استاندار",
                "مدیرعامل شرکت شهرک‌های صنعتی",
            ),
        }
        for kind, texts in expected.items():
            letter = self._letter(kind)
            page = self._print(letter)
            for text in ("بسمه تعالی", "صفحهٔ ۱ از", *texts):
                with self.subTest(kind=kind, text=text):
                    self.assertPrinted(text, page)
            with self.subTest(kind=kind):
                self.assertNotIn(squeezed("پیش‌نویس"), page)

    def test_a_draft_is_marked_and_its_text_may_be_written(self):
        letter = (
            self.env["committee.letter"]
            .with_user(self.officer)
            .create(
                {
                    "kind": "reminder",
                    "committee_id": self.committee.id,
                    "subject": "یادآوری موعد جلسهٔ بعد",
                    "body": "موعد جلسهٔ بعد 1405/12/16 است.\nبند دوم P-CL02.",
                    "secrecy": "confidential",
                    "urgency": "urgent",
                }
            )
        )
        page = self._print(letter)
        for text in (
            "پیش‌نویس",
            "یادآوری موعد",
            "۱۴۰۵/۱۲/۱۶",
            "P-CL02",
            "محرمان",
            "فوری",
        ):
            with self.subTest(text=text):
                self.assertPrinted(text, page)
        self.assertNotIn(squeezed("صدور دستور مقتضی"), page)
        letter.body = False
        self.assertPrinted("صدور دستور مقتضی", self._print(letter))

    def test_markup_in_a_text_is_text(self):
        letter = self._letter("decree").copy(
            {"kind": "reminder", "body": '<img src="file:///etc/passwd"/> متن'}
        )
        self.assertPrinted("etc/passwd", self._print(letter))

    def test_no_paper_is_made_of_what_came_in(self):
        letter = (
            self.env["committee.letter"]
            .with_user(self.officer)
            .create({"kind": "introduction", "committee_id": self.committee.id})
        )
        self.assertEqual(self.reports._make_document(letter.sudo()), b"")
        with self.assertRaisesRegex(UserError, "its scan is its document"):
            self._print(letter)

    def test_the_attendance_sheet_has_everybody(self):
        report = "action_report_committee_meeting_attendance"
        page = "".join(read_back(self._paper(self.meeting, report)))
        for person in self.meeting.sudo().attendance_ids:
            self.assertPrinted(person.partner_id.name, page)
        planned = self._create_meeting("draft", self.committee, held="1405/10/07")
        page = "".join(read_back(self._paper(planned, report)))
        self.assertPrinted("دوشنبه ۷ دی", page)
        self.assertPrinted("سهراب کاظمی", page)

    def test_an_edition_prints_as_a_controlled_document(self):
        edition = self.meeting.sudo().edition_id
        report = "action_report_committee_procedure_edition"
        pages = read_back(self._paper(edition, report))
        self.assertPrinted("P-CL02", *pages)
        everything = "".join(pages)
        for text in (
            "فروردین ۱۳۹۱",
            "مرداد ۱۳۹۱",
            "نظرات استان‌ها",
            "هیأت مدیره",
            "توزیع نسخ",
            "اساسنامه سازمان",
            "معاون برنامه‌ریزی استاندار",
        ):
            with self.subTest(text=text):
                self.assertPrinted(text, everything)
        for clause in edition.clause_ids.filtered("text"):
            start = clause.text.split("\n")[0][:25]
            with self.subTest(clause=clause.code):
                self.assertPrinted(paper_text.digits(start), everything)

    def test_several_records_come_in_one_file(self):
        letters = self._letter("decree") | self._letter("dispatch")
        page = self._print(letters)
        self.assertPrinted("حکم عضویت در", page)
        self.assertPrinted("ابلاغ مصوبات", page)

    def test_the_client_learns_the_engine(self):
        report = self.env.ref("cluster_committee.action_report_committee_letter_paper")
        action = report.report_action(self._letter("decree"))
        self.assertEqual(action["pdf_engine"], "weasyprint")
        self.assertEqual(report._get_action_dict()["pdf_engine"], "weasyprint")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSeal(PaperCase, HttpCase):
    """What was issued or signed stays the same bytes for everybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._create_meeting("dispatched", cls.committee)
        cls.letter = cls.meeting.sudo().letter_ids.filtered(
            lambda letter: letter.kind == "dispatch"
        )
        cls.users = (
            cls.officer
            | cls.secretary
            | cls.chair
            | cls.national
            | cls.owner
            | cls.env.ref("base.user_admin")
        )

    def _sealed(self):
        """(record, its paper, field of the bytes, its report, field of the hash)"""
        return (
            (
                self.letter,
                "document",
                "action_report_committee_letter_paper",
                "document_sha256",
            ),
            (
                self.meeting.sudo(),
                "minutes_document",
                "action_report_committee_meeting_minutes",
                "minutes_sha256",
            ),
        )

    def _attachment(self, record, field):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", record._name),
                    ("res_id", "=", record.id),
                    ("res_field", "=", field),
                ]
            )
        )

    def test_it_is_never_made_again(self):
        for record, field, report, digest in self._sealed():
            with self.subTest(model=record._name):
                first = self._paper(record, report)
                self.chair.partner_id.name = "نامی دیگر"
                self.meeting.sudo().company_id.name = "شرکتی دیگر"
                self.assertEqual(self._paper(record, report), first)
                self.assertEqual(base64.b64decode(record[field]), first)
                self.assertEqual(hashlib.sha256(first).hexdigest(), record[digest])

    def _forgeries(self, user, record, field, digest):
        """Every way to other bytes under the same name, as functions."""
        own = record.with_user(user)
        attachment = self._attachment(record, field).with_user(user)
        return (
            lambda: own.read([field]),
            lambda: own.write({field: base64.b64encode(b"forged")}),
            lambda: own.sudo().write({field: False}),
            lambda: own.sudo().write({digest: "0" * 64}),
            lambda: attachment.write({"raw": b"forged"}),
            lambda: attachment.unlink(),
        )

    def test_nobody_writes_it(self):
        for record, field, _report, digest in self._sealed():
            self.assertEqual(len(self._attachment(record, field)), 1)
            for user in self.users:
                acts = self._forgeries(user, record, field, digest)
                for number, act in enumerate(acts):
                    with (
                        self.subTest(record=record._name, user=user.login, act=number),
                        self.assertRaises(AccessError),
                        self.cr.savepoint(),
                    ):
                        act()

    def test_bytes_changed_from_outside_are_not_served(self):
        for record, field, report, _digest in self._sealed():
            with self.subTest(model=record._name):
                # the ORM refuses it; somebody wrote to the database itself
                self.env.cr.execute(
                    "UPDATE ir_attachment SET store_fname = NULL, db_datas = %s"
                    " WHERE id = %s",
                    [b"%PDF-1.7 forged", self._attachment(record, field).id],
                )
                self.env.invalidate_all()
                with self.assertRaisesRegex(UserError, "SHA-256"):
                    self._paper(record, report)

    def test_who_may_not_read_may_not_print(self):
        reports = self.reports.with_context(force_report_rendering=True)
        for record, _field, report, _digest in self._sealed():
            for user, allowed in (
                (self.national, True),
                (self.foreign_officer, False),
                (self.foreign_chair, False),
            ):
                own = reports.with_user(user)
                args = (f"cluster_committee.{report}", record.ids)
                with self.subTest(record=record._name, user=user.login):
                    if allowed:
                        self.assertTrue(own._render_qweb_pdf(*args)[0])
                        continue
                    with self.assertRaises(AccessError):
                        own._render_qweb_pdf(*args)

    def test_the_route_serves_readers_and_tells_others_nothing(self):
        self.authenticate(self.officer.login, self.officer.login)
        for record, field, _report, _digest in self._sealed():
            url = f"/committee/document/{record._name}/{record.id}"
            answer = self.url_open(url)
            self.assertEqual(answer.status_code, 200)
            self.assertEqual(answer.headers["Content-Type"], "application/pdf")
            name = unquote(answer.headers["Content-Disposition"])
            self.assertRegex(name, r"''[آ-ی][^0-9A-Za-z]+\.pdf$")
            self.assertEqual(answer.content, base64.b64decode(record[field]))
        missing = self.url_open("/committee/document/committee.letter/999999999")
        other_model = self.url_open(f"/committee/document/res.partner/{self.chair.id}")
        unsealed = self._create_meeting("draft", self.committee, held="1405/10/07")
        none_yet = self.url_open(f"/committee/document/{unsealed._name}/{unsealed.id}")
        self.authenticate(self.foreign_officer.login, self.foreign_officer.login)
        refused = self.url_open(
            f"/committee/document/{self.letter._name}/{self.letter.id}"
        )
        answers = (missing, other_model, none_yet, refused)
        self.assertEqual({answer.status_code for answer in answers}, {404})
        self.assertEqual(len({answer.content for answer in answers}), 1)

    def test_the_print_menu_downloads_the_sealed_bytes(self):
        self.authenticate(self.officer.login, self.officer.login)
        context = quote('{"force_report_rendering": true}')
        for record, field, report, _digest in self._sealed():
            name = self.env.ref(f"cluster_committee.{report}").report_name
            answer = self.url_open(f"/report/pdf/{name}/{record.id}?context={context}")
            self.assertEqual(answer.content, base64.b64decode(record[field]))
