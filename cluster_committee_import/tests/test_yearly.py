from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.addons.cluster_committee.tests.scans import pdf

from .past import BODY, SENT, PastCase

PRIORITIES, FORECAST = "committee.priority.list", "committee.forecast"
RULES = ("priorities", "forecast")


class YearlyCase(PastCase):
    """Two clusters of the own province, and a signed meeting with two resolutions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rug = cls._create_cluster(name="دست‌بافته‌های داری")
        cls.honey = cls._create_cluster(name="عسل")
        cls.other = cls._create_cluster(company=cls.foreign, name="پسته")

    def _signed(self, user=None, **meeting):
        book, place = self._book(user, **{**SENT, **meeting})
        self._resolve(book, place, text="اولویت‌های سال تصویب شد")
        self._resolve(book, place, text="پیش‌بینی مالی تصویب شد", item=2)
        return book, place

    def _rank(self, book, place, cluster, rank, **values):
        return book.add(
            "priorities",
            **{
                "province": place,
                "year": "۱۴۰۴",
                "rank": rank,
                "cluster": cluster,
                "day": "1404/06/10",
                "resolution": "اولويت‌هاي سال تصويب شد",  # Arabic letters
                **values,
            },
        )

    def _expect(self, book, place, amount, **values):
        return book.add(
            "forecasts",
            **{
                "province": place,
                "year": 1404,
                "cluster": "خوشه عسل",
                "body": BODY,
                "amount": amount,
                "reason": "طرح عملیاتی در سامانه نیست",
                "day": "1404/06/10",
                "resolution": "پیش‌بینی مالی تصویب شد",
                **values,
            },
        )

    def _both(self, user=None):
        book, place = self._signed(user)
        self._rank(book, place, "دست بافته های داری", 2, reason="اشتغال")
        self._rank(book, place, "عسل", 1)
        self._expect(book, place, "۱۲٬۰۰۰٬۰۰۰٬۰۰۰")
        self._expect(book, place, 0, source="facility", reason="نامشخص")
        return book, place

    def _found(self, model):
        return self.env[model].search([("company_id", "=", self.own.id)], order="id")

    def _standings(self, *rules):
        self.env.flush_all()
        rows = self.env["committee.engine"]._standings(day("1405/09/02"), self.own)
        return {
            (row["rule"], row["period"]): row["standing"]
            for row in rows
            if row["rule"] in rules
        }


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPastYearly(YearlyCase):
    """Priorities and forecasts of past years come as the minutes approved them."""

    def test_they_are_approved_by_the_resolutions_of_their_meeting(self):
        for user in (self.secretary, self.owner):
            with self.subTest(user=user.login), self.env.cr.savepoint() as savepoint:
                book, _place = self._both(user)
                self._import(book, user)
                self._check_priorities(user)
                self._check_forecast()
                self._assertSame(book, user)
                savepoint.rollback()
                self.env.invalidate_all()

    def _check_priorities(self, user):
        priorities = self._found(PRIORITIES)
        self.assertEqual(
            (priorities.state, priorities.jalali_year, priorities.approved_on),
            ("approved", 1404, day("1404/06/15")),
        )
        self.assertEqual(priorities.decided_on, day("1404/06/10"))
        self.assertEqual(
            priorities.line_ids.mapped("cluster_id.name"),
            ["عسل", "دست‌بافته‌های داری"],
        )
        self.assertEqual(priorities.line_ids.mapped("rank"), [1, 2])
        self.assertEqual(priorities.line_ids.mapped("note"), [False, "اشتغال"])
        resolution = priorities.resolution_id
        self.assertEqual(resolution.duty_id.code, "C4-3-3")
        self.assertEqual(resolution.name, "اولویت‌های سال تصویب شد")
        act = self.env["workflow.act"].search(
            [("res_model", "=", PRIORITIES), ("res_id", "=", priorities.id)]
        )
        self.assertEqual(
            (act.verb, act.on, act.create_uid),
            ("approve", day("1404/06/15"), user),
        )

    def _check_forecast(self):
        forecast = self._found(FORECAST)
        self.assertEqual(
            (forecast.state, forecast.approved_on, forecast.amount),
            ("approved", day("1404/06/15"), 12_000_000_000),
        )
        self.assertEqual(forecast.resolution_id.duty_id.code, "C4-3-4")
        self.assertEqual(
            {line.source: line.amount for line in forecast.line_ids},
            {"own": 12_000_000_000, "facility": 0},
        )
        self.assertEqual(forecast.line_ids.partner_id.name, BODY)
        self.assertEqual(forecast.line_ids.cluster_id, self.honey)

    def test_the_engine_takes_them_for_their_year(self):
        self.own.monitoring_start_date = day("1404/01/01")
        book, place = self._signed()
        self._import(book)
        found = self._standings(*RULES)
        self.assertEqual({found[rule, "1404"] for rule in RULES}, {"missed"})
        self._rank(book, place, "عسل", 1)
        self._expect(book, place, 5)
        self._preview(book).action_confirm()
        found = self._standings(*RULES)
        self.assertEqual({found[rule, "1404"] for rule in RULES}, {"missed"})
        meeting = self._found(PRIORITIES).meeting_id
        self.assertTrue(meeting.awaits_proof, "it counts once its scan stands")
        meeting.with_user(self.officer).signed_scan = pdf()
        found = self._standings(*RULES, "forecast_basis")
        for rule in ("priorities", "forecast", "forecast_basis"):
            self.assertEqual(found[rule, "1404"], "met", rule)
        self.assertNotEqual(found["priorities", "1405"], "met")

    def test_a_later_meeting_of_the_year_replaces_it(self):
        book, place = self._both()
        book.add(
            "meetings",
            province=place,
            day="1404/10/10",
            clock="10:30",
            place="استانداری",
            items="اولویت‌ها",
            invitation_number="د/۵",
            invited="1404/10/01",
            recorded="1404/10/12",
            signed="1404/10/15",
        )
        self._resolve(
            book, place, day="1404/10/10", text="بازنگری شد", deadline="1404/12/01"
        )
        self._rank(book, place, "عسل", 1, day="1404/10/10", resolution=None)
        self._import(book)
        old, new = self._found(PRIORITIES)
        if old.decided_on > new.decided_on:
            old, new = new, old
        self.assertEqual((old.state, new.state), ("superseded", "approved"))
        self.assertEqual(old.superseded_on, day("1404/10/15"))
        self.assertEqual(old.superseded_by_id, new)
        self.assertEqual(new.line_ids.cluster_id, self.honey)
        self._assertSame(book)

    def test_what_was_approved_is_not_overwritten(self):
        book, place = self._both()
        self._import(book)
        book.change("priorities", 3, rank=1)
        book.change("priorities", 4, rank=2, reason="دیگر")
        book.change("forecasts", 3, amount=7)
        book.change("forecasts", 4, reason="چیز دیگر")
        added = self._rank(book, place, "عسل", 3, year=1405)
        late = self._rank(book, place, "پسته", 3)
        wizard = self._preview(book)
        self._assertTold(
            wizard,
            "priorities",
            {3: "is recorded as 2 already", 4: "no longer changes", late: "no cluster"},
        )
        self._assertTold(
            wizard,
            "forecasts",
            {3: "12,000,000,000 already", 4: "is recorded as نامشخص already"},
        )
        self.assertIn("ranks from 1 to 1", self._told(wizard, "priorities")[added])
        with self.refused("Nothing was imported"):
            wizard.action_confirm()

    def test_an_earlier_decision_is_not_put_before_a_later_one(self):
        book, place = self._both()
        self._import(book)
        book.add(
            "meetings",
            province=place,
            day="1404/05/10",
            clock="10:30",
            place="استانداری",
            items="اولویت‌ها",
            invitation_number="د/۱",
            invited="1404/05/01",
            recorded="1404/05/12",
            signed="1404/05/15",
        )
        self._resolve(book, place, day="1404/05/10", text="نخست")
        row = self._rank(book, place, "عسل", 1, day="1404/05/10", resolution=None)
        self._assertTold(
            self._preview(book), "priorities", {row: "is not put before it"}
        )

    def test_what_cannot_be_is_told(self):
        book, place = self._signed()
        rows = {
            self._rank(book, place, "عسل", 1): "ranks from 1 to 4",
            self._rank(book, place, "عسلل", 1): "Perhaps “عسل” is meant",
            self._rank(book, place, "خوشه عسل", 3): "Row 3 says the same",
            self._rank(book, place, "پسته", 9): "no cluster of",
            self._rank(book, place, "عسل", 1, year=1290): "write a Jalali year",
            self._rank(book, place, "عسل", 1, day="1404/07/10"): "No meeting of",
            self._rank(book, place, "عسل", 1, day="1407/07/10"): "in the future",
            self._rank(book, place, "عسل", 1, year=1402, resolution="هیچ"): "no such",
            self._rank(book, place, "عسل", 1, year=1401, resolution=None): (
                "has 2 resolutions"
            ),
            self._rank(book, place, "-", 1): "is no name",
            self._rank(book, place, "#REF!", 1): "the error of a formula",
            self._rank(book, place, "عسل", 1, day="1404/13/01"): "months 1 to 12",
        }
        rows.pop(3)  # its rank is right
        self._assertTold(self._preview(book), "priorities", rows)
        rows = {
            self._expect(book, place, 5, reason=None): "write the reason",
            self._expect(book, place, -1): "is no amount",
            self._expect(book, place, "۱۲٫۵"): "is no amount",
            self._expect(book, place, 10**16): "is no amount",
            self._expect(book, place, 5, source="هیچ"): "write one of",
            self._expect(book, place, 5, body="هیچ کس"): "no institution",
            self._expect(
                book, place, 5, year=1400, resolution="اولویت‌های سال تصویب شد"
            ): "serves another duty",
        }
        self._assertTold(self._preview(book), "forecasts", rows)

    def test_minutes_that_are_not_signed_approve_nothing(self):
        book, place = self._signed(**dict.fromkeys(SENT), **{})
        row = self._rank(book, place, "عسل", 1)
        told = {row: "are not signed by both"}
        self._assertTold(self._preview(book), "priorities", told)
        book.sheet("priorities").delete_rows(row)
        book.last["priorities"] = 2
        self._import(book)
        row = self._rank(book, place, "عسل", 1)
        self._assertTold(self._preview(book), "priorities", told)

    def test_a_province_takes_its_own_alone(self):
        book, place = self._signed()
        row = self._rank(book, self.foreign.province_id.province_name, "پسته", 1)
        self._assertTold(
            self._preview(book), "priorities", {row: "is not your province"}
        )

    def test_a_stopped_cluster_had_its_rank_before(self):
        since = self._create_cluster("stopped", name="سنگ", since="1404/08/01")
        before = self._create_cluster("stopped", name="چرم", since="1404/01/15")
        book, place = self._signed()
        self._rank(book, place, since.name, 1)
        row = self._rank(book, place, before.name, 2)
        self._assertTold(self._preview(book), "priorities", {row: "was stopped on"})
        book.change("priorities", row, cluster="عسل")
        self._import(book)
        self.assertIn(since, self._found(PRIORITIES).line_ids.cluster_id)

    def test_the_plans_of_the_year_are_asked(self):
        plan = self._create_plan("approved", cluster=self._planned())
        share = plan.line_ids.share_ids[0]
        book, place = self._signed()
        book.change("meetings", 3, day="1405/06/10")
        for key, on in (("invited", "01"), ("recorded", "12"), ("signed", "15")):
            book.change("meetings", 3, **{key: f"1405/06/{on}"})
        for key, on in (("dispatched", "17"), ("copied", "18")):
            book.change("meetings", 3, **{key: f"1405/06/{on}"})
        for number in (3, 4):
            book.change("resolutions", number, day="1405/06/10", deadline="1405/09/01")
        asked = self.env[FORECAST]._asked_on({(self.own, 1405, day("1405/06/10"))})
        [shares] = asked.values()
        self.assertTrue(shares)
        for (cluster, body), rials in list(shares.items())[1:]:
            self._expect_2(book, place, cluster, body, rials)
        first = self._preview(book).row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertIn("ask for money for which the forecast has no row", first.message)
        (cluster, body), rials = next(iter(shares.items()))
        row = self._expect_2(book, place, cluster, body, rials + 1)
        self._assertTold(self._preview(book), "forecasts", {row: "write the reason"})
        book.change("forecasts", row, amount=int(rials))
        self._import(book)
        forecast = self._found(FORECAST)
        self.assertEqual(forecast.planned, forecast.amount)
        self.assertTrue(all(forecast.line_ids.mapped("built")))
        self.assertTrue(share)

    def _planned(self):
        return self._create_cluster("planning", name="زعفران")

    def _expect_2(self, book, place, cluster, body, rials):
        return self._expect(
            book,
            place,
            int(rials),
            year=1405,
            cluster=cluster.name,
            body=body.name,
            reason=None,
            day="1405/06/10",
        )
