from odoo.fields import Command
from odoo.tests import freeze_time

from ..common import TODAY, day, on_day
from .findings import FindingsCase


@freeze_time(TODAY)
class LateProvince(FindingsCase):
    """The story of a province that is late with everything and mends it, told by its
    people through the steps."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1404/01/01")
        cls.committee = cls._create_committee(formed="1404/02/10")
        cls._name_deputy_and_plan()
        edition = cls.env["committee.procedure.edition"]._edition_on(day("1404/01/01"))
        with on_day("1404/05/01"):
            edition.with_user(cls.secretary).action_acknowledge()
        cls.first = cls._hold_first_meeting()
        cls._change_a_member()
        cls._let_the_experts_meet()
        cls.second = cls._hold_second_meeting()
        cls.third = cls._hold_third_meeting()

    @classmethod
    def _name_deputy_and_plan(cls):
        env = cls.committee.with_user(cls.officer).env
        holder = env["committee.duty.holder"].create(
            {
                "company_id": cls.own.id,
                "duty": "supervisor",
                "partner_id": cls.supervisor.partner_id.id,
                "date_from": day("1404/03/01"),
            }
        )
        holder.with_user(cls.secretary).action_appoint()
        for year, proposed in ((1404, "1404/03/20"), (1405, "1405/01/20")):
            plan = env["committee.meeting.plan"].create(
                {
                    "committee_id": cls.committee.id,
                    "jalali_year": year,
                    "line_ids": [
                        Command.create({"day": day(f"{year}/{month}/07")})
                        for month in ("02", "08")
                    ],
                }
            )
            with on_day(day(proposed)):
                plan.with_user(cls.secretary).action_propose()

    @classmethod
    def _hold_first_meeting(cls):
        meeting = cls._create_meeting("draft", cls.committee, held="1404/04/15")
        officer, secretary, chair = cls._people_at(meeting)
        with on_day("1404/04/01"):
            secretary.action_propose_agenda()
        with on_day("1404/04/13"):
            chair.action_approve_agenda()
        with on_day("1404/04/13"):
            chair.action_invite(number="د/۱")
        cls._send_letters(meeting)
        with on_day(officer.planned_on):
            officer.action_hold()
        cls._write_minutes(officer)
        officer.attendance_ids[3].presence = "absent"
        cls.left_out = officer.attendance_ids[4].institution_id
        officer.resolution_ids.task_ids.deadline = day("1404/07/10")
        with on_day("1404/05/06"):
            officer.action_record_minutes()
        cls._to_signed(meeting, day("1404/05/10"))
        cls._dispatch_three_times(meeting, secretary, chair)
        with on_day("1404/06/25"):
            secretary.action_send_national_copy(number="ش/۹")
        cls._send_letters(meeting)
        meeting.resolution_ids.task_ids.with_user(cls.officer).action_finish(
            on=day("1404/08/01")
        )
        return meeting

    @classmethod
    def _dispatch_three_times(cls, meeting, secretary, chair):
        """Signed by the secretary; then without one body; then to that one too."""
        cls._draft_dispatch(secretary, cls.secretary.partner_id)
        with on_day("1404/06/02"):
            secretary.action_dispatch(number="د/۲")
        cls._send_letters(meeting)
        cls._draft_dispatch(secretary, cls.chair.partner_id, without=cls.left_out)
        with on_day("1404/06/12"):
            secretary.action_dispatch(number="د/۳")
        cls._send_letters(meeting)
        with on_day("1404/06/20"):
            chair.action_dispatch(number="د/۴")
        cls._send_letters(meeting)

    @classmethod
    def _draft_dispatch(cls, meeting, signatory, without=None):
        """The chair's letter as it lies on paper: who signed it, who got it."""
        bodies = meeting._dispatch_bodies() - (without or meeting.env["res.partner"])
        meeting.env["committee.letter"].create(
            {
                **meeting._prepare_letter_values("dispatch"),
                "signatory_id": signatory.id,
                "recipient_ids": [
                    Command.create({"partner_id": body.id}) for body in bodies
                ],
            }
        )

    @classmethod
    def _change_a_member(cls):
        seat = cls.committee.seat_ids[5]
        member = seat.sudo().member_ids
        with on_day("1404/05/01"):
            member.with_user(cls.chair).action_end(end_reason="moved", reason="Left")
        successor = cls.env["committee.member"].with_user(cls.officer)
        successor = successor.create(
            {
                "seat_id": seat.id,
                "partner_id": cls.env["res.partner"].create({"name": "Next"}).id,
            }
        )
        with on_day("1404/08/10"):
            successor.with_user(cls.chair).action_issue(number="ح/۵۰")
        cls.changed_seat = seat

    @classmethod
    def _let_the_experts_meet(cls):
        cls.experts = cls._gather_experts(cls.committee, on="1404/06/20")
        session = cls._create_session("closed", cls.experts, "1404/09/25", outputs=1)
        cls.output = session.output_ids
        cls._create_session("closed", cls.experts, "1405/01/15")
        expert = cls.experts.seat_ids[3].member_ids
        with on_day("1404/09/01"):
            expert.with_user(cls.chair).action_end(reason="Left")
        successor = expert.with_user(cls.officer).create(
            {"seat_id": expert.seat_id.id, "partner_id": cls.officer.partner_id.id}
        )
        successor.with_user(cls.secretary).action_seat(on=day("1404/10/10"))
        cls.left_expert = expert

    @classmethod
    def _hold_second_meeting(cls):
        meeting = cls._create_meeting("invited", cls.committee, held="1404/11/20")
        officer, _secretary, chair = cls._people_at(meeting)
        late = officer.agenda_item_ids.create(
            {"meeting_id": meeting.id, "name": "A late item"}
        )
        with on_day(officer.planned_on):
            officer.action_hold()
        with on_day("1404/11/25"):
            late.with_user(cls.chair).action_approve()
        officer.attendance_ids.write({"presence": "present"})
        officer.attendance_ids[3].presence = "absent"
        tabled = officer.agenda_item_ids.filtered("output_id")
        tabled.write({"fate": "rejected", "outcome_note": "A reason"})
        (officer.agenda_item_ids - tabled).write({"outcome": "discussed"})
        with on_day("1404/12/01"):
            officer.action_record_minutes()
        return meeting

    @classmethod
    def _hold_third_meeting(cls):
        return cls._create_meeting("recorded", cls.committee, held="1405/02/30")
