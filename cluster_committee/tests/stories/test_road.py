from odoo.tests import freeze_time, tagged

from ..common import TODAY, CommitteeCase, day


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRoad(CommitteeCase):
    """The whole way of one meeting, by the people who walk it."""

    def test_from_formation_to_closed_minutes(self):
        meeting = self._create_meeting("closed")
        self.assertEqual(meeting.state, "closed")
        self.assertEqual((meeting.number, meeting.number_year), (1, 1405))
        self.assertEqual(meeting.held_on, day("1405/06/16"))
        self.assertTrue(meeting.counts)
        self.assertFalse(meeting._irregularities())
        committee = meeting.committee_id
        self.assertEqual(committee.state, "active")
        self.assertEqual(committee.next_due_on, day("1405/12/16"))
        self.assertEqual(committee.cadence_standing, "ok")

    def test_every_state_is_reached(self):
        committee = self._create_committee()
        states = dict(self.env["committee.meeting"]._fields["state"].selection)
        for state in states:
            with self.subTest(state=state):
                meeting = self._create_meeting(state, committee)
                self.assertEqual(meeting.state, state)

    def test_an_act_tells_who_and_when(self):
        meeting = self._create_meeting("agenda_approved")
        act = meeting.act_ids[0]
        self.assertEqual(act.verb, "approve_agenda")
        self.assertEqual(act.create_uid, self.chair)
        self.assertFalse(act.on_paper)
