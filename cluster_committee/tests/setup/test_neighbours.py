import json
import os

from odoo.tests import tagged

from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase
from odoo.addons.web_jalali.tools import jalali

NEIGHBOURS = "hr_holidays,l10n_ir_states"
ONE_BY_ONE = "--skip-auto-install"
ADDONS = (
    *("cluster_committee", "business_cluster", "report_weasyprint"),
    *("workflow_verb", "web_jalali"),
)
STATES = """
    SELECT s.id, s.name, s.code FROM res_country_state s
      JOIN res_country c ON c.id = s.country_id WHERE c.code = 'IR' ORDER BY s.id
"""
PROVINCES = """
    SELECT s.iso_code, s.name, s.province_name,
           (SELECT array_agg(d.module::text ORDER BY d.module) FROM ir_model_data d
             WHERE d.model = 'res.country.state' AND d.res_id = s.id)
      FROM res_country_state s
      JOIN res_country c ON c.id = s.country_id WHERE c.code = 'IR'
"""
DAYS_OFF = """
    SELECT name, date_from, date_to, calendar_id, company_id, resource_id
      FROM resource_calendar_leaves ORDER BY id
"""
OTHERS_DAYS_OFF = f"""
    SELECT * FROM ({DAYS_OFF}) l WHERE calendar_id NOT IN (
        SELECT res_id FROM ir_model_data WHERE module = 'cluster_committee'
           AND name = 'resource_calendar_national')
"""
NATIONAL = """
    SELECT l.name, l.holiday_on::text, l.holiday_days, l.company_id
      FROM resource_calendar_leaves l
      JOIN ir_model_data d ON d.res_id = l.calendar_id
       AND d.module = 'cluster_committee' AND d.name = 'resource_calendar_national'
"""
# another app's days off, in a calendar of no company; a state that a contact lives in
USED_BEFORE = """
calendar = env["resource.calendar"].create({"name": "Shared", "company_id": False})
second = env["res.company"].create({"name": "Foreign"})
env["resource.calendar.leaves"].with_company(second).create({
    "name": "Founding day", "calendar_id": calendar.id,
    "date_from": "2026-12-10 08:00:00", "date_to": "2026-12-10 16:00:00",
})
state = env["res.country.state"].search([("country_id", "=", env.ref("base.ir").id)])
env["res.partner"].create({"name": "Resident", "state_id": state[0].id})
env.cr.commit()
"""
# the owner of the procedure enters a holiday from abroad; another app does one too
USED = """
import json
from ast import literal_eval
owner = env["res.users"].create({
    "name": "Owner", "login": "owner.neighbour", "tz": "Europe/Brussels",
    "group_ids": [(4, env.ref("cluster_committee.group_committee_owner").id)],
})
leaves = env["resource.calendar.leaves"]
mine = leaves.with_user(owner).create({"name": "Arbaeen", "holiday_on": "2026-08-04"})
shared = env["resource.calendar"].create({"name": "Shared too", "company_id": False})
other = leaves.create({
    "name": "Of another app", "calendar_id": shared.id,
    "date_from": "2026-12-11 08:00:00", "date_to": "2026-12-11 16:00:00",
})
moved = leaves.create({
    "name": "Moved", "calendar_id": shared.id,
    "date_from": "2026-12-12 20:30:00", "date_to": "2026-12-13 20:29:59",
})
moved.calendar_id = env.ref("cluster_committee.resource_calendar_national")
days = env["committee.calendar.day"].search([
    ("calendar_id", "=", moved.calendar_id.id), ("working", "=", False),
    ("day", "in", ["2027-02-10", "2027-02-11", "2026-08-04", "2026-12-13"]),
])
action = env.ref("cluster_committee.resource_calendar_leaves_action_holiday")
found = env["res.country.state"].name_search("استان آذربایجان شرقی")
print("FOUND", json.dumps({
    "mine": [str(mine.holiday_on), mine.holiday_days, mine.company_id.id],
    "other": other.company_id.id,
    "moved": moved.company_id.id,
    "off": sorted(map(str, days.mapped("day"))),
    "named": [name for _key, name in found],
    "listed": leaves.search(literal_eval(action.domain)).calendar_id.mapped("name"),
}))
env.cr.commit()
"""


# the administrator lets a company work by our calendar
WORK_BY_OURS = """
calendar = env.ref("cluster_committee.resource_calendar_national")
env["res.company"].create({"name": "Third"}).resource_calendar_id = calendar
env.cr.commit()
"""


class NeighbourCase(OwnDatabaseCase):
    """Beside Odoo's leaves of employees and OCA's states of Iran, in a database of its
    own, by Odoo's own command."""

    @classmethod
    def _target(cls, *names):
        folders = os.environ["TEST_NEIGHBOURS"]  # where the tools unpack what is OCA's
        config, path, *options = super()._target(*names)
        with open(path) as file:
            text = file.read()
        line = next(
            line for line in text.splitlines() if line.startswith("addons_path")
        )
        with open(path, "w") as file:
            file.write(text.replace(line, f"{line},{folders}"))
        return config, path, *options

    @classmethod
    def _install(cls, modules, *options):
        port = f"--http-port={cls._free_port()}"
        ended = cls._ended(
            cls._start(*cls.target, port, *options, "-i", modules, "--stop-after-init")
        )
        assert not ended[0] and " ERROR " not in ended[1], ended[1][-4000:]

    @classmethod
    def _uninstall(cls, *modules):
        code, said = cls._ended(
            cls._start("module", "uninstall", *cls.target, *modules)
        )
        assert not code and " ERROR " not in said, said[-4000:]

    def _use(self):
        found = [x for x in self._do(USED).splitlines() if x.startswith("FOUND ")]
        return json.loads(found[0].removeprefix("FOUND "))

    def _assert_provinces(self, owners):
        provinces = self._rows(PROVINCES)
        self.assertEqual(len(provinces), 31)
        self.assertEqual(len({code for code, *_others in provinces}), 31)
        for _code, name, printed, modules in provinces:
            self.assertTrue(name.startswith("استان "), name)
            self.assertNotIn("استان", printed)
            self.assertEqual(modules, owners)

    def _assert_holidays(self):
        """One day of the revolution a year, on its day; none belongs to a company."""
        found = self._rows(NATIONAL)
        days = [
            (day, days)
            for name, day, days, _company in found
            if name == "پیروزی انقلاب اسلامی"
        ]
        right = [
            (jalali.to_gregorian(year, 11, 22).isoformat(), 1)
            for year in range(1390, 1431)
        ]
        self.assertEqual(sorted(days), right)
        self.assertEqual({company for *_others, company in found}, {None})

    def _assert_used(self, found):
        self.assertEqual(found["mine"], ["2026-08-04", 1, False])
        self.assertTrue(found["other"], "the company of another app's leave is gone")
        self.assertFalse(found["moved"])
        self.assertEqual(found["off"], ["2026-08-04", "2026-12-13", "2027-02-11"])
        self.assertEqual(found["named"], ["آذربایجان شرقی"])
        self.assertEqual(found["listed"], ["تقویم کاری ادارات کشور"])


@tagged("post_install", "-at_install")
class TestNeighboursBefore(NeighbourCase):
    """The others are there first; ours come, are used and go."""

    label = "guest"
    prepared, modules = "BASE", NEIGHBOURS

    def test_they_come_and_go(self):
        self._install(NEIGHBOURS, ONE_BY_ONE)
        self._do(USED_BEFORE)
        states, days_off = self._rows(STATES), self._rows(DAYS_OFF)
        self.assertEqual(len(states), 31)
        self._install("cluster_committee", ONE_BY_ONE)
        self.assertEqual(self._rows(STATES), states)
        self._assert_provinces(["business_cluster", "l10n_ir_states"])
        self._assert_holidays()
        self.assertEqual(self._rows(OTHERS_DAYS_OFF), days_off)
        self._assert_used(self._use())
        kept = self._rows(OTHERS_DAYS_OFF)
        self._uninstall(*ADDONS)
        self.assertEqual(self._rows(STATES), states)
        self.assertEqual(self._rows(DAYS_OFF), kept)


@tagged("post_install", "-at_install")
class TestNeighboursLater(NeighbourCase):
    """Ours are there; the others come, one of them goes."""

    label = "host"

    def test_they_come_and_go(self):
        before = self._rows(STATES)
        self._install(NEIGHBOURS)
        after = self._rows(STATES)
        self.assertEqual([row[0] for row in after], [row[0] for row in before])
        self._assert_provinces(["business_cluster", "l10n_ir_states"])
        self._assert_holidays()
        self._assert_used(self._use())
        self._uninstall("l10n_ir_states")
        self.assertEqual(self._rows(STATES), after)
        self._do(WORK_BY_OURS)
        official = self._rows(NATIONAL)
        self._uninstall(*ADDONS)
        self.assertEqual(self._rows(STATES), [])
        # a company works by our calendar: it stays, and the holidays stay with it
        left = self._rows(DAYS_OFF)
        self.assertEqual(len(left), len(official) + 1)
        self.assertFalse([row for row in left if not row[3]])
