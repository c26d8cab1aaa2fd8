from odoo import fields, models

from odoo.addons.web_jalali.tools import jalali

from ..meeting.agenda_template import FOLLOW_UP_DUTY

SIGNED = ("signed", "dispatched", "closed")


class CommitteeMeeting(models.Model):
    """The standing item of a meeting: the state of earlier resolutions (4-3-5)."""

    _inherit = "committee.meeting"

    reviewed_task_ids = fields.Many2many(
        comodel_name="committee.resolution.task",
        string="Resolutions to Review",
        compute="_compute_reviewed_task_ids",
        help="The parts in earlier resolutions that this meeting reviews: those of the"
        " last meeting, and of older ones what was not done by then.",
    )

    def _compute_reviewed_task_ids(self):
        reviewed = self._tasks_to_review()
        for meeting in self:
            meeting.reviewed_task_ids = reviewed[meeting]

    def _tasks_to_review(self):
        """:return: {meeting: the leading tasks of earlier resolutions that it reviews},
        as of its day"""
        earlier = self.search(
            [
                ("committee_id", "in", self.committee_id.ids),
                ("kind", "=", "provincial"),
                ("state", "in", SIGNED),
            ],
            order="held_on DESC, id DESC",
        )
        by_committee = earlier.grouped("committee_id")
        return {
            meeting: meeting._review(
                by_committee.get(meeting.committee_id, earlier[:0])
            )
            for meeting in self
        }

    def _review(self, meetings):
        """:param meetings: the signed meetings of the committee, the last one first
        :return: the tasks that were open on the day of this meeting, and all tasks of
            the last meeting before it"""
        day = self.held_on or self.planned_on or jalali.today()  # not yet entered
        before = meetings.filtered(lambda m: m.held_on < day and m != self._origin)
        tasks = before.resolution_ids.task_ids.filtered(
            lambda task: (
                task.role == "lead"
                and not (task.withdrawn_on and task.withdrawn_on <= day)
                and (
                    task.meeting_id == before[:1]
                    or not task.done_on
                    or task.done_on > day
                )
            )
        )
        return tasks.sorted(
            lambda task: (task.meeting_id.held_on, task.resolution_id.number, task.id)
        )

    def _prepare_follow_up_values(self):
        """The item that reviews earlier resolutions, first on each of these agendas
        that has something to review and no such item yet."""
        reviewed = self._tasks_to_review()
        duties = self.env["committee.procedure.clause"].search(
            [
                ("number", "=", FOLLOW_UP_DUTY),
                ("edition_id", "in", self.edition_id.ids),
            ]
        )
        duty_of = {duty.edition_id: duty for duty in duties}
        vals_list = []
        for meeting in self:
            tasks = reviewed[meeting]
            if not tasks or any(meeting.agenda_item_ids.mapped("is_follow_up")):
                continue
            first = min(meeting.agenda_item_ids.mapped("sequence"), default=10)
            last = tasks.meeting_id.sorted("held_on")[-1]
            vals_list.append(
                {
                    "meeting_id": meeting.id,
                    "is_follow_up": True,
                    "sequence": first - 10,
                    "name": self.env._(
                        "Follow-up of the resolutions of meeting %(number)s",
                        number=last.number_label,
                    ),
                    "duty_id": duty_of[meeting.edition_id].id
                    if meeting.edition_id in duty_of
                    else False,
                    "proposer_id": meeting.company_id.partner_id.id,
                }
            )
        return vals_list
