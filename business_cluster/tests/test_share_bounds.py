from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, ClusterCase, day
from .refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestShareBounds(RefusalMixin, ClusterCase):
    """The last day and the last rial that note 2 allows, and the first it does not.

    The project P1 of the plan costs 3001 rials: 2000 of the supporter, 1001 of the
    broker. The plan was approved on 1405/05/11.
    """

    def setUp(self):
        super().setUp()
        self.plan = self._create_plan("approved")
        self.share, self.other = self.plan._project_shares()

    def _confirm(self, record):
        record.with_user(self.secretary).action_confirm()

    def _change(self, amount, on, share=None, letter_on=None):
        """A written change of the share, by a letter of the same day."""
        return self._create_share_change(
            share or self.share,
            amount=amount,
            date=day(on),
            letter_date=day(letter_on or on),
        )

    def _room(self, on, share=None, kind="commitment"):
        """What a row of one rial is told to be open from that day on."""
        share = share or self.share
        given = share.contribution_ids.new({"share_id": share.id, "kind": kind})
        given.date = day(on)
        return given.room

    def _newer(self, on, amounts):
        """A newer plan of the year, approved on that day, whose project is shared so.

        :param amounts: {body: rials}
        """
        newer = self.plan.browse(
            self.plan.with_user(self.officer).action_revise()["res_id"]
        )
        line = newer.line_ids.filtered(lambda each: each.kind == "project")
        line.share_ids.unlink()
        line.cost = sum(amounts.values())
        line._share_out(amounts)
        newer.write(self._minutes(on))
        newer.with_user(self.secretary).action_approve()
        return newer

    # ------------------------------------------------------------
    # WRITTEN CHANGES
    # ------------------------------------------------------------

    def test_a_change_is_asked_for_its_day_its_reason_and_its_letter(self):
        change = self._change(2500, "1405/07/20")
        for name in ("date", "reason", "letter_number", "letter_date"):
            form = Form(change)
            form[name] = False
            with self.subTest(name), self.assertRaisesRegex(AssertionError, name):
                form.save()

    def test_a_change_may_be_of_the_day_of_the_approval(self):
        with self.refused("not approved on that day", error=ValidationError):
            self._change(2500, "1405/05/10")
        self._confirm(self._change(2500, "1405/05/11"))
        self.assertEqual(self._room("1405/05/11"), 2500)

    def test_a_change_of_today_is_not_of_the_future(self):
        self._confirm(self._change(2500, "1405/09/02"))
        self.assertEqual(self.share.limit_amount, 2500)
        with self.refused("future"):
            self._confirm(self._change(2600, "1405/09/03"))

    def test_the_last_change_counts_and_the_share_stays_as_approved(self):
        for amount, on in (
            (2500, "1405/07/20"),
            (2200, "1405/08/01"),
            (2700, "1405/08/01"),
        ):
            self._confirm(self._change(amount, on))
        # entered last, but of an earlier day
        self._confirm(self._change(2900, "1405/07/25"))
        self.assertEqual((self.share.limit_amount, self.share.amount), (2700, 2000))
        self.assertEqual(
            [
                self._room(on)
                for on in ("1405/07/19", "1405/07/20", "1405/07/25", "1405/08/01")
            ],
            # the least of what is open then and on each later day
            [2000, 2500, 2700, 2700],
        )

    def test_a_share_is_lowered_to_what_was_given_and_no_further(self):
        for kind in ("commitment", "payment"):
            self._create_contribution(self.share, "confirmed", amount=1500, kind=kind)
        self._confirm(self._change(1500, "1405/07/20"))
        self.assertEqual((self.share.limit_amount, self._room("1405/07/20")), (1500, 0))
        with self.refused("1,500 rials", "cannot be less"):
            self._confirm(self._change(1499, "1405/07/21"))

    def test_a_share_is_not_lowered_below_what_was_paid_alone(self):
        self._create_contribution(self.share, "confirmed", amount=900, kind="payment")
        with self.refused("900 rials", "cannot be less"):
            self._confirm(self._change(899, "1405/07/20"))

    def test_a_change_that_waits_opens_nothing_for_another(self):
        self._create_contribution(
            self.share, "confirmed", amount=2000, date=day("1405/07/22")
        )
        self._change(2500, "1405/07/21")  # waits
        with self.refused("2,000 rials", "until 2026-10-14", "cannot be less"):
            self._confirm(self._change(1500, "1405/07/20"))

    # ------------------------------------------------------------
    # NEWER PLANS
    # ------------------------------------------------------------

    def test_nothing_is_open_of_a_share_that_the_newer_plan_lacks(self):
        broker = self.plan.broker_id
        third = broker.create({"name": "Third body", "is_company": True})
        self._confirm(self._change(2500, "1405/07/20"))
        since = {"cluster_id": self.plan.cluster_id.id, "date_from": day("1405/05/11")}
        supporters = self.plan.cluster_id.supporter_ids
        supporters.with_user(self.officer).action_end(
            on=day("1405/07/30"), reason="Left"
        )
        supporters.create({"partner_id": third.id, **since})
        self._newer("1405/08/01", {third: 2000, broker: 1001})
        # the letter came before, but nothing is left for it on the later day
        with self.refused("by 1 rials on 2026-10-23", error=ValidationError):
            self._create_contribution(self.share, amount=1)
        self.assertEqual(self._room("1405/07/10"), 0)

    def test_a_change_of_the_old_plan_ends_with_it(self):
        supporter, broker = self.share.partner_id, self.other.partner_id
        self._confirm(self._change(2500, "1405/06/20"))
        self._confirm(self._change(2900, "1405/08/01"))
        newer = self._newer("1405/08/01", {supporter: 1500, broker: 1501})
        share = newer._project_shares().filtered(
            lambda each: each.partner_id == supporter
        )
        self.assertEqual(share.limit_amount, 1500)
        self.assertEqual(self._room("1405/08/01", share), 1500)
        self.assertEqual(self._room("1405/07/01"), 1500)
        on = {"date": day("1405/08/01"), "letter_date": day("1405/08/01")}
        with self.refused("by 1 rials", error=ValidationError):
            self._create_contribution(share, amount=1501, **on)

    def test_the_cost_of_the_plan_in_force_bounds_what_is_entered_late(self):
        supporter, broker = self.share.partner_id, self.other.partner_id
        late = self._create_contribution(self.other, amount=1)
        newer = self._newer("1405/08/01", {supporter: 1500, broker: 500})
        share = newer._project_shares().filtered(
            lambda each: each.partner_id == supporter
        )
        self._confirm(self._change(2000, "1405/08/05", share))
        on = {"date": day("1405/08/05"), "letter_date": day("1405/08/05")}
        self._create_contribution(share, "confirmed", amount=2000, **on)
        # P1 costs 2000 rials now, whatever it cost under the older plan
        with self.refused("All bodies together", "2,001", "2,000", "note 2"):
            self._confirm(late)

    def test_rows_of_both_plans_are_confirmed_together(self):
        supporter, broker = self.share.partner_id, self.other.partner_id
        early = self._create_contribution(self.share, amount=700)
        newer = self._newer("1405/08/01", {supporter: 1500, broker: 500})
        share = newer._project_shares().filtered(
            lambda each: each.partner_id == supporter
        )
        on = {"date": day("1405/08/01"), "letter_date": day("1405/08/01")}
        later = self._create_contribution(share, amount=800, **on)
        self._confirm(early | later)
        self.assertEqual(newer.project_committed, 1500)

    # ------------------------------------------------------------
    # COMMITMENTS AND PAYMENTS
    # ------------------------------------------------------------

    def test_no_row_is_moved_to_a_share_of_another_province(self):
        """And the refusal tells nothing of that one."""
        plan = self._create_plan("approved", self.foreign)
        foreign = plan._project_shares()[0]
        early = {"share_id": foreign.id, "date": day("1405/01/01")}
        for row in (
            self._create_contribution(self.share, amount=1),
            self._change(2500, "1405/07/20"),
        ):
            with self.subTest(model=row._name):
                with self.assertRaises(AccessError) as refused:
                    row.with_user(self.officer).write(early)
                self.assertNotIn(plan.cluster_id.name, str(refused.exception))

    def test_cancelling_on_its_own_day_frees_the_room(self):
        today = "1405/09/02"
        given = self._create_contribution(
            self.share, "confirmed", amount=2000, date=day(today)
        )
        self.assertEqual(self._room(today), 0)
        self.assertEqual(self._room(today, kind="payment"), 2000)
        self.assertEqual(self._room(today, self.other), 1001)
        given.with_user(self.secretary).action_cancel(reason="Budget was cut")
        self.assertEqual(
            (given.state, given.cancelled_on, given.cancel_reason),
            ("cancelled", day(today), "Budget was cut"),
        )
        self.assertEqual((self.share.committed, self._room(today)), (0, 2000))

    def test_a_letter_of_today_is_not_of_the_future(self):
        today = {"date": day("1405/09/02"), "letter_date": day("1405/09/02")}
        given = self._create_contribution(self.share, "confirmed", **today)
        self.assertEqual((given.state, self.share.committed), ("confirmed", 1))
        with self.refused("future"):
            self._create_contribution(self.share, "confirmed", date=day("1405/09/03"))

    def test_a_row_is_named_by_its_kind_its_body_and_its_rials(self):
        given = self._create_contribution(self.share, amount=1500, kind="payment")
        self.assertEqual(
            given.display_name, f"Payment of {self.share.partner_id.name}: 1,500 rials"
        )

    def test_a_row_stands_in_the_year_and_the_half_year_of_its_day(self):
        for on, half in (("1405/06/31", "1"), ("1405/07/01", "2")):
            given = self._create_contribution(self.share, date=day(on))
            self.assertEqual((given.jalali_year, given.half_year), (1405, half))

    def test_two_who_confirm_at_once_do_not_both_take_what_is_open(self):
        """The row of the plan is written anew: PostgreSQL refuses the second."""
        for record in (
            self._create_contribution(self.share),
            self._change(2500, "1405/07/20"),
        ):
            before = self._place_of_the_plan()
            self._confirm(record)
            self.assertNotEqual(self._place_of_the_plan(), before)

    def _place_of_the_plan(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT ctid::text FROM business_cluster_plan WHERE id = %s", [self.plan.id]
        )
        return self.env.cr.fetchone()

    def test_what_is_cancelled_says_when_and_why_and_only_such_a_row(self):
        given = self._create_contribution(self.share, "confirmed")
        for values in (
            "state = 'cancelled'",
            "state = 'cancelled', cancelled_on = '2026-10-01'",
            "state = 'cancelled', cancel_reason = 'A reason'",
            "cancelled_on = '2026-10-01'",
            "cancel_reason = 'A reason'",
            "cancelled_on = '2026-10-01', cancel_reason = 'A reason'",
        ):
            with (
                self.subTest(values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(
                    f"UPDATE business_cluster_contribution SET {values} WHERE id = %s",
                    [given.id],
                )

    def test_no_letter_counts_twice_by_a_copy(self):
        change = self._change(2500, "1405/07/20")
        for record in (self._create_contribution(self.share), change):
            with self.assertRaises(UserError):
                record.copy()

    def test_what_became_of_a_row_is_told_below_it(self):
        given = self._create_contribution(self.share)
        self.cr.flush()  # writes what is tracked
        given.date = day("1405/07/03")
        self.cr.flush()
        self._confirm(given)
        self.cr.flush()
        tracked = given.sudo().message_ids.tracking_value_ids.field_id
        self.assertEqual(set(tracked.mapped("name")), {"date", "state"})
