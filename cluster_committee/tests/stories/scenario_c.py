"""What the people of scenario C do, step by step, and what each step is refused before
its time. `test_scenario_c.py` walks the steps."""

from datetime import timedelta
from html import unescape

from odoo.fields import Command

from ..common import day
from ..over_http import Refused

COMMITTEE, MEETING = "committee.committee", "committee.meeting"
MEMBER, LETTER = "committee.member", "committee.letter"
RECIPIENT, ITEM = "committee.letter.recipient", "committee.agenda.item"
RESOLUTION, TASK = "committee.resolution", "committee.resolution.task"
AGENDA = (
    "گزارش تشکیل کمیته و وظایف",
    "اولویت‌های ۱۴۰۵ (خروجی کارشناسی ۱)",
    "تقسیم هزینه برنامه عمل (خروجی کارشناسی ۲)",
    "پیش‌بینی منابع مالی",
    "معرفی نمایندگان و زمان جلسه بعد",
)
FROM_EXPERTS = (1, 2)  # the items that outputs 1 and 2 bring
FOUR = ("estates_company", "heritage", "labour", "industry")
# (text, item, bodies or all members, deadline, rial)
RESOLUTIONS = (
    (
        "اولویت‌های ۱۴۰۵: دست‌بافته‌های داری؛ عسل؛ گیاهان دارویی",
        *(2, ("estates_company",), "1405/06/31", 0),
    ),
    (
        "جدول تقسیم هزینه (۲۴ میلیارد ریال) تصویب؛ ارسال تعهدنامه کتبی",
        *(3, FOUR, "1405/07/15", 24_000_000_000),
    ),
    (
        "پیش‌بینی سهم هر دستگاه در بودجه پیشنهادی ۱۴۰۶",
        *(4, None, "1405/08/17", 0),
    ),
    ("معرفی نماینده در شورای راهبری", *(5, None, "1405/06/29", 0)),
    (
        "بررسی ۳۰ میلیارد ریال تسهیلات برای واحدهای خوشه",
        *(4, ("bank_industry_mine",), "1405/08/30", 30_000_000_000),
    ),
)
PRESENCE = {"heritage": "represented", "finance": "represented", "chamber": "excused"}


class Formation:
    """From the first consultation to the expert committee."""

    def _consult_the_governor(self):
        self.committee = self.create(self.secretary, COMMITTEE, company_id=self.own.id)
        self._consult("governor", self.day("1405/03/10"))
        committee = self.committee
        # a. formation with one consultation only
        missing = "planning deputy is not recorded (clause 4-1)"
        committee.refuses(self.secretary, "consult", missing)
        committee.refuses(self.secretary, "constitute", missing)
        committee.refuses(self.officer, "consult", missing, "the secretary")
        before_pressing = committee.read(self.secretary, "next_step_blockers")
        self.assertIn(missing, unescape(before_pressing))

    def _consult(self, party, on):
        self.create(
            self.officer,
            "committee.consultation",
            committee_id=self.committee.id,
            party=party,
            consulted_on=str(on),
            result="agreed",
            document="JVBERi0=",
            document_name="minutes.pdf",
        )

    def _consult_the_deputy(self):
        self._consult("deputy", self.day("1405/03/17"))
        self.committee.press(self.secretary, "consult")
        self.assertEqual(self.committee.read(self.secretary, "state"), "consulted")

    def _propose_the_formation(self):
        committee = self.committee
        committee.refuses(
            self.secretary,
            "constitute",
            "proposing the formation is not issued (clause 4-1)",
        )
        letter = self.create(
            self.officer, LETTER, kind="formation_proposal", committee_id=committee.id
        )
        letter.press(self.secretary, "issue", number="ش/۱۲")
        self.assertEqual(
            letter.read(self.secretary, "state", "letter_date"),
            ["issued", str(self.day("1405/03/24"))],
        )
        self.assertEqual(
            committee.read(self.secretary, "parent_body"),
            "کارگروه اقتصادی، اشتغال و سرمایه‌گذاری",
        )

    def _decree_and_constitute(self):
        seats = self.env["committee.seat"].search(
            [("committee_id", "=", self.committee.id)]
        )
        self.assertEqual(len(seats), 9)
        chair, *others = [
            self.create(
                self.officer,
                MEMBER,
                seat_id=seat.id,
                partner_id=self._holder_of(seat, self.chair, self.secretary).id,
            )
            for seat in seats.sorted(lambda seat: seat.role != "chair")
        ]
        chair.press(self.secretary, "seat")
        self.committee.refuses(
            self.secretary, "constitute", "no holder by decree (clause 4-2)"
        )
        for number, member in enumerate(others, start=1):
            member.press(self.secretary, "propose")
            member.press(self.chair, "issue", number=f"ح/{number}")
        self.committee.press(self.secretary, "constitute")
        self.assertEqual(
            self.committee.read(self.chair, "state", "formed_on"),
            ["constituted", str(self.day("1405/04/09"))],
        )
        decrees = self.search(
            self.secretary,
            LETTER,
            ("committee_id", "=", self.committee.id),
            ("kind", "=", "decree"),
        )
        self.assertEqual(
            [decree.read(self.chair, "signed_by_chair") for decree in decrees],
            [True] * 8,
        )

    def _gather_the_experts(self):
        experts = self.create(
            self.secretary,
            COMMITTEE,
            kind="expert",
            parent_id=self.committee.id,
            company_id=self.own.id,
        )
        for seat in self.env[COMMITTEE].browse(self.committee.id).seat_ids:
            body = seat.institution_id
            expert = self.env["res.partner"].create({"name": f"Expert, {body.name}"})
            expert_seat = self.create(
                self.officer,
                "committee.seat",
                committee_id=experts.id,
                name=f"کارشناس {body.name}",
                institution_id=body.id,
                decree_required=False,
                reason="تبصرهٔ ۱",
            )
            member = self.create(
                self.officer, MEMBER, seat_id=expert_seat.id, partner_id=expert.id
            )
            member.press(self.secretary, "seat")
        experts.press(self.secretary, "consult")
        experts.press(self.secretary, "constitute")
        self.experts = experts
        self.assertFalse(experts.read(self.officer, "missing_body_ids"))
        self.assertEqual(experts.read(self.officer, "filled_seat_count"), 9)


class Meeting:
    """From the agenda to the signatures."""

    def _propose_the_agenda(self):
        held = self.day("1405/06/16")
        self.guest = self.env["res.partner"].create(
            {
                "name": "مدیرکل آموزش فنی و حرفه‌ای",
                "parent_id": self._body("other").id,
            }
        )
        self.meeting = self.create(
            self.officer,
            MEETING,
            committee_id=self.committee.id,
            date_start=f"{held} 06:30:00",
            date_end=f"{held} 08:45:00",
            place="سالن جلسات استانداری",
            guest_ids=[Command.set(self.guest.ids)],
            agenda_item_ids=[
                Command.create({"name": name, "sequence": order})
                for order, name in enumerate(AGENDA)
                if order not in FROM_EXPERTS
            ],
        )
        self._order_what_experts_sent()
        self.meeting.press(self.secretary, "propose_agenda")
        # b. invitation before the agenda is approved
        self.meeting.refuses(
            self.chair,
            "invite",
            "not approved by the chair (clause 4-4-3)",
            number="۱",
        )

    def _order_what_experts_sent(self):
        """What waits would join the proposed agenda at its end: it is put in order."""
        self.assertEqual(self.meeting.read(self.officer, "waiting_output_count"), 2)
        self.meeting.press(self.officer, "take_up")
        items = self._lines(ITEM, ("output_id", "!=", False))
        for item, order in zip(items, FROM_EXPERTS, strict=True):
            item.write(self.officer, name=AGENDA[order], sequence=order)

    def _approve_the_agenda(self):
        self.meeting.refuses(self.officer, "approve_agenda", "the chair")
        self.meeting.press(self.chair, "approve_agenda")
        items = self._lines(ITEM)
        self.assertEqual(
            [item.read(self.chair, "name", "number") for item in items],
            [[name, number] for number, name in enumerate(AGENDA, start=1)],
        )
        with self.assertRaises(Refused):
            items[0].write(self.officer, name="Something else")

    def _invite(self):
        self.meeting.press(self.chair, "invite", number="۱۴۰۵/۱۲۳/د")
        held_on, invited_on = self.day("1405/06/16"), self.day("1405/06/04")
        self.assertEqual((held_on - invited_on).days, 12)
        self.assertEqual(
            self.meeting.read(self.officer, "number_label", "invited_on"),
            [f"\u2068{self.number}\u2069", str(invited_on)],
        )
        (letter,) = self._letters("invitation")
        self.assertEqual(len(letter.read(self.officer, "recipient_ids")), 10)
        self._mark_sent(letter)
        with self.clock(held_on - timedelta(days=1)):
            self.meeting.refuses(self.officer, "hold", "in the future")

    def _mark_sent(self, letter):
        """It left by the automation on the day of the chair's click."""
        self.assertEqual(letter.read(self.secretary, "state"), "issued")
        letter.refuses(self.secretary, "send", "what proves that it left")
        letter.press(self.secretary, "send", evidence={"number": "ر/۱"})
        self.assertEqual(letter.read(self.secretary, "state"), "sent")

    def _hold(self):
        self.meeting.press(self.officer, "hold")
        self.assertEqual(
            self.committee.read(self.national, "state", "cadence_standing"),
            ["constituted", "overdue"],
        )

    def _assert_it_counts(self):
        """Held, officially invited, its attendance recorded (reading A2)."""
        self.assertEqual(
            self.committee.read(
                self.national, "state", "next_due_on", "cadence_standing"
            ),
            ["active", str(day(self.next_due)), "ok"],
        )
        # 60 days after the formation were due, nine days ago
        first_due = self.day("1405/06/16") - timedelta(days=9)
        self.assertEqual(
            self.committee.read(self.national, "formed_on"),
            str(first_due - timedelta(days=60)),
        )

    def _record_and_sign(self):
        on = str(self.day("1405/06/18"))
        meeting = self.meeting
        meeting.refuses(self.officer, "record_minutes", "attendance", "clause 4-2")
        self._mark_attendance()
        self._assert_it_counts()
        self._write_resolutions()
        meeting.press(self.officer, "record_minutes")
        self._assert_minutes_closed()
        meeting.press(self.secretary, "sign_as_secretary")
        meeting.refuses(self.officer, "sign_as_chair", "the chair")
        meeting.press(self.chair, "sign_as_chair")
        self.assertEqual(
            meeting.read(self.chair, "state", "recorded_on", "chair_signed_on"),
            ["signed", on, on],
        )
        self._assert_priorities_approved()
        self._assert_minutes_closed()
        meeting.refuses(self.secretary, "return_minutes", "Signed", reason="x")

    def _mark_attendance(self):
        rows = self._lines("committee.attendance")
        self.assertEqual(len(rows), 10)
        for row in rows:
            code = self._code(row.read(self.officer, "institution_id"))
            presence = PRESENCE.get(code, "present")
            row.write(self.officer, presence=presence)
            if presence == "represented":
                row.write(self.officer, introduction_number="۵۵/۲۰۱")
        self.assertEqual(
            self.meeting.read(self.officer, "present_count", "member_count"), [8, 9]
        )

    def _write_resolutions(self):
        items = self._lines(ITEM)
        for item in items:
            item.write(self.officer, discussion="بررسی شد.", outcome="discussed")
        self.resolutions = []
        for order, (text, item, bodies, deadline, rial) in enumerate(RESOLUTIONS):
            resolution = self.create(
                self.officer,
                RESOLUTION,
                meeting_id=self.meeting.id,
                item_id=items[item - 1].id,
                sequence=order,
                name=text,
                deadline=str(self.day(deadline)),
                amount=rial,
                task_ids=[
                    Command.create({"partner_id": self._body(code).id})
                    for code in bodies or ()
                ],
            )
            if bodies is None:
                resolution.press(self.officer, "assign_all_members")
            self.resolutions.append(resolution)
        self._record_fates(items)
        self._draft_the_priorities()

    def _record_fates(self, items):
        self.meeting.refuses(self.officer, "record_minutes", AGENDA[1], "note 1")
        for order in FROM_EXPERTS:
            items[order].write(self.officer, fate="adopted")

    def _assert_minutes_closed(self):
        """h. What was registered is edited by nobody."""
        first = self.resolutions[0]
        for user in (self.officer, self.secretary):
            for record, values, field in (
                (self.meeting, {"notes": "Another story"}, "General Discussion"),
                (self.meeting, {"state": "held"}, "Status"),
                (first, {"name": "Another resolution"}, "Resolution Text"),
                (first, {"deadline": "2030-01-01"}, "Deadline"),
            ):
                with self.assertRaises(Refused) as refused:
                    record.write(user, **values)
                self.assertIn(field, str(refused.exception))
            with self.assertRaises(Refused):
                first.unlink(user)
        with self.assertRaises(Refused) as refused:
            self.create(
                self.officer, RESOLUTION, meeting_id=self.meeting.id, name="One more"
            )
