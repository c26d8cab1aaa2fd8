from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.addons.cluster_committee.tests.scans import pdf

from ..wizard.import_book.outputs import FATES
from .past import BODY, SENT, PastCase

TITLE = "شناسنامهٔ خوشهٔ سنگ"


class ExpertCase(PastCase):
    """An expert of one body, and a session with two outputs before the meeting."""

    def _body(self):
        """Another body of the own province."""
        return self.env["res.partner"].search(
            [
                ("state_id", "=", self.own.province_id.id),
                ("institution_kind_id", "!=", False),
            ],
            limit=1,
        )

    def _expert(self, book, place, **values):
        return book.add(
            "experts",
            **{
                "province": place,
                "body": BODY,
                "name": "کارشناس نخست",
                "first": "1404/04/01",
                **values,
            },
        )

    def _session(self, book, place, **values):
        return book.add(
            "sessions",
            **{
                "province": place,
                "day": "۱۴۰۴/۰۵/۰۵",
                "clock": "9:00",
                "place": "شرکت شهرک‌ها",
                "items": "خوشهٔ سنگ؛ خوشهٔ فرش",
                "scheduled": "1404/05/01",
                "recorded": "1404/05/06",
                "closed": "1404/05/07",
                **values,
            },
        )

    def _output(self, book, place, **values):
        return book.add(
            "outputs",
            **{
                "province": place,
                "session": "1404/05/05",
                "name": TITLE,
                "day": "1404/06/10",
                "item": 1,
                "fate": "adopted",
                **values,
            },
        )

    def _history(self, user=None):
        book, place = self._book(user, **SENT)
        chamber = self._body()
        self._expert(book, place)
        self._expert(book, place, body=chamber.name, name="کارشناس دوم")
        self._session(book, place, absent=chamber.name)
        self._resolve(book, place)
        self._output(book, place, text="متن کامل")
        self._output(
            book,
            place,
            name="گزارش بازدید",
            purpose="information",
            day=None,
            item=None,
            fate=None,
        )
        self._output(book, place, name="طرح تازه", day=None, item=None, fate=None)
        return book, place

    def _experts(self):
        return self.env["committee.committee"].search(
            [("company_id", "=", self.own.id), ("kind", "=", "expert")]
        )

    def _outputs(self):
        return self.env["committee.expert.output"].search(
            [("company_id", "=", self.own.id)], order="number"
        )


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPastExperts(ExpertCase):
    """Past expert sessions come with what they sent, and what became of it."""

    def test_sessions_come_with_their_outputs_and_their_fate(self):
        for user in (self.secretary, self.owner):
            with self.subTest(user=user.login), self.env.cr.savepoint() as savepoint:
                book, _place = self._history(user)
                self._import(book, user)
                self._check_session()
                self._check_outputs()
                self._assertSame(book, user)
                savepoint.rollback()
                self.env.invalidate_all()

    def _check_session(self):
        experts = self._experts()
        self.assertEqual(
            (experts.state, experts.formed_on, experts.activated_on),
            ("active", day("1404/04/01"), day("1404/05/05")),
        )
        self.assertEqual(len(experts._holders_on(day("1404/05/05"))), 2)
        session = experts.meeting_ids
        self.assertEqual((session.state, session.number), ("closed", 1))
        self.assertEqual(
            [
                session[name]
                for name in ("invited_on", "held_on", "recorded_on", "closed_on")
            ],
            [day(f"1404/05/0{number}") for number in (1, 5, 6, 7)],
        )
        self.assertTrue(session.taken_over and session.awaits_proof)
        self.assertEqual(session.agenda_item_ids.mapped("number"), [1, 2])
        self.assertEqual(set(session.agenda_item_ids.mapped("outcome")), {"discussed"})
        self.assertEqual(
            sorted(session.attendance_ids.mapped("presence")), ["absent", "present"]
        )
        self.assertEqual(
            session.act_ids.sorted("id").mapped("verb"),
            ["schedule", "hold", "record_minutes", "close_session"],
        )

    def _check_outputs(self):
        adopted, informed, waiting = self._outputs()
        self.assertEqual(
            (adopted.state, adopted.sent_on, adopted.decided_on, adopted.text),
            ("adopted", day("1404/05/07"), day("1404/06/10"), "متن کامل"),
        )
        self.assertEqual(adopted.meeting_id.state, "closed")
        self.assertEqual(adopted.item_id.number, 1)
        self.assertEqual(adopted.resolution_ids.name, "خوشهٔ سنگ شناسایی شود")
        self.assertEqual((informed.state, informed.number), ("informed", 2))
        self.assertEqual((waiting.state, waiting.number), ("waiting", 3))

    def test_what_waits_comes_on_the_next_agenda(self):
        book, _place = self._history()
        self._import(book)
        committee = self._experts().parent_id
        meeting = self.env["committee.meeting"].create(
            {
                "committee_id": committee.id,
                "date_start": "2026-12-20 06:30:00",
                "place": "استانداری",
            }
        )
        meeting.with_user(self.secretary).action_propose_agenda()
        self.assertEqual(meeting.agenda_item_ids.output_id.name, "طرح تازه")

    def test_the_engine_takes_them_once_their_scans_stand(self):
        self.own.monitoring_start_date = day("1404/03/01")
        book, _place = self._history()
        self._import(book)
        self.assertEqual(self._standing("expert_first"), "overdue")
        self._prove()
        self.assertEqual(self._standing("expert_first"), "met")
        self.assertEqual(self._standing("secretariat"), "met")
        adopted = self._outputs()[0]
        self.assertEqual(self._standing("output", adopted.id), "met")

    def test_before_the_watch_nothing_is_late(self):
        self.own.monitoring_start_date = day("1405/01/01")
        self._import(self._history()[0])
        session = self._experts().meeting_ids
        self.assertEqual(session.late_entry_days, 0)
        self.assertTrue(session.awaits_proof, "its scan is needed all the same")
        self.assertFalse(self._standing("output", self._outputs()[0].id))

    def _prove(self):
        for meeting in self.env["committee.meeting"].search(
            [("company_id", "=", self.own.id)]
        ):
            meeting.with_user(self.officer).attendance_scan = pdf()

    def _standing(self, rule, subject_id=None):
        self.env.flush_all()
        rows = self.env["committee.engine"]._standings(day("1405/09/02"), self.own)
        found = [
            row["standing"]
            for row in rows
            if row["rule"] == rule
            and (subject_id is None or row["subject_id"] == subject_id)
        ]
        return found and found[0]

    def test_each_fate_is_taken_over(self):
        fates = {
            "adopted_changed": None,
            "rejected": "بودجه نبود",
            "sent_back": "ناقص بود",
            "deferred": "فرصت نشد",
        }
        wizard = self._wizard()
        labels = {fate: wizard._text(label) for fate, label in FATES.items()}
        for fate, reason in fates.items():
            with self.subTest(fate), self.env.cr.savepoint() as savepoint:
                book, place = self._book(**SENT)
                self._expert(book, place)
                self._session(book, place)
                self._resolve(book, place)
                self._output(book, place, fate=labels[fate], reason=reason)
                self._import(book)
                output = self._outputs()
                expected = "waiting" if fate == "deferred" else fate
                self.assertEqual(output.state, expected)
                self.assertEqual(output.item_ids.outcome_note or None, reason)
                self._assertSame(book)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_what_waited_may_come_with_a_meeting_that_is_imported_later(self):
        book, place = self._history()
        self._import(book)
        book.add(
            "meetings",
            province=place,
            day="1404/10/10",
            clock="10:30",
            place="استانداری",
            items="طرح تازه",
            invitation_number="د/۵",
            invited="1404/10/01",
        )
        book.change("outputs", 5, day="1404/10/10")
        wizard = self._preview(book)
        changed = wizard.row_ids.filtered(lambda row: row.fate == "changed")
        self.assertIn("comes on the agenda of the meeting", changed.message)
        wizard.action_confirm()
        waiting = self._outputs()[2]
        self.assertEqual((waiting.state, waiting.item_id.number), ("tabled", 1))
        self.assertEqual(waiting.meeting_id.state, "held")
        self._assertSame(book)

    def test_what_is_recorded_is_not_overwritten(self):
        book, place = self._history()
        self._import(book)
        book.change("experts", 3, last="1404/12/01")
        book.change("sessions", 3, closed="1404/05/08")
        wizard = self._preview(book)
        self._assertTold(wizard, "experts", {3: "sits here without an end"})
        self._assertTold(wizard, "sessions", {3: "is recorded as 1404/05/07 already"})
        book.change("sessions", 3, closed="1404/05/07")
        book.change("outputs", 3, fate="rejected", reason="دیگر")
        book.change("outputs", 5, text="متن دیگر", purpose="information")
        rows = {
            3: "“Fate of the Output” is recorded as Adopted already",
            5: "no longer changes",
            self._output(book, place, name="تازه‌تر"): "does not have this output",
            self._output(book, place, name="طرح تازه"): "says the same",
        }
        wizard = self._preview(book)
        self._assertTold(wizard, "outputs", rows)
        with self.refused("Nothing was imported"):
            wizard.action_confirm()

    def test_what_cannot_be_is_told(self):
        book, place = self._book(**{**SENT})
        self._expert(book, place)
        rows = {
            self._expert(book, place, body="هیچ کس"): "no institution",
            self._expert(book, place, name="دیگری"): "a body has one on one day",
            self._expert(book, place, first="1407/01/01"): "in the future",
            self._expert(book, place, name="0"): "is no name",
            self._expert(book, place, last="1404/01/01"): "lies before",
        }
        self._assertTold(self._preview(book), "experts", rows)

    def test_sessions_that_cannot_be_are_told(self):
        book, place = self._book(**SENT)
        self._expert(book, place)
        self._session(book, place)
        rows = {
            self._session(book, place): "says the same",
            self._session(book, place, day="1404/03/05", scheduled=None): (
                "No expert of"
            ),
            self._session(book, place, day="1404/05/04", absent="هیچ کس"): (
                "had no expert on that day"
            ),
            self._session(book, place, day="1404/05/02", recorded=None): (
                "a session is recorded, then closed"
            ),
            self._session(book, place, day="1404/05/03", clock="25:00"): (
                "no time of day"
            ),
            self._session(book, place, day="1404/04/30"): "lies before",
        }
        self._assertTold(self._preview(book), "sessions", rows)

    def test_outputs_that_cannot_be_are_told(self):
        book, place = self._book(**SENT)
        self._expert(book, place)
        self._session(book, place)
        self._session(book, place, day="1404/05/20", recorded=None, closed=None)
        book.add(
            "meetings",
            province=place,
            day="1404/08/10",
            clock="10:30",
            place="استانداری",
            items="گزارش؛ دیگر",
            reason="دعوت نشد",
        )
        self._resolve(book, place)
        self._output(book, place, name="۱ نخست")
        rows = {
            self._output(book, place, name="الف"): "came by this item already",
            self._output(book, place, name="ب", item=2): "no resolution stands",
            self._output(book, place, name="پ", item=7): "has 2 items",
            self._output(book, place, name="ت", item=None): "has 2 items",
            self._output(book, place, name="ث", purpose="information"): "on no agenda",
            self._output(book, place, name="ج", fate=None): "write what became",
            self._output(book, place, name="چ", day=None): "write the day of the",
            self._output(book, place, name="ح", day="1404/08/10"): "no invitation",
            self._output(book, place, name="خ", session="1404/05/20"): (
                "after its session has sent it"
            ),
            self._output(book, place, name="د", session="1404/05/21"): (
                "No expert session"
            ),
            self._output(book, place, name="ذ", day="1404/07/01"): "No meeting of",
            self._output(book, place, name="-"): "is no name",
        }
        self._assertTold(self._preview(book), "outputs", rows)

    def test_a_province_takes_its_own_alone(self):
        book, place = self._history()
        foreign = self.foreign.province_id.province_name
        for key, add in (
            ("experts", self._expert),
            ("sessions", self._session),
            ("outputs", self._output),
        ):
            row = add(book, foreign)
            self._assertTold(self._preview(book), key, {row: "is not your province"})
            self.assertTrue(place)
