from odoo.tests import tagged

from odoo.addons.cluster_committee.tests.common import day
from odoo.addons.cluster_committee.tests.screens.test_screens import PersianCase


@tagged("post_install", "-at_install")
class TestRoomOnScreen(PersianCase):
    """The room before readers of Persian: no word, digit or date of another language in
    it, its hints and placeholders included; and what is typed there arrives."""

    tours = "cluster_committee_room"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._create_meeting("held", cls.committee, held="1405/08/16")
        cls.experts = cls._gather_experts(cls.committee)
        cls.expert_session = cls._create_session("held", cls.experts, held="1405/08/20")
        cls.bank = cls.env["res.partner"].create(
            {"name": "بانک صادرات ایران", "is_company": True}
        )
        cls.env.flush_all()  # what was approved is frozen, so past the guards
        cls.env.cr.execute("UPDATE committee_agenda_item SET name = 'موضوع ' || id")
        cls.env.invalidate_all()
        people = (cls.meeting | cls.expert_session).attendance_ids.partner_id
        people = people.filtered(lambda person: not person.user_ids)
        for number, person in enumerate(people, start=1):
            person.name = f"عضو {number}"

    def _room_of(self, meeting, name):
        self._look(self.officer, f"committee-meetings/{meeting.id}/meeting-room", name)
        meeting.invalidate_recordset()

    def test_a_meeting(self):
        self._room_of(self.meeting, "room_of_meeting")
        task = self.meeting.resolution_ids.task_ids
        self.assertEqual(task.partner_id, self.bank)
        # ten working days after Saturday the 16th, over two weekends
        self.assertEqual(task.deadline, day("1405/08/30"))

    def test_an_expert_session_writes_its_outputs(self):
        self._room_of(self.expert_session, "room_of_session")
        outputs = self.expert_session.output_ids.sorted("id")
        self.assertEqual(
            [(output.name, output.purpose, output.text) for output in outputs],
            [
                ("طرح مطالعهٔ خوشه", "information", "متن خروجی"),
                ("پیشنهاد اولویت‌ها", "approval", False),
            ],
        )
        self.assertEqual(outputs.create_uid, self.officer)
