from datetime import timedelta

from odoo.tests import TransactionCase, freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.addons.cluster_committee.tests.compliance.cadence_oracle import assess
from odoo.addons.web_jalali.tools import jalali


class DemoCase(TransactionCase):
    """The demo data, built on the day that the class is frozen to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        report = cls.env.registry["ir.actions.report"]
        cls.classPatch(report, "_make_document", lambda self, record: b"%PDF-")
        cls.demo = cls.env["committee.demo"]
        cls._prepare()
        cls.demo._build()

    @classmethod
    def _prepare(cls):
        cls.demo._remove()

    @classmethod
    def _named(cls, name):
        return cls.env.ref(f"cluster_committee_demo.demo_{name}")

    def _tasks(self, meeting, number):
        resolution = meeting.resolution_ids.filtered(lambda r: r.number == number)
        return resolution.task_ids


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDemo(DemoCase):
    """The demo data is the scenarios A and C, and a province that is late."""

    # ------------------------------------------------------------
    # THE HEALTHY PROVINCE (7.A)
    # ------------------------------------------------------------

    def test_a_committee_in_good_order(self):
        committee = self._named("committee_ea")
        self.assertEqual(committee.state, "active")
        self.assertEqual(committee.province_id.iso_code, "IR-03")
        self.assertEqual((committee.seat_count, committee.filled_seat_count), (11, 11))
        self.assertEqual(len(committee.seat_ids.filtered("statutory")), 9)
        self.assertFalse(committee.seat_gap)
        self.assertEqual(committee.next_due_on, day("1406/02/05"))
        self.assertEqual(committee.cadence_standing, "ok")
        self.assertEqual((committee.year_count, committee.year_required), (2, 2))
        self.assertEqual(committee.year_effective_count, 2)
        self.assertEqual(committee.year_standing, "met")
        findings = self.env["committee.finding"]
        own = findings.search([("company_id", "=", committee.company_id.id)])
        alarms = own.filtered_domain(findings._alarm_domain())
        self.assertFalse(alarms.mapped("display_name"))
        self.assertIn("met", own.mapped("standing"))

    def test_its_four_meetings(self):
        meetings = self._named("committee_ea").meeting_ids.sorted("held_on")
        self.assertEqual(
            [(m.number, m.number_year, m.held_on, m.invited_on) for m in meetings],
            [
                (1, 1404, day("1404/02/17"), day("1404/01/31")),
                (2, 1404, day("1404/08/13"), day("1404/08/04")),
                (1, 1405, day("1405/02/08"), day("1405/01/30")),
                (2, 1405, day("1405/08/05"), day("1405/07/26")),
            ],
        )
        self.assertEqual(set(meetings.mapped("state")), {"closed"})
        self.assertEqual(
            [(m.recorded_on, m.dispatched_on, m.national_copy_on) for m in meetings],
            [
                (day("1404/02/20"), day("1404/02/24"), day("1404/02/24")),
                (day("1404/08/18"), day("1404/08/24"), day("1404/08/24")),
                (day("1405/02/12"), day("1405/02/16"), day("1405/02/16")),
                (day("1405/08/10"), day("1405/08/13"), day("1405/08/13")),
            ],
        )
        self.assertFalse(meetings._irregularities())
        cadence = assess(meetings.mapped("held_on"), day("1405/09/02"))
        self.assertEqual(cadence.longest_gap_days, 182)

    def test_nothing_of_it_was_entered_late(self):
        """Each actor acted, and entered what he did, on his day."""
        companies = self.demo._demo_records("res.company")
        of_these = [("company_id", "in", companies.ids), ("entered_on", "!=", False)]
        for model in (
            "committee.meeting",
            "committee.letter",
            "business.cluster.contribution",
        ):
            records = self.env[model].search(of_these)
            self.assertTrue(records, model)
            self.assertFalse(records.filtered("is_entered_late"), model)
        acts = self.env["workflow.act"].search(of_these[:1])
        self.assertFalse(
            [
                (act.res_model, act.verb, act.on)
                for act in acts
                # it is taken of itself when the attendance is known
                if act.verb != "activate"
                if jalali.local_date(act.entered_at) != act.on
            ]
        )

    def test_its_attendance(self):
        meetings = self._named("committee_ea").meeting_ids.sorted("held_on")
        self.assertEqual(meetings.mapped("present_count"), [10, 9, 10, 9])
        self.assertEqual(set(meetings.mapped("member_count")), {11})
        mean = sum(meetings.mapped("attendance_rate")) / 4
        self.assertEqual(round(mean, 1), 86.4)
        rows = meetings[2].attendance_ids
        bank = self._named("body_ea_bank_industry_mine")
        excused = rows.filtered(lambda row: row.presence == "excused")
        self.assertEqual(excused.institution_id, bank)
        represented = rows.filtered(lambda row: row.presence == "represented")
        self.assertEqual(len(represented), 2)
        self.assertTrue(all(represented.mapped("introduction_number")))

    def test_its_resolutions(self):
        meetings = self._named("committee_ea").meeting_ids.sorted("held_on")
        resolutions = meetings.resolution_ids
        done = resolutions.filtered(lambda r: r.progress_state == "done")
        self.assertEqual((len(resolutions), len(done)), (9, 6))
        late = done.filtered(lambda r: any(r.task_ids.mapped("days_late")))
        self.assertEqual(len(late), 1)  # 5 of 6 on time: 83.3 percent
        self.assertEqual((late.number, late.task_ids.days_late), (3, 7))
        third = meetings[2].resolution_ids.sorted("number")
        self.assertEqual(
            third.mapped("number_label"), [f"\u2068۱/۱۴۰۵/{n}\u2069" for n in "۱۲۳۴"]
        )
        self.assertIn("باتیک اسکو، پنیر لیقوان، کفش دست‌دوز تبریز", third[0].name)
        self.assertIn("اولویت‌های سال ۱۴۰۵", third[0].name)
        self.assertEqual(third[1].amount, 92_000_000_000)
        self.assertEqual(len(third[1].task_ids), 11)
        self.assertEqual(
            third.duty_id.mapped("number"), ["4-3-3", "4-3-4", "4-3-2", "4-3-5"]
        )
        running = meetings[3].resolution_ids - done
        self.assertGreater(min(running.mapped("deadline")), day("1405/09/30"))
        self.assertFalse(any(resolutions.mapped("is_overdue")))

    def test_its_clusters(self):
        self.assertEqual(
            [
                self._named(f"cluster_ea_{key}").state
                for key in ("batik", "cheese", "shoes")
            ],
            ["year_2", "year_1", "feasibility"],
        )

    # ------------------------------------------------------------
    # THE NEW PROVINCE (7.C)
    # ------------------------------------------------------------

    def test_a_committee_newly_formed(self):
        committee = self._named("committee_kb")
        self.assertEqual(committee.formed_on, day("1405/04/09"))
        heard = committee.consultation_ids.sorted("consulted_on")
        self.assertEqual(
            [(c.party, c.consulted_on) for c in heard],
            [("governor", day("1405/03/10")), ("deputy", day("1405/03/17"))],
        )
        self.assertEqual(committee.proposal_letter_id.letter_date, day("1405/03/24"))
        decrees = committee.letter_ids.filtered(lambda le: le.kind == "decree")
        self.assertEqual(len(decrees), 8)
        self.assertTrue(all(decrees.mapped("signed_by_chair")))
        self.assertEqual(committee.next_due_on, day("1405/12/16"))
        self.assertEqual(committee.cadence_standing, "ok")
        experts = self._named("committee_kb_experts")
        self.assertFalse(experts.missing_body_ids)
        self.assertEqual(experts.parent_id, committee)
        self.assertEqual(len(experts._holders_on(day("1405/04/20"))), 9)
        self.assertFalse(experts._holders_on(day("1405/04/19")))

    def test_its_action_plan(self):
        plan = self._named("cluster_plan_kb_weaving")
        self.assertEqual(plan.cluster_id, self._named("cluster_kb_weaving"))
        self.assertEqual((plan.state, plan.jalali_year), ("approved", 1405))
        self.assertEqual(plan.approved_on, day("1405/05/11"))
        self.assertEqual((plan.cost, plan.project_cost), (36 * 10**9, 24 * 10**9))
        self.assertEqual(plan.project_committed, 18_200 * 10**6)
        self.assertEqual(plan.project_committed_percent, 75.83)

    def test_its_first_meeting(self):
        meeting = self._named("meeting_kb_1")
        self.assertEqual((meeting.number, meeting.number_year), (1, 1405))
        self.assertEqual(meeting.held_on, day("1405/06/16"))
        first_due = meeting.committee_id.formed_on + timedelta(days=60)
        self.assertEqual((meeting.held_on - first_due).days, 9)
        self.assertEqual((meeting.held_on - meeting.invited_on).days, 12)
        rows = meeting.attendance_ids
        presence = rows.mapped("presence")
        self.assertEqual(len(rows), 10)
        self.assertEqual(
            [presence.count(p) for p in ("present", "represented", "excused")],
            [7, 2, 1],
        )
        self.assertEqual((meeting.present_count, meeting.member_count), (8, 9))
        recipients = {
            letter.kind: len(letter.recipient_ids) for letter in meeting.letter_ids
        }
        self.assertEqual(recipients["invitation"], 10)
        self.assertEqual(recipients["dispatch"], 10)
        self.assertEqual(meeting.dispatched_on, day("1405/06/24"))
        self.assertEqual(meeting.national_copy_on, day("1405/06/25"))
        self.assertEqual(meeting.state, "closed")

    def test_its_resolutions_on_the_day(self):
        meeting = self._named("meeting_kb_1")
        done = [
            [task.state for task in self._tasks(meeting, number)].count("done")
            for number in range(1, 6)
        ]
        self.assertEqual(done, [1, 3, 5, 9, 0])
        self.assertEqual(
            [len(self._tasks(meeting, number)) for number in range(1, 6)],
            [1, 4, 9, 9, 1],
        )
        late = self._tasks(meeting, 2).filtered("is_overdue")
        self.assertEqual(late.partner_id, self._named("body_kb_industry"))
        self.assertEqual(late.days_late, 47)
        late = self._tasks(meeting, 3).filtered("is_overdue")
        self.assertEqual(set(late.mapped("days_late")), {15})
        self.assertEqual(self._tasks(meeting, 5).days_late, 2)

    def test_its_expert_outputs_were_adopted(self):
        first, second = (self._named(f"session_kb_{number}") for number in (1, 2))
        self.assertEqual(
            [(s.number, s.held_on, s.state) for s in first | second],
            [(1, day("1405/04/22"), "closed"), (2, day("1405/05/05"), "closed")],
        )
        outputs = first.output_ids | second.output_ids
        self.assertEqual(set(outputs.mapped("state")), {"adopted"})
        self.assertEqual(outputs.item_id.mapped("number"), [2, 3])
        self.assertEqual(outputs.resolution_ids.mapped("number"), [1, 2])
        priorities = self._named("priorities_kb")
        self.assertEqual(
            priorities.line_ids.cluster_id.mapped("name"),
            ["خوشه دست‌بافته‌های داری", "خوشه عسل", "خوشه گیاهان دارویی"],
        )
        self.assertEqual(
            (priorities.state, priorities.jalali_year, priorities.output_id),
            ("approved", 1405, first.output_ids),
        )
        scores = priorities.line_ids.mapped("score")
        self.assertEqual(scores, sorted(scores, reverse=True))
        forecast = self._named("forecast_kb")
        self.assertEqual((forecast.state, forecast.amount), ("approved", 66e9))

    def test_reports_tell_how_far_a_part_has_come(self):
        late = self._tasks(self._named("meeting_kb_1"), 2).filtered("is_overdue")
        self.assertEqual((late.progress, len(late.report_ids)), (60, 2))

    def test_the_healthy_province_decides_what_its_experts_prepare(self):
        priorities, forecast = self._named("priorities_ea"), self._named("forecast_ea")
        self.assertEqual((priorities.state, forecast.state), ("approved", "approved"))
        self.assertEqual(priorities.output_id.session_id.held_on, day("1405/01/24"))
        self.assertEqual(forecast.amount, 92_000_000_000)
        self.assertEqual(forecast.resolution_id.number, 2)
        experts = self._named("committee_ea_experts")
        self.assertFalse(experts.missing_body_ids)
        days = experts.meeting_ids.sorted("held_on").mapped("held_on")
        self.assertEqual(len(days), 8)
        gaps = zip(days, [*days[1:], day("1405/09/02")], strict=True)
        self.assertLessEqual(max((later - one).days for one, later in gaps), 90)

    # ------------------------------------------------------------
    # THE LATE PROVINCE
    # ------------------------------------------------------------

    def test_a_committee_that_is_late(self):
        committee = self._named("committee_sm")
        self.assertEqual(committee.cadence_standing, "national")
        self.assertGreater(
            day("1405/09/02"), jalali.add_months(committee.last_held_on, 8)
        )
        standings = committee.seat_ids.mapped("standing")
        self.assertEqual(
            (standings.count("vacant"), standings.count("expired")), (1, 1)
        )
        with_gap = self.env["committee.committee"].search([("seat_gap", "=", True)])
        self.assertIn(committee, with_gap)
        self.assertNotIn(self._named("committee_ea"), with_gap)
        undone = self._named("meeting_sm_2")
        self.assertEqual(undone.state, "signed")
        self.assertFalse(undone.dispatched_on or undone.national_copy_on)
        on_paper = self._named("meeting_sm_1")._issued_letters("dispatch")
        self.assertTrue(on_paper.on_paper and on_paper.scan_missing)

    def test_it_is_told_to_its_people_and_mailed_to_nobody(self):
        findings = self.env["committee.finding"].search(self.demo._demo_domain())
        late = self._named("committee_sm").company_id
        gap = findings.filtered(
            lambda f: f.rule == "meeting_gap" and f.company_id == late and not f.met_on
        )
        self.assertEqual((gap.standing, gap.level), ("overdue", "4"))
        told = findings.notice_ids
        self.assertLessEqual(
            self._named("user_chair_sm") | self._named("user_national"), told.user_id
        )
        self.assertTrue(all(told.mapped("mailed_at")))
        self.assertFalse(told.mail_id)

    def test_what_the_provinces_asked_of_the_owner(self):
        requests = self.env["committee.request"].search(
            self.demo._demo_domain(), order="asked_on"
        )
        late = self._named("committee_sm").company_id
        young = self._named("committee_kb").company_id
        self.assertEqual(
            [(one.company_id, one.rule, one.state) for one in requests],
            [
                (late, "meeting_plan", "granted"),
                (late, "meeting_gap", "refused"),
                (young, "priorities", "asked"),
            ],
        )
        granted, refused, asked = requests
        self.assertEqual(
            (granted.exemption_id.state, granted.decision_number),
            ("granted", "ص/۱۴۰۵/۲۱"),
        )
        self.assertTrue(refused.decision and all(requests.mapped("evidence")))
        self.assertFalse(asked.is_late)
        self.assertGreater(asked.decide_by, day("1405/09/02"))

    # ------------------------------------------------------------
    # HOW IT WAS MADE
    # ------------------------------------------------------------

    def test_each_step_was_taken_by_whom_it_belongs_to(self):
        people = {
            role: {self._named(f"user_{role}_{key}") for key in ("ea", "kb", "sm")}
            for role in ("officer", "supervisor", "secretary", "chair")
        }
        chair = {"approve_agenda", "invite", "sign_as_chair"}
        officer = {"hold", "record_minutes", "finish", "activate"}
        officer |= {"schedule"}
        officer |= {"identify", "prioritise", "study_feasibility", "diagnose", "plan"}
        officer |= {"start_year_1", "start_year_2"}
        acts = self.env["workflow.act"].search(self.demo._demo_domain())
        self.assertLess(
            {"constitute", "dispatch", "send"} | chair | officer,
            set(acts.mapped("verb")),
        )
        for act in acts:
            if act.verb in chair:
                self.assertIn(act.create_uid, people["chair"], act.verb)
            elif act.verb == "send":
                self.assertIn(act.create_uid, people["secretary"], act.verb)
            elif act.verb in officer:
                self.assertIn(act.create_uid, people["officer"], act.verb)
            elif act.verb in ("grant", "refuse"):
                self.assertEqual(act.create_uid, self._named("user_owner"))
            elif act.verb == "ask":
                self.assertIn(act.create_uid, people["supervisor"], act.verb)
            elif act.verb == "acknowledge":
                self.assertEqual(act.create_uid, self._named("user_national"))
            else:
                self.assertIn(
                    act.create_uid, people["secretary"] | people["chair"], act.verb
                )

    def test_all_of_it_has_a_name(self):
        # only a province in a database of its own announces its meetings
        elsewhere = {"committee.announced.meeting"}
        for model in self.demo._committee_models()[0]:
            records = self.env[model].search(self.demo._demo_domain())
            self.assertEqual(not records, model in elsewhere, model)
            self.assertLessEqual(records, self.demo._demo_records(model), model)

    def test_nothing_is_forgotten_when_a_model_is_added(self):
        """Every model that belongs to a company is among those that are removed, the
        holders before the held."""
        found, loops = self.demo._committee_models()
        ours = {
            name
            for name, model in self.env.registry.items()
            if name.startswith(("committee.", "business.cluster"))
            and model._auto  # what is a query alone holds nothing
            and not (model._abstract or model._transient)
            and "company_id" in model._fields
        }
        ours.add("workflow.act")  # of the addon below, for any record
        self.assertEqual(sorted(found), sorted(ours))
        links = self.env["ir.model.fields"].search(
            [
                ("model", "in", found),
                ("relation", "in", found),
                ("ttype", "=", "many2one"),
                ("store", "=", True),
                ("on_delete", "in", ("restrict", "cascade")),
            ]
        )
        self.assertGreater(len(links), 50)
        for link in links:
            cut = link.name in loops.get(link.model, ())
            if link.model != link.relation and not cut:
                in_order = found.index(link.model) < found.index(link.relation)
                self.assertTrue(in_order, (link.model, link.name))
        # members and their decrees hold each other, nothing else does
        self.assertEqual(
            loops, {"committee.member": {"letter_id", "proposal_letter_id"}}
        )

    def test_people_sign_in_with_their_login(self):
        for name in ("officer_ea", "secretary_kb", "chair_sm", "national", "owner"):
            user = self._named(f"user_{name}")
            self.assertEqual((user.lang, user.tz), ("fa_IR", "Asia/Tehran"))
            credential = {
                "login": user.login,
                "password": user.login,
                "type": "password",
            }
            found = user.authenticate(credential, {"interactive": False})
            self.assertEqual(found["uid"], user.id)

    def test_it_says_what_it_is(self):
        for company in self.demo._demo_records("res.company"):
            self.assertIn("داده‌های نمایشی", company.name)

    def test_built_again_it_changes_nothing(self):
        before = self.env["workflow.act"].search_count([])
        self.demo._build()
        self.assertEqual(self.env["workflow.act"].search_count([]), before)
