from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, on_day

from .common import ExtensionCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionNarrowed(ExtensionCase):
    """A step of the product needs more, or is given to fewer people, by what another
    addon declares; what the product asks holds beside it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()

    def test_a_step_needs_more(self):
        meeting = self._create_meeting("draft", self.committee)
        with on_day("1405/05/28"):
            meeting.with_user(self.secretary).action_propose_agenda()
        chair = meeting.with_user(self.chair)
        with on_day("1405/06/01"):
            chair.action_approve_agenda()
        before = meeting.sudo().read(["state", "invited_on", "number"])
        with self.refused("Say who has prepared the meeting."):
            with on_day("1405/06/04"):
                chair.action_invite(number="د/۱")
        with self.refused("Say who has prepared the meeting."):
            meeting.with_user(self.secretary).action_invite(number="د/۱")
        self.assertEqual(meeting.sudo().read(["state", "invited_on", "number"]), before)
        self.assertIn("who has prepared", str(chair.next_step_blockers))

    def test_it_goes_where_nothing_is_missing(self):
        meeting = self._create_meeting("invited", self.committee)
        self.assertEqual(meeting.state, "invited")

    def test_what_the_product_needs_is_still_needed(self):
        meeting = self._draft(self.committee, prepared_by="An officer")
        blockers = meeting.with_user(self.chair)._verb_blockers("invite")
        self.assertHas(blockers[meeting.id], "The agenda is not approved")

    def test_a_step_belongs_to_fewer(self):
        found = self.env["committee.meeting"]._verb("cancel")
        self.assertEqual(found.by, ("chair",))
        self.assertTrue(found.asks_reason)
        meeting = self._create_meeting("agenda_proposed", self.committee)
        secretary = meeting.with_user(self.secretary)
        self.assertFalse(secretary.can_cancel)
        with self.refused("This step belongs to the chair of the committee."):
            secretary.action_cancel(reason="A reason")
        chair = meeting.with_user(self.chair)
        self.assertTrue(chair.can_cancel)
        chair.action_cancel(reason="A reason")
        self.assertEqual(meeting.state, "cancelled")
