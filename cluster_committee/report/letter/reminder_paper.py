from odoo import models

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali


class CommitteeLetter(models.Model):
    """What a reminder lists: the parts of the resolutions that the addressed bodies
    have not done yet, with their days (4-3-5)."""

    _inherit = "committee.letter"

    def _prepare_paper_data(self):
        return super()._prepare_paper_data() | {"tasks": self._reminder_data()}

    def _prepare_letter_parts(self, paper):
        return super()._prepare_letter_parts(paper) | {
            "tasks": [
                (
                    row["row"],
                    "، ".join(filter(None, (row["body"], row["text"]))),
                    " – ".join(filter(None, (row["deadline"], row["standing"]))),
                )
                for row in paper["tasks"]
            ]
        }

    def _reminder_data(self):
        """The open parts of the addressees on the day of the letter, the oldest
        deadline first; with their bodies where several are written to."""
        self.ensure_one()
        if self.kind != "reminder":
            return []
        day = self.letter_date or jalali.today()
        tasks = self._reminded_tasks(day)
        several = len(tasks.partner_id) > 1
        return [
            {
                "row": paper_text.digits(row),
                "number": task.resolution_id.number_label or "",
                "text": paper_text.digits(task.resolution_id.name),
                "body": paper_text.digits(task.partner_id.name) if several else "",
                "deadline": paper_text.day(task._deadline_on(day)),
                "standing": self._reminded_standing(task, day),
            }
            for row, task in enumerate(tasks, start=1)
        ]

    def _reminded_tasks(self, day):
        """The parts of the addressed bodies that run on `day` (date)."""
        addressed = self._addressed_recipients().partner_id
        committee = self.committee_id.parent_id or self.committee_id
        # what was done or withdrawn later was open on the day
        tasks = self.env["committee.resolution.task"].search(
            [
                ("committee_id", "=", committee.id),
                ("partner_id", "in", (addressed | addressed.commercial_partner_id).ids),
                ("dispatched_on", "<=", day),
                "|",
                ("done_on", "=", False),
                ("done_on", ">", day),
                "|",
                ("withdrawn_on", "=", False),
                ("withdrawn_on", ">", day),
            ]
        )
        return tasks.sorted(lambda task: (str(task._deadline_on(day) or "9"), task.id))

    def _reminded_standing(self, task, day):
        """How the part stands on `day` (date), with the days left or overdue."""
        deadline = task._deadline_on(day)
        if not deadline:
            return "در دست اقدام"
        left = (deadline - day).days
        count = paper_text.digits(abs(left))
        if left < 0:
            return f"{count} روز از مهلت گذشته"
        return f"{count} روز مانده" if left else "مهلت امروز است"
