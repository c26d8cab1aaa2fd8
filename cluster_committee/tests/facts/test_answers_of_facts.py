from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY
from .given_facts import GivenFactsCase, at, number_of


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestAnswersOfFacts(GivenFactsCase):
    """What people may do about given findings, and what is kept of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = jalali.today()
        # what follows for the findings of real rules is asked elsewhere
        cls.startClassPatcher(patch.object(type(cls.engine), "_check"))

    def _ago(self, days):
        return self.today - timedelta(days=days)

    def _one(self, **values):
        values = {"opens_on": at(0), "due_on": at(10), "late_from": at(10), **values}
        return self.env["committee.finding"].browse(self._finding(**values))

    # ------------------------------------------------------------
    # BUTTONS, LOG
    # ------------------------------------------------------------

    def test_who_may_answer_ask_and_close(self):
        for standing, may in (
            ("overdue", (True, True, True)),
            ("missed", (True, True, True)),
            ("at_risk", (True, False, False)),
            ("exempt", (False, False, False)),
        ):
            finding = self._one(standing=standing)
            province = finding.with_user(self.supervisor)
            owner = finding.with_user(self.owner)
            with self.subTest(standing=standing):
                self.assertEqual(
                    (
                        province.can_acknowledge,
                        province.can_ask_closing,
                        owner.can_settle,
                    ),
                    may,
                )
            self.env.cr.execute("DELETE FROM committee_finding")
        for settled, standing, may in (
            (at(0), "overdue", True),
            (at(0), "met", False),
            (at(0), "not_applicable", False),
            (None, "overdue", False),
        ):
            finding = self._one(standing=standing, settled_on=settled, state="closed")
            with self.subTest(settled=settled, standing=standing):
                self.assertEqual(finding.with_user(self.owner).can_reopen, may)
                found = finding.search([("is_settled", "=", True)])
                self.assertEqual(
                    bool(found), settled is not None and standing == "overdue"
                )
                self.assertEqual(finding.is_settled, bool(found))
            self.env.cr.execute("DELETE FROM committee_finding")

    def test_an_answer_is_of_the_day_on_which_there_is_one_to_give(self):
        finding = self._one(opens_on=self.today)
        finding.with_user(self.supervisor).action_acknowledge(answer="Yes")
        self.assertEqual(finding.acknowledged_on, self.today)
        finding = self._one(number=2, opens_on=None)
        finding.with_user(self.national).action_note()
        self.assertEqual(finding.noted_on, self.today)
        late = self._one(number=3, opens_on=self._ago(-1))
        with self.assertRaisesRegex(UserError, "nothing to answer before"):
            late.with_user(self.supervisor).action_acknowledge()

    def test_what_is_written_beside_the_standing_is_no_change(self):
        finding = self._one()

        def logged(**values):
            before = len(finding.change_ids)
            finding._permitted(values).write(values)
            finding.invalidate_recordset()
            return len(finding.change_ids) - before

        self.assertEqual(logged(changed_on=at(5)), 0)
        self.assertEqual(logged(level="2"), 1)
        self.assertEqual(logged(late_from=at(11)), 1)
        change = finding.change_ids[0]
        self.assertEqual((change.level_from, change.level_to), ("2", "2"))
        self.assertEqual((change.late_from, change.valid_on), (at(11), self.today))
        self.assertFalse(change.verb or change.number or change.step)

    def test_the_last_check_before_a_day(self):
        checks = self.env["committee.check"]
        both = self.own | self.foreign
        for first, last, companies in (
            (0, 2, self.own),
            (5, 6, self.own),
            (1, 1, self.foreign),
        ):
            checks._permitted_create(
                [
                    {
                        "companies": f"{companies.ids} {first}",
                        "company_ids": [(6, 0, companies.ids)],
                        "date_from": at(first),
                        "date_to": at(last),
                    }
                ]
            )
        self.env.flush_all()
        own, foreign = self.own.id, self.foreign.id
        for on, told in (
            (-1, {}),
            (0, {own: 0}),
            (1, {own: 1, foreign: 1}),
            (4, {own: 2, foreign: 1}),
            (5, {own: 5, foreign: 1}),
            (9, {own: 6, foreign: 1}),
        ):
            found = checks._last_before(at(on), both)
            with self.subTest(on=on):
                self.assertEqual({c: number_of(d) for c, d in found.items()}, told)
        self.assertEqual(set(checks._last_before(at(9), self.own)), {own})

    # ------------------------------------------------------------
    # REQUESTS
    # ------------------------------------------------------------

    def _request(self, **values):
        values = {
            "company_id": self.own.id,
            "kind": "exemption",
            "reason": "A flood",
            "rule": "minutes",
            "date_from": at(0),
            "evidence": "eA==",
            **values,
        }
        return self.env["committee.request"].with_user(self.supervisor).create(values)

    def test_a_request_is_named_by_what_is_asked(self):
        labels = dict(self.env["committee.finding"]._selection_rule())
        clauses = dict(self.env["committee.finding"]._selection_clause())
        finding = self._one()
        for values, of in (
            ({}, labels["minutes"]),
            ({"rule": False, "clause": "C4-0"}, clauses["C4-0"]),
            (
                {"kind": "closing", "rule": False, "finding_id": finding.id},
                finding.display_name,
            ),
        ):
            request = self._request(**values)
            with self.subTest(values=values):
                self.assertTrue(request.display_name.endswith(f" – {of}"))
                kind = dict(request._fields["kind"].selection)[request.kind]
                self.assertTrue(request.display_name.startswith(kind))

    def test_what_a_request_needs(self):
        for values, part in (
            ({"reason": " "}, "needs its reason"),
            ({"evidence": False}, "needs its reason"),
            ({"rule": False}, "choose the obligation"),
            ({"clause": "C4-0"}, "choose the obligation"),
            ({"date_from": False}, "choose the obligation"),
        ):
            request = self._request(**values)
            with self.subTest(values=values), self.assertRaisesRegex(UserError, part):
                request.action_ask()
        request = self._request()
        request.action_ask()
        self.assertEqual((request.state, request.asked_on), ("asked", self.today))

    def test_what_became_of_a_request(self):
        refused, withdrawn, granted = (self._request() for _one in range(3))
        (refused | withdrawn | granted).action_ask()
        refused.with_user(self.owner).action_refuse(reason="No")
        withdrawn.action_withdraw()
        granted.with_user(self.owner).action_grant(
            reason="Yes", evidence={"number": "7"}
        )
        kept = ("state", "decided_on", "decided_by_id", "decision", "decision_number")
        nobody = self.env["res.users"]
        for request, told in (
            (refused, ("refused", self.today, self.owner, "No", False)),
            (withdrawn, ("withdrawn", self.today, nobody, False, False)),
            (granted, ("granted", self.today, self.owner, "Yes", "7")),
        ):
            with self.subTest(told=told):
                self.assertEqual(tuple(request[name] for name in kept), told)
        self.assertEqual(granted.exemption_id.granted_on, self.today)
        self.assertFalse(refused.exemption_id)

    def test_a_request_waits_too_long_from_the_day_after(self):
        for state, decide_by, late in (
            ("asked", 0, False),
            ("asked", 1, True),
            ("asked", None, False),
            ("refused", 1, False),
            ("draft", 1, False),
        ):
            request = self._request()
            values = {
                "state": state,
                "decide_by": None if decide_by is None else self._ago(decide_by),
            }
            request.sudo()._permitted(values).write(values)
            self.env.flush_all()
            own = [("id", "=", request.id)]
            with self.subTest(values=values):
                self.assertIs(request.is_late, late)
                for asked in (True, False):
                    found = request.search([*own, ("is_late", "=", asked)])
                    self.assertEqual(bool(found), late == asked)

    # ------------------------------------------------------------
    # EXEMPTIONS
    # ------------------------------------------------------------

    def _exemption(self, **values):
        values = {
            "company_id": self.own.id,
            "rule": "minutes",
            "reason": "A flood",
            "letter_number": "1",
            "letter_date": at(0),
            "date_from": at(0),
            **values,
        }
        return self.env["committee.exemption"].with_user(self.owner).create(values)

    def test_an_exemption_is_in_force_from_its_first_to_its_last_day(self):
        for first, last, granted, validity in (
            (0, None, False, "draft"),
            (0, None, True, "in_force"),
            (-1, None, True, "coming"),
            (9, 0, True, "in_force"),
            (9, 1, True, "over"),
            (0, 0, True, "in_force"),
        ):
            exemption = self._exemption(
                date_from=self._ago(first),
                date_to=None if last is None else self._ago(last),
            )
            if granted:
                exemption.action_grant()
                self.assertEqual(exemption.granted_on, self.today)
            own = [("id", "=", exemption.id)]
            with self.subTest(first=first, last=last, granted=granted):
                self.assertEqual(exemption.validity, validity)
                for asked in ("draft", "coming", "in_force", "over"):
                    found = exemption.search([*own, ("validity", "=", asked)])
                    self.assertEqual(bool(found), asked == validity)

    def test_an_exemption_is_granted_by_its_letter(self):
        name = self.own.province_id.name
        for values in ({"reason": " "}, {"letter_number": " "}):
            exemption = self._exemption(**values)
            self.assertEqual(exemption.display_name, f"Exemption of {name}")
            with self.subTest(values=values):
                with self.assertRaisesRegex(UserError, "needs its reason"):
                    exemption.action_grant()
        exemption = self._exemption()
        exemption.action_grant(on=self._ago(3))
        self.assertEqual(exemption.granted_on, self._ago(3))
        without = exemption.new({"company_id": self.office.id})
        self.assertEqual(without.display_name, f"Exemption of {self.office.name}")

    def test_an_exemption_ends_early(self):
        for last, ends in ((None, 0), (-5, 0), (0, 0), (3, 3)):
            exemption = self._exemption(
                date_to=None if last is None else self._ago(last)
            )
            exemption.action_grant()
            exemption.action_end_early(reason="It is over")
            with self.subTest(last=last):
                self.assertEqual(exemption.date_to, self._ago(ends))
                self.assertEqual(exemption.ended_on, self.today)
        coming = self._exemption(date_from=self._ago(-1))
        coming.action_grant()
        with self.assertRaisesRegex(UserError, "before it began"):
            coming.action_end_early(reason="It is over")

    def test_the_engine_writes_and_nobody_edits(self):
        """What follows from facts is shown, and offered to nobody for editing."""
        for model in (
            "committee.finding",
            "committee.finding.change",
            "committee.finding.notice",
            "committee.check",
            "committee.province.standing",
        ):
            fields = self.env[model].fields_get(attributes=["readonly", "store"])
            edited = {
                name
                for name, field in fields.items()
                if not field["readonly"]
                and self.env[model]._fields[name].type not in ("one2many", "many2many")
                and not name.startswith("can_")
            }
            with self.subTest(model=model):
                self.assertLessEqual(edited, {"rule", "clause"})
                if model != "committee.province.standing":
                    self.assertFalse(self.env[model]._content_is_open({"open"}))
