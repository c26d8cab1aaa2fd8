"""A province whose facts are entered late, returned, moved and corrected at random, day
by day, with what its screen said at the close of each day."""

import contextlib
import random
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from odoo.addons.web_jalali.tools import clock, jalali

from ...compliance.findings.standing_mixin import BREACHES
from ..common import TODAY, day
from .findings import LETTER, FindingsCase

# rules that these facts move; the others would only take their time
WALKED = (
    "first_meeting",
    "meeting_count",
    "meeting_gap",
    "minutes",
    "dispatch",
    "national_copy",
    "invitation",
    "expert_before",
)
SHOWN = "standing state level measure target due_on late_from met_on".split()


@freeze_time(TODAY)
class WalkCase(FindingsCase):
    """Walks along the days; `self.said` is {day: {finding id: what the screen said}},
    `self.checked` the days that were checked, and `self.closed` those of them on which
    nothing happened after the last check."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee(formed="1405/04/09")
        engine = cls.env["committee.engine"]
        few = [rule for rule in engine._rules() if rule._code in WALKED]
        cls.startClassPatcher(patch.object(type(engine), "_rules", lambda self: few))
        cls.env.cr.execute("DELETE FROM committee_finding")
        cls.env.cr.execute("DELETE FROM committee_check")
        cls.env.invalidate_all()

    def walk(self, seed, days, events):
        """:param events: how many facts are entered on a day, at most"""
        self.random = random.Random(seed)
        self.number = 100
        self.said, self.checked, self.closed = {}, set(), set()
        first = day("1405/05/01")
        for passed in range(days):
            today = first + timedelta(days=passed)
            midnight = jalali.local_midnight_utc(today)
            for hour in (7, 16):
                with clock.moved_to(midnight + timedelta(hours=hour)):
                    for _event in range(self.random.randint(0, events)):
                        self._something_happens(today)
                        self.closed.discard(today)
                    if self.random.random() < 0.6:
                        self._check_all(today)
            self.said[today] = self._screen()

    def _check_all(self, today):
        self.env["committee.engine"]._check(today, self.own)
        self.checked.add(today)
        self.closed.add(today)

    def _screen(self):
        self.env.flush_all()
        self.env.invalidate_all()
        findings = self.env["committee.finding"].with_user(self.national)
        shown = findings.search(
            [("company_id", "=", self.own.id), ("standing", "!=", "not_applicable")]
        )
        return {
            finding.id: {name: finding[name] or None for name in SHOWN}
            for finding in shown
        }

    # ------------------------------------------------------------
    # WHAT HAPPENS
    # ------------------------------------------------------------

    def _something_happens(self, today):
        happens = self.random.choice(
            [
                self._enter,
                self._enter,
                self._record,
                self._record,
                self._return,
                self._move,
                self._correct,
                self._cancel,
                self._dispatch,
                self._exempt_or_end,
                self._settle_or_open,
                self._answer,
                self._suspend_or_resume,
            ]
        )
        # what is not open on that day is refused
        with contextlib.suppress(UserError), self.env.cr.savepoint():
            happens(today)
            self.env.flush_all()
        self.env.invalidate_all()

    def _some(self, condition="TRUE"):
        self.env.cr.execute(
            f"""SELECT id, held_on FROM committee_meeting
                 WHERE committee_id = %s AND {condition} ORDER BY id""",
            [self.committee.id],
        )
        rows = self.env.cr.fetchall()
        return self.random.choice(rows) if rows else (None, None)

    def _enter(self, today):
        """A meeting, up to ten weeks after it was held."""
        held = today - timedelta(days=self.random.randint(0, 70))
        self.number += 1
        self.env.cr.execute(
            """INSERT INTO committee_meeting
                      (committee_id, company_id, kind, date_start, state, held_on,
                       invited_on, number, number_year, counts, counts_from,
                       meeting_type)
               VALUES (%s, %s, 'provincial', %s, 'held', %s, %s, %s, 1405, TRUE, %s,
                       'regular')""",
            [
                self.committee.id,
                self.own.id,
                jalali.local_midnight_utc(held),
                held,
                held - timedelta(days=self.random.randint(0, 9)),
                self.number,
                held,
            ],
        )

    def _act(self, meeting, verb, states, on):
        self.env["workflow.act"]._permitted_create(
            [
                {
                    "res_model": "committee.meeting",
                    "res_id": meeting,
                    "company_id": self.own.id,
                    "verb": verb,
                    "state_from": states[0],
                    "state_to": states[1],
                    "on": on,
                }
            ]
        )

    def _record(self, today):
        meeting, held = self._some("recorded_on IS NULL AND held_on IS NOT NULL")
        if meeting:
            on = max(held, today - timedelta(days=self.random.randint(0, 10)))
            self._act(meeting, "record_minutes", ("held", "recorded"), on)
            self._set(meeting, recorded_on=on, state="recorded")

    def _return(self, today):
        meeting, _held = self._some("recorded_on IS NOT NULL")
        if meeting:
            self._act(meeting, "return_minutes", ("recorded", "held"), today)
            self._set(meeting, recorded_on=None, state="held")

    def _move(self, today):
        meeting, held = self._some("held_on IS NOT NULL")
        if meeting:
            on = min(today, held + timedelta(days=self.random.randint(-20, 20)))
            self._set(meeting, held_on=on, counts_from=on)

    def _correct(self, today):
        meeting, held = self._some("held_on IS NOT NULL")
        if meeting:
            self._set(meeting, counts_from=self.random.choice((None, held)))

    def _cancel(self, today):
        meeting, _held = self._some("held_on IS NOT NULL")
        if meeting:
            gone = dict.fromkeys(("held_on", "counts_from", "recorded_on"))
            self._set(meeting, state="cancelled", counts=False, **gone)

    def _dispatch(self, today):
        meeting, held = self._some("recorded_on IS NOT NULL")
        if meeting:
            on = max(held, today - timedelta(days=self.random.randint(0, 30)))
            self.env.cr.execute(
                """INSERT INTO committee_letter
                          (kind, committee_id, company_id, meeting_id, state,
                           letter_date, signatory_id, secrecy, urgency, number)
                   VALUES ('dispatch', %s, %s, %s, 'sent', %s, %s, 'ordinary',
                           'ordinary', %s)""",
                [
                    self.committee.id,
                    self.own.id,
                    meeting,
                    on,
                    self.chair.partner_id.id,
                    f"N/{self.random.random()}",
                ],
            )
            self._set(meeting, national_copy_on=on)

    def _set(self, meeting, **values):
        names = ", ".join(f"{name} = %s" for name in values)
        self.env.cr.execute(
            f"UPDATE committee_meeting SET {names} WHERE id = %s",
            [*values.values(), meeting],
        )

    def _exempt_or_end(self, today):
        running = self.env["committee.exemption"].search([("state", "=", "granted")])
        if running and self.random.random() < 0.6:
            running[0].with_user(self.owner).action_end_early(reason="Over")
            self.checked.add(today)
            return
        since = today - timedelta(days=self.random.randint(0, 20))
        exemption = self.env["committee.exemption"].with_user(self.owner)
        exemption.create(
            {
                "company_id": self.own.id,
                "rule": self.random.choice(WALKED),
                "reason": "It is being reorganised",
                "letter_number": "ص/۱۲",
                "letter_date": since,
                "date_from": since,
                "date_to": today + timedelta(days=self.random.randint(0, 30)),
            }
        ).action_grant()
        self.checked.add(today)

    def _finding(self, *domain):
        found = self.env["committee.finding"].search(
            [("company_id", "=", self.own.id), *domain]
        )
        return self.random.choice(found) if found else found

    def _settle_or_open(self, today):
        settled = self._finding(("is_settled", "=", True))
        late = self._finding(("state", "=", "open"), ("standing", "in", BREACHES))
        if settled and self.random.random() < 0.6:
            settled.with_user(self.owner).action_reopen(reason="No", evidence=LETTER)
        elif late:
            late.with_user(self.owner).action_settle(reason="Lost", evidence=LETTER)

    def _answer(self, today):
        finding = self._finding(("state", "=", "open"))
        if finding:
            finding.with_user(self.supervisor).action_acknowledge(answer="We shall")

    def _suspend_or_resume(self, today):
        if self.random.random() < 0.7:
            return
        committee = self.committee.with_user(self.secretary)
        if committee.state == "suspended":
            committee.action_resume()
        else:
            committee.action_suspend(reason="For a while")
