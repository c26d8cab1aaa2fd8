from datetime import timedelta

from odoo.models import MAGIC_COLUMNS
from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, day
from ..compliance.rule_story import LateProvince
from .parameter_cases import CASES


def written(found):
    """A Jalali day as the cases write it."""
    return found and "{:04}/{:02}/{:02}".format(*jalali.to_jalali(found))


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestParameters(LateProvince):
    """Each parameter of an edition turns something: a finding, a plan, a form, a paper.
    One that nothing reads has no case, and a rule that stands in two places has one
    case for each."""

    def test_each_parameter_has_a_case(self):
        parameters = set(self.env["committee.policy.mixin"]._fields)
        self.assertEqual(parameters - {*MAGIC_COLUMNS, "display_name"}, set(CASES))
        for name, cases in CASES.items():
            self.assertTrue(cases, name)
            for case in cases:
                self.assertGreater(len(case.outcomes), 1, name)

    def test_each_parameter_turns_an_outcome(self):
        wrong = []
        for name, cases in CASES.items():
            turned = False
            for case in cases:
                for value, outcome in case.outcomes.items():
                    found = self._shown(case, {**case.given, name: value})
                    if found != outcome:
                        wrong.append(f"{name}={value}, {case.show[1:]}: {found}")
                turned |= len({str(o) for o in case.outcomes.values()}) > 1
            if not turned:
                wrong.append(f"{name} turns nothing")
        if wrong:
            self.fail("\n".join(wrong))

    def _shown(self, case, parameters):
        """What `case` shows under these parameters; nothing of it stays."""
        with self.env.cr.savepoint() as savepoint:
            if case.facts:
                getattr(self, case.facts)()
            self._turn(parameters)
            found = getattr(self, case.show)(*case.asked)
            savepoint.rollback()
        self.env.invalidate_all()
        return found

    def _turn(self, parameters):
        """As if the edition of the story had been enacted with these."""
        edition = self._edition()
        edition._permitted(parameters).write(parameters)
        self.env.flush_all()
        if "weekly_rest" in parameters:
            self.env["committee.calendar.day"]._rebuild()
        self.env.invalidate_all()

    def _edition(self):
        return self.env["committee.procedure.edition"]._edition_on(day("1404/04/15"))

    # ------------------------------------------------------------
    # FACTS
    # ------------------------------------------------------------

    def _mark(self, presence, count):
        """As `count` members came otherwise to every meeting than they did."""
        for meeting in self.second | self.third:
            rows = meeting.attendance_ids.filtered("is_member")[-count:]
            self.env.cr.execute(
                "UPDATE committee_attendance SET presence = %s WHERE id = ANY(%s)",
                [presence, rows.ids],
            )
        self.env.invalidate_all()

    def _four_stay_away(self):
        self._mark("absent", 4)

    def _five_send_somebody(self):
        self._mark("represented", 5)

    def _forget_a_meeting(self):
        self.forgotten = self._create_meeting(
            "invited", self.committee, held="1405/05/10"
        )

    def _exempt_the_gap(self):
        self._exempt("meeting_gap", "1404/10/20", "1404/11/10")

    def _send_to_the_responsible_only(self):
        """The valid dispatches of the first meeting reached the body of its task."""
        body = self.first.resolution_ids.task_ids.partner_id
        self.env.cr.execute(
            """DELETE FROM committee_letter_recipient r USING committee_letter l
                WHERE l.id = r.letter_id AND l.meeting_id = %s AND l.kind = 'dispatch'
                  AND r.partner_id != %s""",
            [self.first.id, body.id],
        )
        self.env.invalidate_all()

    # ------------------------------------------------------------
    # FINDINGS
    # ------------------------------------------------------------

    def _row(self, rule, on, of=None, period=None):
        """One obligation: that of a record of the story, of a period, or the first."""
        rows = sorted(self._stands(rule, on).items(), key=lambda r: str(r[1]["due_on"]))
        subject = of and getattr(self, of).id
        for (found, time), row in rows:
            if subject in (None, found) and period in (None, time):
                return row
        return {}

    def _standing_of(self, rule, on, of):
        return self._row(rule, on, of).get("standing")

    def _standing_in(self, rule, on, period):
        return self._row(rule, on, period=period).get("standing")

    def _level_of(self, rule, on, of):
        return self._row(rule, on, of).get("level")

    def _due_of(self, rule, on, of):
        return written(self._row(rule, on, of).get("due_on"))

    def _opening_of(self, rule, on, of):
        return written(self._row(rule, on, of).get("opens_on"))

    def _target_of(self, rule, on):
        rows = self._stands(rule, on).values()
        return max(rows, key=lambda row: row["opens_on"])["target"]

    def _periods_of(self, rule, on):
        return {period for _subject, period in self._stands(rule, on)}

    def _rules_of(self, rules, on):
        return {rule for rule in rules if self._stands(rule, on)}

    def _cadence_standing(self, on):
        self._check(on)
        return self.committee.cadence_standing

    def _year_count(self, on):
        self._check(on)
        return self.committee.year_count

    def _digest(self, on):
        """The day of the last weekly digest, asked at noon."""
        now = jalali.local_midnight_utc(day(on)) + timedelta(hours=12)
        sent = self.env["committee.finding.notice"]._last_digest(now)
        return written(jalali.local_date(sent))

    def _decide_by(self, on):
        """By when a request of that day is decided."""
        requests = self.env["committee.request"]
        return written(requests._values_of_asking(day(on))["decide_by"])

    # ------------------------------------------------------------
    # PLANS, FORMS, PAPERS
    # ------------------------------------------------------------

    def _usual_number(self):
        return self.env["committee.meeting.plan"].new({}).meeting_count

    def _plan(self, on):
        """What the yearly plan says of a day, after the three meetings of the story."""
        plan = self.env["committee.meeting.plan"].search(
            [("committee_id", "=", self.committee.id), ("jalali_year", "=", 1405)]
        )
        plan.with_user(self.secretary).action_reopen(reason="Another day")
        line = self.env["committee.meeting.plan.line"].with_user(self.officer)
        plan.with_user(self.officer).line_ids.unlink()
        line = line.create({"plan_id": plan.id, "day": day(on)})
        words = ("Gap too long", "Too close", "Counts")
        return next(word for word in words if word in line.remarks)

    def _counted(self, of):
        """A meeting of the story, with its figures computed anew."""
        meeting = getattr(self, of)
        for name in ("member_count", "present_count", "counts", "counts_from"):
            self.env.add_to_compute(meeting._fields[name], meeting)
        return meeting

    def _late_entry(self, on, entered):
        """The mark of a fact of `on`, in working days."""
        rows = [(1, self.committee.company_id.id, day(on), day(entered))]
        meetings = self.env["committee.meeting"]
        days, late, spared = meetings._late_entries(rows)[1]
        return 0 if spared or not late else days

    def _counts_from(self, of):
        return written(self._counted(of).counts_from) or None

    def _quorum(self, of):
        return self._counted(of).has_quorum

    def _came(self, of):
        return self._counted(of).present_count

    def _quorum_needed(self, of):
        meeting = self._counted(of)
        return meeting._quorum_needed(meeting.member_count)

    def _presences(self, of):
        return list(getattr(self, of)._counted_presences())

    def _flaws(self, of, words):
        meeting = getattr(self, of)
        return words in str(meeting.irregularities)

    def _bodies(self, of):
        return len(getattr(self, of)._dispatch_bodies())

    def _letter_rows(self, of):
        """The addressees of the letter that is drafted for the dispatch."""
        values = getattr(self, of)._prepare_letter_values("dispatch")
        return len(values["recipient_ids"])

    def _is_finished(self, of):
        """Whether the form has the resolutions dispatched, and the rule as well."""
        meeting = getattr(self, of)
        form = not meeting._dispatch_flaws()
        rule = {
            row["standing"]
            for (_body, period), row in self._stands(
                "dispatch_recipients", "1405/01/01"
            ).items()
            if period == str(meeting.id)
        } <= {"met"}
        self.assertEqual(form, rule)
        return form
