import ast
import importlib
import re
from pathlib import Path

from odoo.modules.module import Manifest
from odoo.tests import BaseCase, tagged

from ..roles import ADDON

AUTHOR = "Cluster Committee Founders"
FENCED = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
INDENTED = re.compile(r"^    (from odoo\.addons\.\S+ import [\w, ]+)$", re.M)


@tagged("post_install", "-at_install")
class TestExtensionReadmes(BaseCase):
    """What an example of a README takes from the product is found where it says."""

    def _addons(self, name, found):
        manifest = Manifest.for_addon(name)
        if name not in found and manifest["author"] == AUTHOR:
            found[name] = Path(manifest.path)
            for needed in manifest["depends"]:
                self._addons(needed, found)
        return found

    def test_examples_take_what_is_there(self):
        taken = []
        for addon, path in self._addons(ADDON, {}).items():
            text = (path / "README.md").read_text()
            for example in FENCED.findall(text) + INDENTED.findall(text):
                for node in ast.walk(ast.parse(example)):
                    if not isinstance(node, ast.ImportFrom):
                        continue
                    module = importlib.import_module(node.module)
                    for name in node.names:
                        found = hasattr(module, name.name)
                        self.assertTrue(found, f"{addon}: {ast.unparse(node)}")
                        taken.append(addon)
        self.assertGreaterEqual(
            set(taken),
            {
                "cluster_committee",
                "cluster_committee_import",
                "workflow_verb",
                "web_jalali",
            },
        )
