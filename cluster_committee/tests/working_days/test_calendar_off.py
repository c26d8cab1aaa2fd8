import ast
from pathlib import Path

from odoo.tests import Form, freeze_time, tagged

from odoo.addons.web_jalali import calendar_system
from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, CommitteeCase

ADDONS = Path(__file__).parents[3]  # those above this one stand beside it
# Whoever imports one of these reckons with a calendar past the one room for it
OTHER_ROOMS = {"jdatetime", "khayyam", "persiantools", "calendar", "dateutil"}
# Of the addon of dates its arithmetic is used, and by hooks and migrations what keeps
# the records of an older database
ARITHMETIC, ADOPTION = (
    "odoo.addons.web_jalali.tools.",
    "odoo.addons.web_jalali.adoption",
)


@tagged("post_install", "-at_install")
class TestOneRoom(CommitteeCase):
    def test_only_the_calendar_tools_reckon_with_months_and_years(self):
        for path in ADDONS.glob("cluster_committee*/**/*.py"):
            if "tests" in path.parts:
                continue
            keeps = path.name == "hooks.py" or "migrations" in path.parts
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    module = node.module or ""
                    names = [f"{module}.{alias.name}" for alias in node.names]
                for name in names:
                    where = f"{path.relative_to(ADDONS)}:{node.lineno}"
                    self.assertNotIn(name.partition(".")[0], OTHER_ROOMS, where)
                    if "web_jalali" in name and not (keeps and name == ADOPTION):
                        self.assertTrue(name.startswith(ARITHMETIC), where)

    def test_what_people_group_by_is_stored(self):
        for model, name in [
            ("committee.meeting", "jalali_year"),
            ("committee.meeting", "half_year"),
            ("committee.resolution", "jalali_year"),
            ("committee.letter", "jalali_year"),
        ]:
            field = self.env[model]._fields[name]
            self.assertTrue(field.store and field.column_type, f"{model}.{name}")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCalendarOff(CommitteeCase):
    """The product runs with Gregorian display when the administrator wants that."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param(calendar_system.ENABLED, "False")

    def _reader(self):
        """The officer, in Persian: the one for whom the switch changes most."""
        return self.env(
            user=self.officer, context={"lang": "fa_IR", "tz": "Asia/Tehran"}
        )

    def test_forms_open(self):
        env = self._reader()
        views = self.env["ir.ui.view"].search(
            [
                ("model", "like", "committee."),
                ("type", "=", "form"),
                ("mode", "=", "primary"),
            ]
        )
        opened = {model for model in views.mapped("model") if model in env}
        opened = {m for m in opened if env[m].has_access("read")}
        self.assertIn("committee.meeting", opened)
        for model in sorted(opened):
            for kind in ("form", "list", "search"):
                env[model].get_view(view_type=kind)
            env[model].web_search_read([], {"display_name": {}}, limit=5)

    def test_a_meeting_is_made_and_keeps_its_jalali_year(self):
        committee = self._create_committee("active")
        with Form(self._reader()["committee.meeting"]) as form:
            form.committee_id = committee.with_env(self._reader())
            form.date_start = "2026-12-22 06:30:00"
        meeting = form.record
        self.assertEqual((meeting.jalali_year, meeting.half_year), (1405, "2"))

    def test_groups_are_gregorian_but_those_that_are_stored(self):
        committee = self._create_committee("active")
        meetings = self._reader()["committee.meeting"]
        meetings.create(
            {"committee_id": committee.id, "date_start": "2026-12-22 06:30:00"}
        )
        domain = [("committee_id", "=", committee.id)]
        [month] = meetings.formatted_read_group(
            domain, ["date_start:month"], ["__count"]
        )
        self.assertIn("2026", month["date_start:month"][1])
        [year] = meetings.formatted_read_group(domain, ["jalali_year"], ["__count"])
        self.assertEqual(year["jalali_year"], 1405)

    def test_the_check_of_the_cadence_runs_alike(self):
        committee = self._create_committee("active")
        due = []
        for value in ("False", "True"):
            parameters = self.env["ir.config_parameter"]
            parameters.set_param(calendar_system.ENABLED, value)
            self.env["committee.engine"]._check(jalali.today())
            due.append((committee.next_due_on, committee.cadence_standing))
        self.assertEqual(due[0], due[1])
        self.assertTrue(due[0][0])
