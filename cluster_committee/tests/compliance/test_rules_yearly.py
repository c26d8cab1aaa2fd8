from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common import TODAY, day
from .findings import FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRulesYearly(FindingsCase):
    """What a committee owes each year, the review of what it resolved, and note 2."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1404/01/01")
        cls.committee = cls._create_committee(formed="1403/06/01")
        cls.cluster = cls._create_cluster(name="عسل")

    def _decision(self, model, line):
        """A yearly decision that the committee resolved and signed."""
        decision = (
            self.env[model]
            .with_user(self.officer)
            .create(
                {
                    "committee_id": self.committee.id,
                    "jalali_year": 1404,
                    "line_ids": [
                        Command.create({"cluster_id": self.cluster.id, **line})
                    ],
                }
            )
        )
        meeting = self._create_meeting("recorded", self.committee, held="1404/11/20")
        decision.resolution_id = meeting.resolution_ids[0]
        self._to_signed(meeting, day("1404/11/20"))
        self.assertEqual(decision.state, "approved")
        return decision

    def _year(self, code, on, year="1404"):
        rows = self._stands(code, on)
        row = rows.get((self.committee.id, year))
        return row and row["standing"]

    def _lives_until_it_is_missed(self, code):
        for on, standing in (
            ("1403/12/30", None),
            ("1404/01/05", "due"),
            ("1404/07/01", "at_risk"),
            ("1404/12/29", "at_risk"),
            ("1405/01/01", "missed"),
        ):
            self.assertEqual(self._year(code, on), standing, (code, on))
        self._exempt(code, "1404/12/01", "1405/01/10")
        self.assertEqual(self._year(code, "1404/12/10"), "exempt")
        # the year that ended in it stays exempt; the next one comes back
        self.assertEqual(self._year(code, "1405/02/01"), "exempt")
        self.assertEqual(self._year(code, "1405/02/01", "1405"), "due")

    def test_priorities_of_the_year(self):
        self._lives_until_it_is_missed("priorities")

    def test_forecast_of_the_year(self):
        self._lives_until_it_is_missed("forecast")

    def test_a_signed_resolution_meets_them(self):
        self._decision("committee.priority.list", {})
        self.assertEqual(self._year("priorities", "1404/11/21"), "at_risk")
        self.assertEqual(self._year("priorities", "1404/11/22"), "met")
        self._new_edition("1404/01/01", priority_before_year=True)
        self.assertEqual(self._year("priorities", "1405/01/05", "1405"), "overdue")

    def test_a_forecast_meets_it(self):
        self._decision(
            "committee.forecast",
            {
                "partner_id": self.own.partner_id.id,
                "amount": 1_000_000,
                "reason": "As agreed",
            },
        )
        self.assertEqual(self._year("forecast", "1404/11/22"), "met")

    def test_a_committee_of_the_second_half_owes_the_next_year(self):
        self.committee._permitted({"formed_on"}).write({"formed_on": day("1404/08/01")})
        self.env.flush_all()
        self.assertIsNone(self._year("priorities", "1404/12/01"))
        self.assertEqual(self._year("priorities", "1405/01/05", "1405"), "due")

    # ------------------------------------------------------------
    # REVIEW
    # ------------------------------------------------------------

    def test_open_resolutions_are_reviewed(self):
        self._create_meeting("dispatched", self.committee, held="1404/02/15")
        bare = self._create_meeting("agenda_proposed", self.committee, "1404/08/10")
        duty = self.env["committee.procedure.clause"].search([("code", "=", "C4-3-5")])
        item = bare.agenda_item_ids.filtered(lambda item: item.duty_id in duty)
        self.assertTrue(item)  # proposed by itself
        for step in ("agenda_approved", "invited", "held"):
            getattr(self, f"_to_{step}")(bare, day("1404/08/10"))
        self.assertEqual(self._standings("review", "1404/08/10"), ["met"])
        self.assertEqual(self._standings("review", "1404/08/09"), [])
        self.env.cr.execute(
            "UPDATE committee_agenda_item SET duty_id = NULL WHERE id = %s", [item.id]
        )
        (row,) = self._stands("review", "1404/08/10").values()
        # only warned of
        self.assertEqual((row["standing"], row["level"]), ("at_risk", "1"))
        self._exempt("review", "1404/08/10")
        self.assertEqual(self._standings("review", "1404/08/10"), ["exempt"])

    # ------------------------------------------------------------
    # NOTE 2
    # ------------------------------------------------------------

    def test_an_approved_plan_is_what_note_2_asks(self):
        plan = self._create_plan("approved")
        share = plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")[0]
        self._create_contribution(share, "confirmed", date=day("1405/06/01"))
        for code in ("agency_cost", "project_cost"):
            self.assertEqual(self._standings(code, "1405/05/01"), [])
            self.assertEqual(self._standings(code, "1405/09/02"), ["met"])
        self.assertEqual(self._standings("approved_plan", "1405/05/31"), [])
        self.assertEqual(self._standings("approved_plan", "1405/06/01"), ["met"])

    def test_what_note_2_forbids_is_told_where_it_came_in_by_another_way(self):
        """The steps refuse it; an imported past may hold it."""
        plan = self._create_plan("approved")
        agency = plan.line_ids.filtered(lambda line: line.kind == "agency")
        project = plan.line_ids - agency
        given = self._create_contribution(
            project.share_ids[0], "confirmed", date=day("1405/06/01")
        )
        other = self.env["res.partner"].create({"name": "Another body"})
        self.env.flush_all()
        for statement, record, code in (
            (
                f"UPDATE business_cluster_plan_share SET partner_id = {other.id}"
                " WHERE id = %s",
                agency.share_ids,
                "agency_cost",
            ),
            (
                "UPDATE business_cluster_plan_share SET amount = amount - 1"
                " WHERE id = %s",
                project.share_ids[0],
                "project_cost",
            ),
            (
                "UPDATE business_cluster_plan SET approved_on = '2026-08-30',"
                " minutes_date = '2026-08-30' WHERE id = %s",
                given.plan_id,
                "approved_plan",
            ),
        ):
            self.env.cr.execute(statement, [record.id])
            self.env.invalidate_all()
            self.assertEqual(self._standings(code, "1405/09/02"), ["overdue"], code)
        (row,) = self._stands("approved_plan", "1405/09/02").values()
        self.assertEqual((row["level"], row["nature"]), ("4", "law"))
        self._exempt("approved_plan", "1405/06/01")
        self.assertEqual(self._standings("approved_plan", "1405/09/02"), ["exempt"])
        given.with_user(self.secretary).action_cancel(reason="Made before its time")
        self.assertEqual(self._standings("approved_plan", "1405/09/02"), [])
