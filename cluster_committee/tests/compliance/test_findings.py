import re
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.orm.model_classes import add_to_registry
from odoo.tests import freeze_time, tagged
from odoo.tools import file_open

from ..common import TODAY, day, on_day
from .findings import LETTER, FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFindings(FindingsCase):
    """What is found is written once, told once, and closed by the fact."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1405/04/09")
        cls.meeting = cls._create_meeting("held")
        cls.committee = cls.meeting.committee_id.sudo()
        cls.due = day("1405/12/16")
        # what the steps above told in between is of no day
        cls.env.cr.execute("DELETE FROM committee_finding")
        cls.env.invalidate_all()

    def _gap(self):
        return self._findings("meeting_gap")

    # ------------------------------------------------------------
    # WRITTEN
    # ------------------------------------------------------------

    def test_an_unchanged_day_writes_nothing(self):
        written, _vanished, _told = self._check("1405/07/01")
        self.assertTrue(written)
        self.assertEqual(self._check("1405/07/01"), (0, 0, 0))
        self.assertEqual(self._check("1405/07/02"), (0, 0, 0))

    def test_only_what_changed_is_written(self):
        self._check("1405/07/01")
        before = {f.id: f.read() for f in self.env["committee.finding"].search([])}
        written, vanished, _told = self._check("1405/11/17")
        after = {f.id: f.read() for f in self.env["committee.finding"].search([])}
        changed = [key for key in after if before.get(key) != after[key]]
        self.assertEqual(len(changed), written + vanished)
        self.assertTrue(changed)

    def test_it_is_first_seen_changed_and_closed_by_the_fact(self):
        self._check("1405/07/01")
        self._check("1405/12/17")
        gap = self._gap()
        self.assertEqual((gap.standing, gap.state), ("overdue", "open"))
        self.assertEqual(gap.first_seen_on, day("1405/07/01"))
        self.assertEqual(gap.changed_on, day("1405/12/17"))
        with freeze_time("2027-03-20 08:00:00"):  # 1405/12/29
            self._create_meeting("held", self.committee, held="1405/12/20")
        self._check("1405/12/29")
        self.assertEqual((gap.standing, gap.state), ("met", "closed"))
        self.assertEqual(gap.closed_on, day("1405/12/20"))  # entered on that day
        self.assertEqual((gap.met_on, gap.days_late), (day("1405/12/20"), 4))
        self.assertEqual(gap.evidence_id, self.committee.meeting_ids[0].id)

    def test_the_committee_follows_its_findings(self):
        self._check("1405/11/15")
        self.assertEqual(self.committee.cadence_standing, "ok")
        self._check("1405/11/16")
        self.assertEqual(self.committee.cadence_standing, "warning")
        self._check("1405/12/16")
        self.assertEqual(self.committee.cadence_standing, "due")
        self._check("1405/12/17")
        self.assertEqual(self.committee.cadence_standing, "overdue")
        self.assertEqual(self.committee.next_due_on, self.due)
        self._check("1406/01/18")
        self.assertEqual(self.committee.cadence_standing, "national")

    def test_asking_writes_nothing(self):
        self._check("1405/07/01")
        before = self.env["committee.finding"].search([]).read()
        self.env.cr.execute("SELECT count(*) FROM committee_finding_notice")
        told = self.env.cr.fetchone()
        for on in ("1405/06/20", "1405/12/29", "1407/01/01"):
            self.assertTrue(self.env["committee.engine"]._standings(day(on)))
        self.env.invalidate_all()
        self.assertEqual(self.env["committee.finding"].search([]).read(), before)
        self.env.cr.execute("SELECT count(*) FROM committee_finding_notice")
        self.assertEqual(self.env.cr.fetchone(), told)

    def test_an_old_day_is_answered_as_it_was(self):
        """The minutes are recorded late; asked of the days before, they were not."""
        self._to_recorded(self.meeting, day("1405/07/10"))
        stood = [
            self._standings("minutes", on)[0] for on in ("1405/07/01", "1405/07/12")
        ]
        self.assertEqual(stood, ["overdue", "met"])

    def test_minutes_that_are_returned_were_recorded_until_then(self):
        """So on, too, when they are recorded and returned once more."""
        meeting = self.meeting
        self._to_recorded(meeting, day("1405/06/16"))  # on the 18th
        mine = meeting.with_user(self.officer)
        paper = meeting.with_user(self.secretary)
        with on_day("1405/07/10"):
            paper.action_return_minutes(reason="A name")
        with on_day("1405/07/20"):
            mine.action_record_minutes()
        with on_day("1405/08/01"):
            paper.action_return_minutes(reason="Another name")
        stood = {
            on: self._standings("minutes", on)[0]
            for on in (
                "1405/06/17",
                "1405/06/18",
                "1405/07/09",
                "1405/07/10",
                "1405/07/19",
                "1405/07/20",
                "1405/07/30",
                "1405/08/01",
            )
        }
        self.assertEqual(
            list(stood.values()),
            ["due", "met", "met", "overdue", "overdue", "met", "met", "overdue"],
        )

    def test_the_national_office_asks_of_any_day(self):
        wizard = (
            self.env["committee.standing"]
            .with_user(self.national)
            .create({"day": day("1405/12/29")})
        )
        action = wizard.action_show()
        lines = wizard.line_ids.search(action["domain"])
        gap = lines.filtered(lambda line: line.rule == "meeting_gap")
        self.assertEqual((gap.company_id, gap.standing), (self.own, "overdue"))
        self.assertEqual(
            (gap.subject_name, gap.kind), (self.meeting.display_name, "exception")
        )
        opened = gap.action_open_subject()
        self.assertEqual(
            (opened["res_model"], opened["res_id"]),
            (self.meeting._name, self.meeting.id),
        )
        wizard.day = day("1399/01/01")
        wizard.action_show()
        wizard.day = day("1460/01/01")
        with self.assertRaisesRegex(UserError, "1385"):
            wizard.action_show()

    def test_suspended_committees_close_what_is_not_due_yet(self):
        self._check("1405/07/01")
        with on_day("1405/07/05"):
            self.committee.with_user(self.secretary).action_suspend(reason="Elections")
        self._check("1405/07/05")
        self.assertEqual(self._gap().standing, "not_applicable")
        self.assertEqual(self._gap().state, "closed")
        with on_day("1405/08/01"):
            self.committee.with_user(self.secretary).action_resume()
        self._check("1405/08/01")
        self.assertEqual((self._gap().standing, self._gap().state), ("due", "open"))

    # ------------------------------------------------------------
    # ANSWERED
    # ------------------------------------------------------------

    def test_the_province_acknowledges_and_answers(self):
        self._check("1405/09/02")
        finding = self._findings("minutes")
        finding.with_user(self.supervisor).action_acknowledge(answer="By Saturday")
        self.assertEqual(finding.acknowledged_by_id, self.supervisor)
        self.assertEqual(finding.answer, "By Saturday")
        finding.with_user(self.national).action_note()
        self.assertEqual(finding.noted_by_id, self.national)
        for user in (self.officer, self.chair, self.national):
            with self.assertRaises(UserError):
                finding.with_user(user).action_acknowledge()

    def test_closing_by_hand_needs_a_reason_and_stays(self):
        self._check("1405/09/02")
        finding = self._findings("minutes")
        with self.assertRaisesRegex(UserError, "reason"):
            finding.with_user(self.owner).action_settle(evidence=LETTER)
        finding.with_user(self.owner).action_settle(
            reason="The papers were lost", evidence=LETTER
        )
        self._check("1405/09/10")
        self.assertEqual((finding.state, finding.standing), ("closed", "overdue"))
        seen = finding.with_user(self.national).settle_reason
        self.assertEqual(seen, "The papers were lost")

    # ------------------------------------------------------------
    # TOLD
    # ------------------------------------------------------------

    def test_levels_are_told_to_the_right_people(self):
        first = [(0, "officer"), (1, "supervisor")]
        second = [*first, (2, "secretary"), (3, "chair")]
        third = [*second, (4, "national"), (4, "owner")]
        for on, told in (
            ("1405/11/15", []),
            ("1405/11/16", first),
            ("1405/12/15", first),
            ("1405/12/16", second),
            ("1406/01/16", second),
            ("1406/01/18", third),
        ):
            self._check(on, "meeting_gap")
            self.assertEqual(self._told(self._gap()), told, on)

    def test_thirty_days_of_downtime_tell_the_same(self):
        self._to_recorded(self.meeting, day("1405/07/10"))  # in the midst of it
        days = self._days("1405/06/16", 33)
        daily = self._told_by(days)
        self.assertIn("minutes", {rule for rule, *_rest in daily})
        self.assertEqual(self._told_by([days[0], *days[31:]]), daily)

    def test_ten_runs_a_day_tell_the_same(self):
        self._to_recorded(self.meeting, day("1405/07/10"))
        days = self._days("1405/06/16", 30)
        daily = self._told_by(days)
        codes = {rule for rule, *_rest in daily}
        self.assertIn("minutes", codes)
        # all that tells of something, and everything on the days of the minutes
        rules = [self._rule(code) for code in codes]
        self.assertEqual(self._told_by(days, rules, times=10), daily)
        days = self._days("1405/07/11", 3)
        self.assertEqual(self._told_by(days, times=10), self._told_by(days))

    def _days(self, first, number):
        return [day(first) + timedelta(days=n) for n in range(number)]

    def _told_by(self, days, rules=None, times=1):
        """What is told, by default by all rules, when the engine runs so often on each
        of these days."""
        with self.env.cr.savepoint() as savepoint:
            for on in days:
                for _again in range(times):
                    self.env["committee.engine"]._check(on, self.own, rules)
            self.env.invalidate_all()
            found = sorted(
                (n.finding_id.rule, n.finding_id.period, n.level, n.user_id.login)
                for n in self.env["committee.finding.notice"].search([])
            )
            savepoint.rollback()
        self.env.invalidate_all()
        return found

    def test_what_was_settled_before_the_first_look_is_told_to_nobody(self):
        self._to_recorded(self.meeting, day("1405/07/10"))  # late, on 07/12
        self._check("1405/07/12")
        minutes = self._findings("minutes")
        self.assertEqual((minutes.standing, minutes.state), ("met", "closed"))
        self.assertTrue(minutes.days_late)
        self.assertFalse(minutes.notice_ids)
        # but what is still open is told
        self.assertTrue(self._findings("secretariat").notice_ids)

    def test_what_was_settled_after_the_first_look_is_told_however_late(self):
        self._to_recorded(self.meeting, day("1405/07/10"))
        self._check("1405/06/16")
        self._check("1405/08/30")
        minutes = self._findings("minutes")
        self.assertEqual(minutes.standing, "met")
        self.assertEqual(self._told(minutes), self.MINUTES_LATE)

    # ten working days later it went up to the secretary
    MINUTES_LATE = [(0, "officer"), (1, "supervisor"), (2, "secretary")]

    def test_nobody_of_another_province_hears(self):
        self._check("1406/01/18")
        companies = self._gap().notice_ids.filtered(lambda n: n.level < 4).user_id
        self.assertEqual(companies.company_id, self.own)

    def test_a_person_without_access_never_hears(self):
        self.officer.group_ids = self.env.ref("base.group_user")
        self.supervisor.active = False
        self.chair.write(
            {"company_id": self.foreign.id, "company_ids": [(6, 0, self.foreign.ids)]}
        )
        self._check("1405/12/17", "meeting_gap")
        self.assertEqual(self._told(self._gap()), [(2, "secretary")])

    def test_an_exempt_obligation_is_told_to_nobody(self):
        self._exempt("meeting_gap", "1405/09/01")
        self._check("1406/01/18", "meeting_gap")
        self.assertEqual(self._gap().standing, "exempt")
        self.assertFalse(self._gap().notice_ids)

    def test_what_was_noted_before_an_exemption_waits_until_it_is_over(self):
        self._check("1406/01/18", "meeting_gap")
        notices = self._gap().notice_ids
        self.assertTrue(notices)
        model = self.env["committee.finding.notice"]
        later = fields.Datetime.now() + timedelta(days=30)
        self.assertLessEqual(notices, model.search(model._waiting_domain(later)))
        self._exempt("meeting_gap", "1405/09/01")
        self._check("1406/01/18", "meeting_gap")
        self.assertEqual(self._gap().standing, "exempt")
        self.assertFalse(notices & model.search(model._waiting_domain(later)))

    # ------------------------------------------------------------
    # SET-BASED
    # ------------------------------------------------------------

    def test_queries_do_not_grow_with_committees(self):
        few, many = self._queries(3), self._queries(20)
        self.assertEqual(many, few)

    def _queries(self, number):
        self._copies(number, self.committee, self.due)
        self.env.flush_all()
        self.env.invalidate_all()
        self._check("1405/12/01")
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["committee.engine"]._check(day("1406/02/20"))
        return self.env.cr.sql_log_count - before

    def test_a_rule_is_one_declaration_in_another_addon(self):
        """The example of the README, as it stands there, and nothing else."""
        self._load_example()
        rule = self._rule("chair_signature")
        meeting = self.meeting.with_user(self.officer)
        meeting.agenda_item_ids.write({"outcome": "discussed"})
        meeting.attendance_ids.write({"presence": "present"})
        with on_day("1405/06/18"):
            meeting.action_record_minutes()
        rules = [rule]
        engine = self.env["committee.engine"]
        self.assertEqual(engine._check(day("1405/06/20"), self.own, rules)[:2], (1, 0))
        self.assertEqual(engine._check(day("1405/06/20"), self.own, rules)[:2], (0, 0))
        finding = self._findings("chair_signature")
        self.assertEqual(finding.standing, "due")
        self.assertIn("Minutes signed by the chair", finding.display_name)
        self._check("1405/07/20", "chair_signature")
        self.assertEqual(finding.standing, "overdue")
        self.assertIn((3, "chair"), self._told(finding))

    def _load_example(self):
        with file_open("cluster_committee/README.md") as file:
            blocks = re.findall(r"```python\n(.*?)```", file.read(), re.DOTALL)
        (example,) = (text for text in blocks if "chair_signature" in text)
        addon = {"__name__": "odoo.addons.of_the_readme.rule"}
        exec(compile(example, "README.md", "exec"), addon)  # noqa: S102
        registry = self.env.registry
        add_to_registry(registry, addon["CommitteeRuleChairSignature"])
        registry._setup_models__(self.env.cr, [])

        def forget():
            model = registry.models.pop("committee.rule.chair.signature")
            for parent in model._inherit_module:
                registry[parent]._inherit_children.discard(model._name)
            registry._setup_models__(self.env.cr, [])

        self.addCleanup(forget)

    def test_a_rule_of_an_addon_that_is_gone(self):
        self.assertIsNone(self._rule("of an addon that is gone"))
