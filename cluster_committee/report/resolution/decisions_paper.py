from odoo import models

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali

from ..letter.letter_paper import LETTERS

# The paper is Persian in every language of the screen, hence its texts are here.
FATES = {
    "informed": "جهت اطلاع",
    "waiting": "در انتظار دستور جلسه",
    "tabled": "در دستور جلسه",
    "adopted": "مصوب",
    "adopted_changed": "مصوب با اصلاحات",
    "rejected": "ردشده",
    "sent_back": "بازگردانده‌شده",
}
GIVEN = {"commitment": "تعهد", "payment": "پرداخت"}


class CommitteeDecisionsMixin(models.AbstractModel):
    """The page of decisions on paper, from the same fields as the screen."""

    _inherit = "committee.decisions.mixin"

    def _decisions_name(self):
        self.ensure_one()
        return paper_text.file_name("تصمیم‌ها", self.display_name)

    def _decisions_paper_data(self):
        """Everything printed on the paper, formatted: Persian digits, Jalali days."""
        self.ensure_one()
        # a paper is made with all rights; here each reader has what is his
        record, today = self.sudo(False), jalali.today()
        company = self.env.user.company_id
        return {
            "draft": False,
            "title": f"تصمیم‌ها و نتیجهٔ آنها: {paper_text.digits(self.display_name)}",
            "reference": paper_text.day(today),
            "logo": company._paper_emblem(),
            "organisation": ["جمهوری اسلامی ایران", company.name],
            "numbers": [("تاریخ", paper_text.day(today))],
            "identity": record._decisions_identity()
            + [
                ("مصوبات", paper_text.digits(record.committee_resolution_count)),
                ("انجام‌شده", paper_text.digits(record.committee_done_count)),
                ("سررسید گذشته", paper_text.digits(record.committee_overdue_count)),
                ("تعهد (ریال)", paper_text.whole_rial(record.committee_committed)),
                ("پرداخت (ریال)", paper_text.whole_rial(record.committee_paid)),
            ],
            "resolutions": [
                record._printed_resolution(resolution)
                for resolution in record.committee_resolution_ids
            ],
            "parts": [
                record._printed_part(task, today) for task in record.committee_task_ids
            ],
            "outputs": [
                record._printed_output(output) for output in record.committee_output_ids
            ],
            "letters": [
                record._printed_letter(letter)
                for letter in record.committee_letter_ids.sorted("letter_date")
            ],
            "given": [
                record._printed_contribution(contribution)
                for contribution in record.committee_contribution_ids.sorted("date")
            ],
        }

    def _decisions_identity(self):
        """:return: [(word, text)] that identify the record of the page"""
        raise NotImplementedError

    def _printed_resolution(self, resolution):
        meeting = resolution.meeting_id
        return {
            "number": resolution.number_label or "",
            "text": paper_text.paragraphs(resolution.name),
            "province": resolution.province_id._get_printed_name(),
            "date": paper_text.day(meeting.held_on or meeting.planned_on),
            "amount": paper_text.rial(resolution.amount),
        }

    def _printed_part(self, task, today):
        withdrawn = task.withdrawn_on and task.withdrawn_on <= today
        return {
            "number": task.resolution_id.number_label or "",
            "text": paper_text.digits(task.resolution_id.name),
            "body": paper_text.digits(task.partner_id.name),
            "deadline": paper_text.day(task._deadline_on(today)),
            "standing": "منتفی"
            if withdrawn
            else task.meeting_id._standing_on(task, today),
            "done": paper_text.day(task.done_on),
            "progress": paper_text.digits(f"{task.progress}٪"),
            "result": paper_text.paragraphs(task.result),
        }

    def _printed_output(self, output):
        return {
            "number": output.number_label or "",
            "name": paper_text.digits(output.name),
            "sent": paper_text.day(output.sent_on),
            "fate": FATES.get(output.state, "پیش‌نویس"),
        }

    def _printed_letter(self, letter):
        return {
            "date": paper_text.day(letter.letter_date),
            "number": paper_text.isolated(letter.number),
            "kind": LETTERS[letter.kind],
            "subject": paper_text.digits(letter.subject),
        }

    def _printed_contribution(self, contribution):
        line = contribution.line_id
        return {
            "date": paper_text.day(contribution.date),
            "kind": GIVEN[contribution.kind],
            "cluster": paper_text.digits(contribution.cluster_id.name),
            "body": paper_text.digits(contribution.partner_id.name),
            "line": paper_text.digits(" ".join(filter(None, (line.code, line.name)))),
            "amount": paper_text.whole_rial(contribution.amount),
            "letter": paper_text.isolated(contribution.letter_number),
        }


class BusinessCluster(models.Model):
    _inherit = "business.cluster"

    def _decisions_identity(self):
        return [
            ("خوشه", paper_text.digits(self.name)),
            ("استان", self.province_id._get_printed_name() or "—"),
            ("محل", paper_text.digits(self.location) or "—"),
        ]


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _decisions_identity(self):
        return [
            ("دستگاه", paper_text.digits(self.name)),
            ("نوع دستگاه", self.institution_kind_id.name or "—"),
            ("استان", self.state_id._get_printed_name() or "—"),
        ]
