import ast
import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

STREET = Path(__file__).parents[2]
HOME = "business_cluster/models/res_country_state"  # and the file of its adoption
ADDONS = ("business_cluster", "cluster_committee*", "report_weasyprint")
NAMES = {"name", "display_name", "code"}
PROVINCES = {"province", "province_id", "state_id"}
# a path of fields, in a text or in a view
PATH = re.compile(r"\b(?:province|province_id|state_id)\.(?:name|display_name|code)\b")


@tagged("post_install", "-at_install")
class TestPrintedNames(TransactionCase):
    """What another addon calls a province is printed and stored nowhere: its name comes
    from `_get_printed_name` alone, its code is that of ISO."""

    def _files(self, *endings):
        for addon in ADDONS:
            for path in sorted(STREET.glob(f"{addon}/**/*")):
                place = str(path.relative_to(STREET))
                inside = {"tests", "migrations", "i18n"}.isdisjoint(path.parts)
                if path.suffix in endings and inside and not place.startswith(HOME):
                    yield place, path.read_text(encoding="utf-8")

    def test_python_asks_the_accessor(self):
        found = []
        for place, text in self._files(".py"):
            for node in ast.walk(ast.parse(text)):
                wrong = False
                if isinstance(node, ast.Attribute):
                    owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
                    wrong = node.attr == "province_name" or (
                        owner in PROVINCES and node.attr in NAMES
                    )
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    wrong = "province_name" in node.value or PATH.search(node.value)
                if wrong:
                    found.append(f"{place}:{node.lineno}")
        self.assertEqual(found, [])

    def test_views_and_scripts_do(self):
        found = [
            f"{place}: {hit[0]}"
            for place, text in self._files(".xml", ".js")
            for hit in PATH.finditer(text)
        ]
        self.assertEqual(found, [])

    def test_a_foreign_state_has_a_printed_name_too(self):
        states = self.env["res.country.state"]
        foreign = states.create(
            {
                "name": "استان  هرات",
                "code": "H",
                "country_id": self.env.ref("base.af").id,
            }
        )
        self.assertEqual(foreign._get_printed_name(), "هرات")
        self.assertEqual(states._get_printed_name(), "")
