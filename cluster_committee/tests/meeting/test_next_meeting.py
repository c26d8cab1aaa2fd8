from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common import TODAY, CommitteeCase, day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestNextMeeting(RefusalMixin, CommitteeCase):
    """The next meeting begins with what stands, what was left and what was deferred."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.mine = cls.committee.with_user(cls.officer)

    def _draft(self, on, **values):
        moment = f"{day(on)} 06:30:00"
        return (
            self.env["committee.meeting"]
            .with_user(self.officer)
            .create(
                {
                    "committee_id": self.committee.id,
                    "date_start": moment,
                    "place": "A hall",
                    **values,
                }
            )
        )

    # ------------------------------------------------------------
    # TEMPLATES
    # ------------------------------------------------------------

    def _template(self):
        opened = self.mine.action_open_template()
        return self.env["committee.agenda.template"].browse(opened["res_id"])

    def test_the_usual_template(self):
        template = self._template()
        self.assertEqual(template, self._template())  # made once
        review, priorities = template.line_ids
        self.assertTrue(review.is_follow_up)
        self.assertEqual(review.duty_id.number, "4-3-5")
        self.assertEqual(priorities.duty_id.number, "4-3-3")
        self.assertEqual((priorities.month_from, priorities.month_to), ("7", "12"))

    def test_a_new_meeting_begins_with_what_is_in_season(self):
        template = self._template().with_user(self.officer)
        template.line_ids = [
            Command.create({"name": "All the year"}),
            Command.create({"name": "In spring", "month_from": "1", "month_to": "3"}),
            Command.create(
                {"name": "Over Nowruz", "month_from": "11", "month_to": "2"}
            ),
        ]
        usual = "Priorities of the clusters for the coming year"
        for on, names in (
            ("1405/02/10", {"All the year", "In spring", "Over Nowruz"}),
            ("1405/06/10", {"All the year"}),
            ("1405/12/10", {"All the year", "Over Nowruz", usual}),
        ):
            items = self._draft(on).agenda_item_ids
            self.assertEqual(set(items.mapped("name")), names, on)
            self.assertEqual(set(items.mapped("standing")), {True})

    def test_an_agenda_that_was_given_is_left_alone(self):
        self._template()
        items = [Command.create({"name": "Mine"})]
        meeting = self._draft("1405/10/10", agenda_item_ids=items)
        self.assertEqual(meeting.agenda_item_ids.mapped("name"), ["Mine"])
        meeting.action_apply_template()
        meeting.action_apply_template()  # nothing twice
        self.assertEqual(len(meeting.agenda_item_ids), 2)

    def test_an_approved_agenda_is_left_alone(self):
        meeting = self._create_meeting("agenda_approved", self.committee)
        bare = self._draft("1405/10/10")
        self.assertFalse(bare.agenda_item_ids)
        bare.action_apply_template()  # the usual template comes with it
        self.assertTrue(all(bare.agenda_item_ids.mapped("standing")))
        self.assertTrue(bare.agenda_item_ids)
        with self.refused("as a late one only (clause 4-4-3)"):
            meeting.with_user(self.officer).action_apply_template()

    def test_the_review_comes_where_there_is_something_to_review(self):
        self._template()
        self.assertFalse(self._draft("1405/05/20").agenda_item_ids)
        self._create_meeting("closed", self.committee)
        meeting = self._draft("1405/10/10")
        (review, _priorities) = meeting.agenda_item_ids
        self.assertTrue(review.is_follow_up)
        meeting.with_user(self.secretary).action_propose_agenda()
        self.assertEqual(sum(meeting.agenda_item_ids.mapped("is_follow_up")), 1)

    def test_a_template_stays_in_its_province(self):
        template = self._template()
        with self.assertRaises(AccessError):
            template.with_user(self.foreign_officer).name = "Hush"

    # ------------------------------------------------------------
    # AS THE LAST ONE WAS
    # ------------------------------------------------------------

    def test_the_next_meeting_starts_as_the_last_one_was(self):
        first = self.mine.action_start_next()["context"]
        self.assertEqual(first["default_committee_id"], self.committee.id)
        self.assertNotIn("default_place", first)
        last = self._create_meeting("invited", self.committee)
        guest = self.env["res.partner"].create({"name": "A guest"})
        mine = last.with_user(self.officer)
        mine.guest_ids = guest
        standing = (
            self.env["committee.agenda.item"]
            .with_user(self.officer)
            .create({"meeting_id": last.id, "name": "Stands", "standing": True})
        )
        self.assertTrue(standing.late)
        self._to_held(last, day("1405/06/16"))
        following = self._save_as_opened(self.mine.action_start_next())
        self.assertEqual(following.committee_id, self.committee)
        self.assertEqual(following.place, last.place)
        self.assertEqual(following.guest_ids, guest)
        item = following.agenda_item_ids
        self.assertEqual(item.mapped("name"), ["Stands"])
        self.assertFalse(item.late or item.number or item.discussion)
        self.assertEqual(following.state, "draft")
        self.assertFalse(following.number or following.held_on or following.invited_on)

    def test_a_new_form_without_a_day_shows_what_it_would_review(self):
        last = self._create_meeting("closed", self.committee)
        context = self.mine.action_start_next()["context"]
        meetings = self.env["committee.meeting"].with_user(self.officer)
        spec = {"committee_id": {}, "reviewed_task_ids": {}}
        opened = meetings.with_context(**context).onchange({}, [], spec)["value"]
        reviewed = [command[1] for command in opened["reviewed_task_ids"]]
        self.assertEqual(reviewed, last.resolution_ids.task_ids.ids)

    def _save_as_opened(self, action):
        """What a form sends that was opened by `action`, with a day set in it; `Form`
        does not read a list that stands twice on a form, once read-only."""
        meetings = self.env["committee.meeting"].with_user(self.officer)
        meetings = meetings.with_context(**action["context"])
        items = {"name": {}, "standing": {}, "is_follow_up": {}, "sequence": {}}
        spec = {
            "committee_id": {},
            "place": {},
            "guest_ids": {},
            "agenda_item_ids": {"fields": items},
        }
        before = meetings.search_count([])
        values = meetings.onchange({}, [], spec)["value"]
        self.assertEqual(meetings.search_count([]), before)  # nothing is saved yet
        values["guest_ids"] = [command[:2] for command in values["guest_ids"]]
        return meetings.create({**values, "date_start": "2026-12-15 06:30:00"})

    def test_what_the_template_has_comes_in_the_season_of_the_new_day(self):
        template = self._template().with_user(self.officer)
        spring = {"name": "In spring", "month_from": "1", "month_to": "3"}
        template.line_ids = [Command.create(spring)]
        last = self._draft("1405/02/10")
        self.assertEqual(last.agenda_item_ids.mapped("name"), ["In spring"])
        context = last.action_start_next()["context"]
        self.assertFalse(context["default_agenda_item_ids"])

    # ------------------------------------------------------------
    # DEFERRED
    # ------------------------------------------------------------

    def _deferring(self):
        """A meeting whose second item was deferred to the next one."""
        meeting = self._create_meeting("held", self.committee)
        officer = meeting.with_user(self.officer)
        self._write_minutes(officer)
        second = officer.agenda_item_ids[1]
        second.write({"outcome": "deferred", "discussion": "Not ready."})
        return meeting, second

    def test_a_deferred_item_is_on_the_next_agenda_by_itself(self):
        meeting, second = self._deferring()
        following = self._draft("1405/10/10")
        self.assertEqual(following.waiting_item_count, 0)  # not recorded yet
        meeting.with_user(self.officer).action_record_minutes()
        following.invalidate_recordset()
        self.assertEqual(following.waiting_item_count, 1)
        following.with_user(self.secretary).action_propose_agenda()
        item = following.agenda_item_ids
        self.assertEqual(item.deferred_from_id, second)
        self.assertEqual(item.name, second.name)
        self.assertFalse(item.discussion)
        self.assertEqual(item.outcome, "pending")
        later = self._draft("1405/11/10")
        with self.refused("no item yet"):  # it is taken up once
            later.with_user(self.secretary).action_propose_agenda()

    def test_a_cancelled_meeting_gives_it_back(self):
        meeting, second = self._deferring()
        meeting.with_user(self.officer).action_record_minutes()
        following = self._draft("1405/10/10")
        following.action_take_up()
        self.assertEqual(following.agenda_item_ids.deferred_from_id, second)
        following.with_user(self.secretary).action_cancel(reason="Merged")
        later = self._draft("1405/11/10")
        later.action_take_up()
        self.assertEqual(later.agenda_item_ids.deferred_from_id, second)

    def test_reopened_minutes_take_nothing_up_twice(self):
        meeting, second = self._deferring()
        meeting.with_user(self.officer).action_record_minutes()
        following = self._draft("1405/10/10")
        following.action_take_up()
        meeting.with_user(self.secretary).action_return_minutes(reason="Again")
        meeting.with_user(self.officer).action_record_minutes()
        following.action_take_up()
        self.assertEqual(following.agenda_item_ids.deferred_from_id, second)
        self.assertEqual(len(following.agenda_item_ids), 1)
