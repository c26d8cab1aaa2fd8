import os
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali import calendar_system

from ..common import day
from .screens import ScreensCase
from .test_ui import ScreenCase


class PersianCase(ScreenCase, ScreensCase):
    """What was typed is Persian as well, so that all that is seen can be asked."""

    tours = "cluster_committee"  # the addon whose tours look
    holder_name = "{}"  # a letter keeps the name of its day

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.supervisor | cls.national).lang = "fa_IR"
        names = {cls.own: "شرکت شهرک‌های صنعتی", cls.foreign: "شرکت دیگر"}
        for company, name in names.items():
            company.name = name
        for partner in cls.env["res.partner"].search([("name", "=like", "% IR-__")]):
            partner.name = partner.name.rpartition(" ")[0]

    @classmethod
    def _create_company(cls, code):
        # the first thing that is made: this and the rest is written in Persian
        cls.env = cls.env(context={**cls.env.context, "lang": "fa_IR"})
        return super()._create_company(code)

    @classmethod
    def _create_user(cls, role, company):
        user = super()._create_user(role, company)
        user.name = "کاربر استان"
        return user

    def _look(self, user, path, name, on="1405/09/02"):
        that_day = freeze_time(f"{day(on)} 06:30:00", tick=True)
        with that_day, patch.dict(os.environ, TZ="Asia/Tehran"):
            self.start_tour(
                f"/odoo/{path}",
                f"{self.tours}.{name}",
                login=user.login,
                timeout=300,
            )


@tagged("post_install", "-at_install")
class TestScreens(PersianCase):
    """The screens of oversight before readers of Persian: no word, digit or date of
    another language on them, and where they lead."""

    def test_the_board(self):
        self._look(self.officer, f"cluster-committees/{self.committee.id}", "board")

    def test_the_inbox_and_its_counter(self):
        late = self._findings("minutes").filtered(lambda f: f.standing == "overdue")
        self._look(self.supervisor, "committee-findings", "inbox")
        late.invalidate_recordset()
        answered = self.env["committee.finding"].search(
            [("acknowledged_by_id", "=", self.supervisor.id)]
        )
        self.assertEqual(answered.mapped("answer"), ["تا پایان هفته انجام می‌شود."])

    def test_the_reminders_of_the_chair(self):
        self._look(self.chair, "committee-own-findings", "reminders_of_chair")

    def test_the_national_overview(self):
        self._look(self.national, "national-overview", "national_overview")

    def test_all_findings(self):
        self._look(self.national, "all-findings", "all_findings")

    def test_the_timeline_of_the_nation(self):
        self._look(self.national, "meeting-timeline", "timeline")

    def test_the_timeline_of_a_province(self):
        self._look(self.officer, "meeting-timeline", "timeline_of_province")

    def test_the_timeline_without_the_jalali_calendar(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(calendar_system.ENABLED, "False")
        # a request that ends after the test leaves what it read in the cache
        self.addCleanup(parameters.set_param, calendar_system.ENABLED, "True")
        self._look(self.national, "meeting-timeline", "timeline_gregorian")

    # ------------------------------------------------------------
    # MY WORK TODAY
    # ------------------------------------------------------------

    def test_the_work_of_the_secretary_and_of_the_chair(self):
        self._look(self.secretary, "my-work", "work_of_secretary")
        self.assertEqual(self._signers(), self.secretary.partner_id)
        self._look(self.chair, "", "work_of_chair")
        self.assertEqual(self.counted.state, "signed")
        self.assertLess(self.secretary.partner_id, self._signers())

    def _signers(self):
        self.counted.invalidate_recordset()
        return self.counted.secretary_signed_by_id | self.counted.chair_signed_by_id

    def test_who_has_nothing_to_do_is_told_what_will_come(self):
        self.owner.lang = "fa_IR"
        self._look(self.owner, "my-work", "work_of_nobody")
