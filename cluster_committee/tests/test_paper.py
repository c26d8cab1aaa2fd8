import base64
import subprocess
import unicodedata
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.web_jalali.tools import jalali

from ..lib import paper_text
from ..report import paper_engine
from .common import TODAY, CommitteeCase, day

BODIES = (
    "اداره کل آموزش فنی و حرفه‌ای",
    "مدیریت شعب بانک کشاورزی",
    "مدیریت شعب بانک ملی",
    "دانشگاه یاسوج",
    "پارک علم و فناوری",
    "اداره کل منابع طبیعی و آبخیزداری",
    "اداره کل استاندارد",
)
GUESTS = (
    "عامل توسعه خوشه دست‌بافته‌های داری",
    "رئیس اتحادیه فرش دستباف",
    "نماینده تعاونی زنبورداران",
    "کارشناس گیاهان دارویی",
)


def read_back(content):
    """The pages of a PDF, each as a text that can be searched, in reading order."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"],
        input=content,
        check=True,
        capture_output=True,
    )
    pages = done.stdout.decode().split("\f")[:-1]
    return [squeezed(page) for page in pages]


def squeezed(text):
    """The letters alone: extracted ones may be presentation forms with marks between
    them that steer the direction, and spaces are a matter of layout."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(
        char for char in kept if unicodedata.category(char) not in ("Cf", "Zs", "Cc")
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
        cls.committee = cls._create_committee()

    @classmethod
    def _holder_of(cls, seat, chair, secretary):
        partner = super()._holder_of(seat, chair, secretary)
        if not partner.user_ids:
            institution = seat.institution_id.sudo()
            institution.name = institution.name.replace("IR-17", "استان").strip()
            partner.name = f"دارنده کرسی {jalali.to_persian_digits(seat.id)}"
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
                {"name": f"رئیس شماره {number}", "parent_id": body.id}
            )
            member = (
                cls.env["committee.member"]
                .with_user(officer)
                .create({"seat_id": seat.id, "partner_id": person.id})
            )
            member.with_user(secretary).action_propose(on=on)
            member.with_user(chair).action_issue(on=on, number=f"ح/{100 + number}")

    @classmethod
    def _to_agenda_proposed(cls, meeting, on):
        first, second = meeting.agenda_item_ids
        first.name = "تصویب اولویت‌های توسعه خوشه‌ها در سال 1405"
        second.name = "پیش‌بینی منابع مالی"
        super()._to_agenda_proposed(meeting, on)

    @classmethod
    def _write_minutes(cls, meeting):
        """What `_create_meeting` writes down, in Persian."""
        super()._write_minutes(meeting)
        for order, item in enumerate(meeting.agenda_item_ids, start=1):
            item.discussion = f"دربارهٔ بند {order} گفت‌وگو شد."
        meeting.resolution_ids.name = "گزارش خوشه دست‌بافته‌های داری ارائه شود."

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
        guests = cls.env["res.partner"].create(
            [{"name": f"مهمان {n}", "function": name} for n, name in enumerate(GUESTS)]
        )
        officer = cls.meeting.with_user(cls.officer)
        officer.guest_ids = [Command.set(guests.ids)]
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
        cls.env["committee.resolution"].with_env(meeting.env).create(
            [
                {
                    "meeting_id": meeting.id,
                    "item_id": first.id,
                    "sequence": order,
                    "name": f"مصوبه آزمایشی {order}: " + "متن مصوبه " * (order % 7 + 1),
                    "deadline": meeting.held_on + timedelta(days=order),
                    "amount": order * 1_000_000_000,
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
            row = squeezed(f"مصوبه آزمایشی {jalali.to_persian_digits(order)}: متن")
            self.assertEqual(everything.count(row), 1, row)
            self.assertPrinted(jalali.group_digits(order * 10**9), everything)
            deadline = self.meeting.held_on + timedelta(days=order)
            self.assertPrinted(jalali.format_date(deadline), everything)
        self.assertEqual(len(self.meeting.attendance_ids), 20)
        for person in self.meeting.attendance_ids:
            self.assertPrinted(paper_text.digits(person.label), everything)

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
        self.assertPrinted("صورتجلسهٔ جلسهٔ شمارهٔ ۱/۱۴۰۵", *pages[1:])

    def test_parts_stand_in_their_order(self):
        everything = "".join(read_back(self._paper(self.meeting)))
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
