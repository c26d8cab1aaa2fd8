from odoo import models
from odoo.exceptions import UserError

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali

from ...lib.letter_words import PURPOSES

# The paper is Persian in every language of the screen, hence its texts are here.
SECRECY = {"confidential": "محرمانه", "secret": "خیلی محرمانه"}
URGENCY = {"urgent": "فوری", "immediate": "آنی"}
# what they are called in a list, or as a file
LETTERS = {
    "formation_proposal": "پیشنهاد تشکیل کمیته",
    "decree_proposal": "پیشنهاد صدور حکم",
    "decree": "حکم عضویت",
    "agenda_proposal": "پیشنهاد دستور جلسه",
    "agenda_approval": "تأیید دستور جلسه",
    "invitation": "دعوت‌نامه",
    "dispatch": "نامهٔ ابلاغ",
    "extension": "تمدید مهلت",
    "national_copy": "ارسال نسخه به سازمان",
    "reminder": "یادآوری",
    "consultation_result": "نتیجهٔ رایزنی",
    "introduction": "معرفی‌نامه",
    "commitment": "تعهد",
    "acknowledgement": "اعلام وصول",
}
# letters whose enclosure is required by the procedure
ENCLOSED = {
    "agenda_proposal": "دستور جلسهٔ پیشنهادی",
    "dispatch": "تصویر صورتجلسه",
    "national_copy": "نسخهٔ صورتجلسه",
}
WITH_AGENDA = ("agenda_proposal", "agenda_approval", "invitation")
# kinds that have a text of their own in the print templates
TEXTS = frozenset(
    {
        "formation_proposal",
        "decree_proposal",
        "decree",
        "agenda_proposal",
        "agenda_approval",
        "invitation",
        "dispatch",
        "national_copy",
        "reminder",
    }
)
SUBJECTS = {
    "formation_proposal": "پیشنهاد تشکیل {committee}",
    "decree_proposal": "پیشنهاد صدور حکم عضویت در {committee}",
    "decree": "حکم عضویت در {committee}",
    "agenda_proposal": "پیشنهاد دستور جلسهٔ {meeting}",
    "agenda_approval": "تأیید دستور جلسهٔ {meeting}",
    "invitation": "دعوت به {meeting}",
    "dispatch": "ابلاغ مصوبات {meeting}",
    "extension": "تمدید مهلت اجرای مصوبهٔ {meeting}",
    "national_copy": "ارسال نسخهٔ صورتجلسهٔ {meeting}",
    "reminder": "یادآوری",
}


class CommitteeLetter(models.Model):
    """What the paper of a letter says; the print templates only lay it out."""

    _inherit = "committee.letter"

    def _get_report_base_filename(self):
        self.ensure_one()
        return paper_text.file_name(LETTERS[self.kind], self.number or self.id)

    def _check_printable(self):
        """:raises UserError: for a letter that came in; its scan is its document"""
        for letter in self:
            if letter.issuer == "other":
                raise UserError(
                    self.env._(
                        "“%(letter)s” came from another organisation; its scan is its"
                        " document, and no other one is printed.",
                        letter=letter.subject,
                    )
                )

    def _paper_data(self):
        """Everything printed on the paper, formatted: Persian digits, Jalali days."""
        self.ensure_one()
        self._check_printable()
        kept = self._snapshot_of("paper")
        if kept:
            return {**kept, "logo": self._printed_logo()}
        return self._prepare_paper_data()

    def _prepare_paper_data(self):
        committee = self.committee_id._paper_data()
        meeting = self.meeting_id._heading_data() if self.meeting_id else {}
        return {
            "kind": self.kind,
            "draft": self.state == "draft",
            "on_paper": self.on_paper,
            "title": self._printed_subject(committee, meeting),
            "reference": paper_text.isolated(self.number),
            "organisation": self._letterhead(committee),
            "logo": self._printed_logo(),
            "numbers": self._letter_numbers(),
            "text": self.kind if self.kind in TEXTS else "other",
            "addressees": self._addressees_data(),
            "body": paper_text.paragraphs(self.body),
            "committee": committee,
            "meeting": meeting,
            "agenda": self.kind in WITH_AGENDA and self.meeting_id._agenda_data(),
            "follow_up": self._follow_up_data(),
            "member": self._member_data(),
            "signatory": self.signatory_id.name,
            "signatory_post": paper_text.digits(
                self.signatory_post or self._printed_post(committee)
            ),
            "chairs": self.signed_by_chair and not self.delegation_id,
            "delegation": self.delegation_id._paper_line(),
            "copies": self._copies_data(),
        }

    def _follow_up_data(self):
        """What the standing item of the agenda reviews, for a letter that shows it."""
        items = self.meeting_id.agenda_item_ids
        if self.kind in WITH_AGENDA and any(items.mapped("is_follow_up")):
            return self.meeting_id._follow_up_data()
        return []

    def _letter_numbers(self):
        """The lines at the top left, of which empty ones are filled in by hand."""
        enclosure = paper_text.digits(self.enclosure) or ENCLOSED.get(self.kind)
        lines = [
            ("تاریخ", paper_text.day(self.letter_date)),
            ("شماره", paper_text.isolated(self.number)),
            ("پیوست", enclosure or "ندارد"),
            ("طبقه‌بندی", SECRECY.get(self.secrecy)),
            ("فوریت", URGENCY.get(self.urgency)),
        ]
        return lines[:3] + [line for line in lines[3:] if line[1]]

    def _printed_subject(self, committee, meeting):
        """The subject, with the standard one where nobody wrote another."""
        field = self._fields["kind"]
        labels = (dict(field.selection), dict(field._description_selection(self.env)))
        if self.subject and self.subject not in [label[self.kind] for label in labels]:
            return paper_text.digits(self.subject)
        return SUBJECTS[self.kind].format(
            committee=committee["name"], meeting=meeting.get("title", "")
        )

    def _letterhead(self, committee):
        """The lines at the top right: whose letter it is."""
        if self.issuer == "governorate":
            return [
                "جمهوری اسلامی ایران",
                "وزارت کشور",
                f"استانداری {committee['province']}",
                paper_text.office(self.signatory_post or committee["chair_title"]),
            ]
        return self.company_id._letterhead_lines()

    def _printed_post(self, committee):
        """The post that signs, on a letter whose signatory is not known yet."""
        if self.issuer == "governorate":
            return committee["chair_title"]
        return f"مدیرعامل {committee['company']}"

    def _printed_logo(self):
        """The company's own emblem on its own letters, unless it is Odoo's."""
        return self.issuer == "company" and self.company_id._paper_emblem()

    def _addressees_data(self):
        """The addressees of the letter; nobody is invited to his own meeting in
        writing."""
        recipients = self._addressed_recipients()
        day = self.meeting_id.planned_on or self.letter_date or jalali.today()
        members = self.member_id or self.committee_id._holders_on(day)
        seats = {member.partner_id: member for member in members}
        if not recipients and self.issuer == "company":
            post = paper_text.courteous(self.committee_id.chair_title)
            chair = f"{post} {self.committee_id.province_id._get_printed_name()}"
            return [{"name": chair, "post": "", "body": "", "person": False}]
        return [
            {
                "row": paper_text.digits(row),
                "purpose": PURPOSES[recipient.purpose],
                **self._addressee_data(recipient.partner_id, seats),
            }
            for row, recipient in enumerate(recipients, start=1)
        ]

    def _addressed_recipients(self):
        return self.recipient_ids.filtered(
            lambda recipient: (
                not recipient.is_copy and recipient.partner_id != self.signatory_id
            )
        )

    def _addressee_data(self, partner, seats):
        """The name with its courtesy, and the post that the person holds."""
        name = paper_text.digits(partner.name)
        if partner.is_company:
            name = paper_text.head_of(name) if self.kind == "national_copy" else name
            return {"name": name, "post": "", "body": "", "person": False}
        member = seats.get(partner, self.member_id.browse())
        post = member.post or partner.function or ""
        body = (member.institution_id or partner.parent_id).name or ""
        return {
            "name": name,
            "post": paper_text.digits(paper_text.courteous(post)),
            "body": paper_text.digits(body) if body not in post else "",
            "person": True,
        }

    def _member_data(self):
        member = self.member_id
        return {
            "seat": paper_text.digits(member.seat_id.name),
            "from": paper_text.long_day(member.date_from or self.letter_date),
            "to": paper_text.long_day(member.date_to),
        }

    def _copies_data(self):
        return [
            {
                "name": paper_text.digits(recipient.partner_id.name),
                "purpose": PURPOSES[recipient.purpose],
            }
            for recipient in self.recipient_ids
            if recipient.is_copy
        ]
