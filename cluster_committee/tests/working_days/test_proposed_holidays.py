from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ...lib import moon_holidays
from ..common import TODAY, CommitteeCase, day

# as the official calendar of 1403 had them; the library knows them for certain
OF_1403 = {
    "1403/01/22": "عید سعید فطر",
    "1403/03/28": "عید سعید قربان",
    "1403/04/25": "تاسوعای حسینی",
    "1403/04/26": "عاشورای حسینی",
    "1403/06/04": "اربعین حسینی",
    "1403/09/15": "شهادت حضرت فاطمه زهرا سلام الله علیها",
    "1403/11/26": "ولادت حضرت قائم عجل الله تعالی فرجه و جشن نیمه شعبان",
}
ASHURA, ARBAEEN = "عاشورای حسینی", "اربعین حسینی"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestProposedHolidays(CommitteeCase):
    """Days of the moon are proposed by a library and confirmed by a person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaves = cls.env["resource.calendar.leaves"]
        cls.calendar = cls.env.ref("cluster_committee.resource_calendar_national")
        cls.proposals = cls.env["committee.holiday.proposal"].with_user(cls.owner)

    def _propose(self, year):
        with Form(self.proposals) as form:
            form.jalali_year = year
        return form.record

    def _line(self, proposal, name):
        return proposal.line_ids.filtered(lambda line: line.name == name)

    def _entered(self, year):
        return self.leaves.search(
            [("calendar_id", "=", self.calendar.id), ("jalali_year", "=", year)]
        )

    def test_those_of_a_past_year_are_the_official_ones(self):
        found = {name: on for on, name, _estimated in moon_holidays.propose(1403)}
        for text, name in OF_1403.items():
            self.assertEqual(found[name], day(text), name)

    def test_what_no_moon_moves_is_not_proposed(self):
        for year in (1400, 1403, 1405, 1412):
            days = moon_holidays.propose(year)
            with self.subTest(year=year):
                names = " ".join(name for _day, name, _estimated in days)
                self.assertNotIn("نوروز", names)
                self.assertNotIn("انقلاب", names)
                self.assertNotIn("تخمینی", names)
                self.assertGreater(len(days), 14)
                self.assertEqual({jalali.year(day) for day, *_others in days}, {year})
        told = [estimated for *_others, estimated in moon_holidays.propose(1411)]
        self.assertTrue(all(told))
        leap = [name for _day, name, estimated in days if not estimated]
        self.assertEqual(leap, ["آخرین روز سال"], "of 1412, a leap year")

    def test_a_person_corrects_and_confirms(self):
        before = self._entered(1405)
        proposal = self._propose(1405)
        self.assertFalse(any(proposal.line_ids.mapped("confirmed")))
        line = self._line(proposal, ASHURA)
        self.assertFalse(line.known)
        proposed = line.holiday_on
        line.write({"confirmed": True, "holiday_on": proposed - timedelta(days=1)})
        proposal.action_confirm()
        created = self._entered(1405) - before
        self.assertEqual(created.mapped("name"), [ASHURA])
        self.assertEqual(created.holiday_on, proposed - timedelta(days=1))
        self.assertEqual(created.calendar_id, self.calendar)
        self.assertFalse(created.company_id)
        off = self.env["committee.calendar.day"].search(
            [("calendar_id", "=", self.calendar.id), ("day", "=", created.holiday_on)]
        )
        self.assertFalse(off.working)
        again = self._line(self._propose(1405), ASHURA)
        self.assertTrue(again.known, "proposed again, it is known though it was moved")

    def test_all_are_ticked_but_what_is_there(self):
        first = self._propose(1406)
        self._line(first, ASHURA).confirmed = True
        first.action_confirm()
        second = self._propose(1406)
        second.action_tick_all()
        unticked = second.line_ids.filtered(lambda line: not line.confirmed)
        self.assertEqual(unticked, second.line_ids.filtered("known"))
        self.assertIn(ASHURA, unticked.mapped("name"))
        ticked = second.line_ids.filtered("confirmed")
        before = len(self._entered(1406))
        second.action_confirm()
        self.assertEqual(len(self._entered(1406)), before + len(ticked))

    def test_what_cannot_be_entered_is_refused(self):
        proposal = self._propose(1405)
        with self.assertRaisesRegex(UserError, "Tick the holidays"):
            proposal.action_confirm()
        line = self._line(proposal, ASHURA)
        line.write({"confirmed": True, "holiday_on": day("1404/04/10")})
        with self.assertRaisesRegex(UserError, "Not in the year 1405"):
            proposal.action_confirm()
        line.holiday_on = day("1405/11/22")
        with self.assertRaisesRegex(UserError, "Entered already"):
            proposal.action_confirm()
        for year in (1389, 1431, 0):
            with self.subTest(year=year), self.assertRaisesRegex(UserError, "1390"):
                self.proposals.create({"jalali_year": year})

    def test_only_the_owner_and_the_administrator_may(self):
        for user in (self.officer, self.secretary, self.national):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.proposals.with_user(user).create({"jalali_year": 1405})
        administrator = self.env.ref("base.user_admin")
        proposal = self.proposals.with_user(administrator).create({"jalali_year": 1407})
        self._line(proposal, ARBAEEN).confirmed = True
        proposal.action_confirm()
        self.assertIn(ARBAEEN, self._entered(1407).mapped("name"))
