from odoo import models

from odoo.addons.report_weasyprint.tools import paper_text

from ...models.meeting.holding import CAME
from ...models.meeting.meeting import RECORDED

# The paper is Persian in every language of the screen, hence its texts are here.
MEETINGS = {"provincial": "جلسهٔ", "expert": "نشست کارشناسی"}
MEETINGS_OF = {
    "provincial": "کمیتهٔ استانی توسعهٔ خوشه‌های کسب‌وکار",
    "expert": "کمیتهٔ کارشناسی توسعهٔ خوشه‌های کسب‌وکار",
}
TYPES = {"regular": "عادی", "extraordinary": "فوق‌العاده"}
PRESENCE = {
    "present": "حاضر",
    "represented": "نماینده",
    "excused": "غایب موجه",
    "absent": "غایب غیرموجه",
}
OUTCOMES = {
    "discussed": "بحث و تبادل نظر شد",
    "decided": "تصمیم‌گیری شد",
    "deferred": "به جلسهٔ بعد موکول شد",
    "dropped": "از دستور جلسه خارج شد",
}
FATES = {
    "adopted": "خروجی نشست کارشناسی تصویب شد",
    "adopted_changed": "خروجی نشست کارشناسی با اصلاح تصویب شد",
    "rejected": "خروجی نشست کارشناسی رد شد",
    "sent_back": "خروجی نشست کارشناسی برای بررسی مجدد بازگردانده شد",
    "deferred": "خروجی نشست کارشناسی به جلسهٔ بعد موکول شد",
}
FILES = {"minutes": "صورتجلسه", "attendance": "برگهٔ حضور"}
ROLES = {"chair": "رئیس کمیته", "secretary": "دبیر کمیته", "member": "عضو"}
ALL_MEMBERS = "همهٔ دستگاه‌های عضو"


def numbered(people):
    """Each table of people counts its rows from one."""
    return [
        {**person, "row": paper_text.digits(row)}
        for row, person in enumerate(people, start=1)
    ]


class CommitteeMeeting(models.Model):
    """What the papers of a meeting say; the print templates only lay it out."""

    _inherit = "committee.meeting"

    def _get_report_base_filename(self):
        return self._paper_name()

    def _paper_name(self, paper=None):
        """What a paper of the meeting, a key of FILES, is called as a file."""
        self.ensure_one()
        number = (self.number, self.number_year) if self.number else (self.id,)
        place = self.province_id._get_printed_name()
        return paper_text.file_name(FILES.get(paper), place, *number)

    # ------------------------------------------------------------
    # PARTS
    # ------------------------------------------------------------

    def _heading_data(self):
        """Which meeting it is, when and where: the same words on every paper."""
        self.ensure_one()
        committee = self.committee_id._paper_data()
        kind = MEETINGS[self.kind]
        number = f"شمارهٔ {self.number_label} " if self.number else ""
        expert = self.kind == "expert"
        name = committee["name"].removeprefix("کمیتهٔ کارشناسی ") if expert else None
        return {
            "title": f"{kind} {number}{name or committee['name']}",
            "number": self.number_label or "",
            "ordinal": self.number and paper_text.ordinal(self.number),
            "year": paper_text.digits(self.number_year or ""),
            "type": TYPES[self.meeting_type],
            "date": paper_text.long_day(self.held_on or self.planned_on),
            "short_date": paper_text.day(self.held_on or self.planned_on),
            "start": paper_text.hour(self._hour_of("start")),
            "end": paper_text.hour(self._hour_of("end")),
            "place": paper_text.digits(self.place),
        }

    def _hour_of(self, end):
        """When the meeting began or ended once it was held; before, as it is planned.

        :param end: "start" or "end"
        """
        actual = self.held_on and self[f"actual_{end}"]
        return actual or self[f"date_{end}"]

    def _letterhead(self):
        """The lines at the top right of what is no letter."""
        return [
            "جمهوری اسلامی ایران",
            f"استانداری {self.province_id._get_printed_name()}",
            MEETINGS_OF[self.kind],
        ]

    def _letterhead_numbers(self, heading):
        """The lines at the top left."""
        return [("شماره", heading["number"]), ("تاریخ", heading["short_date"])]

    def _agenda_data(self):
        """The items in their order; what was not approved is no part of it later."""
        items = self.agenda_item_ids
        if self.agenda_approved_on:
            items = items.filtered(lambda item: item.state == "approved")
        return [
            {
                "number": paper_text.digits(item.number or order),
                "name": paper_text.digits(item.name),
                "proposer": paper_text.digits(item.proposer_id.name),
                "duty": paper_text.clause(item.duty_id.number),
                "late": item.late,
                "discussion": paper_text.paragraphs(item.discussion),
                "outcome": FATES.get(item.fate) or OUTCOMES.get(item.outcome),
                "outcome_note": paper_text.digits(item.outcome_note),
            }
            for order, item in enumerate(items, start=1)
        ]

    def _attendance_data(self):
        """Everybody invited, as written down on the day, in order of the seats."""
        return [
            {
                "institution": paper_text.digits(row.institution_name),
                "label": paper_text.digits(row.label),
                "role": ROLES.get(row.role, "مدعو"),
                "member": row.is_member,
                "presence": row.presence,
                "presence_label": self._presence_label(row),
                "came": row.presence in CAME,
                "representative": paper_text.digits(row.representative_name),
                "introduction": self._introduction(row),
            }
            for row in self.attendance_ids
        ]

    def _presence_label(self, row):
        """Whether he came, and from or until when: «حاضر (از ساعت ۱۰:۴۵)»."""
        label = PRESENCE.get(row.presence, "")
        hours = [
            f"{word} ساعت {paper_text.hour(moment)}"
            for word, moment in (("از", row.arrived_at), ("تا", row.left_at))
            if moment
        ]
        return f"{label} ({' '.join(hours)})" if hours else label

    def _introduction(self, row):
        """The letter that introduces a representative: «۱۲۳ – ۱۴۰۵/۰۶/۱۵»."""
        parts = (
            paper_text.isolated(row.introduction_number),
            paper_text.day(row.introduction_date),
        )
        return " – ".join(filter(None, parts))

    def _signature_data(self):
        """Who signs the minutes, and when he did."""
        roles = {row.role: row.partner_id.name for row in self.attendance_ids}
        day = self.held_on or self.planned_on
        for member in self.committee_id._holders_on(day):
            roles.setdefault(member.role, member.partner_id.name)
        return [
            {
                "role": "رئیس کمیته",
                "name": self.chair_signed_by_id.name or roles.get("chair"),
                "post": self.committee_id.chair_title,
                "date": paper_text.long_day(self.chair_signed_on),
                "on_paper": self.chair_signed_on_paper,
                "delegation": self._delegation_of("minutes")._paper_line(),
            },
            {
                "role": "دبیر کمیته",
                "name": self.secretary_signed_by_id.name or roles.get("secretary"),
                "post": f"مدیرعامل {self.company_id.name}",
                "date": paper_text.long_day(self.secretary_signed_on),
                "on_paper": False,
                "delegation": "",
            },
        ]

    # ------------------------------------------------------------
    # RESOLUTIONS
    # ------------------------------------------------------------

    def _resolutions_data(self):
        """The resolutions with who does what until when."""
        members = self.attendance_ids.filtered("is_member").institution_id
        return [
            {
                "number": resolution.number_label or paper_text.digits(order),
                "text": paper_text.paragraphs(resolution.name),
                "leads": self._bodies(resolution, "lead", members),
                "collaborators": self._bodies(resolution, "collaborator", members),
                "deadlines": self._deadlines(resolution),
                "amount": paper_text.rial(resolution.amount),
                "duty": paper_text.clause(resolution.duty_id.number),
            }
            for order, resolution in enumerate(self.resolution_ids.sorted(), start=1)
        ]

    def _bodies(self, resolution, role, members):
        """The names of the bodies with a role; all members together are named once."""
        bodies = resolution.task_ids.filtered(lambda task: task.role == role).partner_id
        if len(members) > 2 and not members - bodies:
            return [ALL_MEMBERS, *(bodies - members).mapped("name")]
        return bodies.mapped("name")

    def _deadlines(self, resolution):
        days = {task.deadline for task in resolution.task_ids if task.role == "lead"}
        days.discard(False)
        days = days or {resolution.deadline} - {False}
        return [paper_text.day(value) for value in sorted(days)]

    def _follow_up_data(self):
        """The state of earlier resolutions on the day of this meeting: all of the last
        meeting, and of older ones those that were not done by then."""
        day = self.held_on or self.planned_on
        return [
            {
                "number": task.resolution_id.number_label or "",
                "text": paper_text.digits(task.resolution_id.name),
                "body": paper_text.digits(task.partner_id.name),
                "deadline": paper_text.day(task._deadline_on(day)),
                "standing": self._standing_on(task, day),
            }
            for task in self._tasks_to_review()[self]
        ]

    def _standing_on(self, task, day):
        """The state of one body's task on `day` (date), whatever happened later."""
        deadline = task._deadline_on(day)
        if task.done_on and task.done_on <= day:
            late = deadline and task.done_on > deadline
            return "انجام با تأخیر" if late else "انجام‌شده"
        if not task.dispatched_on or task.dispatched_on > day:
            return "ابلاغ‌نشده"
        overdue = deadline and deadline < day
        return "سررسید گذشته" if overdue else "در دست اقدام"

    # ------------------------------------------------------------
    # PAPERS
    # ------------------------------------------------------------

    def _minutes_data(self):
        """The content of the minutes, in the order of their parts."""
        self.ensure_one()
        heading = self._heading_data()
        people = self._attendance_data()
        members = [person for person in people if person["member"]]
        invitation = self.letter_ids.filtered(
            lambda letter: letter.kind == "invitation" and letter.state != "draft"
        ).sorted(lambda letter: (letter.letter_date, letter.id))[-1:]
        signatures = self._signature_data()
        return {
            # what is recorded is the paper that both sign
            "draft": self.state not in RECORDED,
            "title": f"صورتجلسهٔ {heading['title']}",
            "reference": self.number_label or "",
            "committee": self.committee_id._paper_data(),
            "organisation": self._letterhead(),
            "numbers": self._letterhead_numbers(heading),
            "meeting": heading,
            "chair": signatures[0]["name"] or "",
            "secretary": signatures[1]["name"] or "",
            "invitation_number": paper_text.isolated(invitation.number),
            "invitation_date": paper_text.day(invitation.letter_date),
            "agenda": self._agenda_data(),
            "present": numbered(m for m in members if m["came"] or not m["presence"]),
            "presence": paper_text.digits(
                f"{self.present_count} نفر از {self.member_count} عضو"
            ),
            "absent": numbered(m for m in members if m["presence"] and not m["came"]),
            "guests": numbered(person for person in people if not person["member"]),
            "notes": paper_text.paragraphs(self.notes),
            "resolutions": self._resolutions_data(),
            "follow_up": self._follow_up_data(),
            "next_meeting": paper_text.long_day(self.next_meeting_on),
            "signatures": signatures,
        }

    def _attendance_sheet_data(self):
        """The sheet on which all who come sign by hand."""
        self.ensure_one()
        heading = self._heading_data()
        people = self._attendance_data() or self._expected_people()
        return {
            "draft": False,
            "title": f"فهرست حضور {heading['title']}",
            "reference": self.number_label or "",
            "committee": self.committee_id._paper_data(),
            "organisation": self._letterhead(),
            "numbers": self._letterhead_numbers(heading),
            "meeting": heading,
            "members": numbered(person for person in people if person["member"]),
            "guests": numbered(person for person in people if not person["member"]),
        }

    def _expected_people(self):
        """Before the invitation: those who sit on the planned day."""
        holders = self.committee_id._holders_on(self.planned_on)
        return [
            {
                "institution": paper_text.digits(holder.institution_id.name),
                "label": paper_text.digits(f"{holder.partner_id.name} ({holder.post})"),
                "role": ROLES.get(holder.role),
                "member": True,
                "representative": "",
                "introduction": "",
            }
            for holder in holders
        ]
