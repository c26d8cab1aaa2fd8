"""Where everything lies. Nothing is written outside CACHE, system packages apart."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
ADDONS = ("web_jalali", "cluster_committee")

# An environment prepared elsewhere is named by COMMITTEE_CACHE
CACHE = Path(os.environ.get("COMMITTEE_CACHE") or ROOT / ".cache").resolve()
VENV = Path(os.environ.get("ODOO_VENV") or CACHE / "venv").absolute()
LINT_VENV = CACHE / "lint-venv"
NODE_FOLDER = CACHE / "node"
NODE_COMMANDS = NODE_FOLDER / "node_modules" / ".bin"
ODOO_FOLDER = CACHE / "odoo"
ODOO_RECORD = CACHE / "odoo.json"
DOWNLOADS = CACHE / "downloads"
DATA = CACHE / "data"
FILESTORE = DATA / "filestore"
LOGS = CACHE / "logs"
RUNS = CACHE / "runs"
STAMPS = CACHE / "stamps"

REQUIREMENTS = ROOT / "requirements.txt"
LINT_REQUIREMENTS = TOOLS / "lint-requirements.txt"


def venv_python(venv=VENV):
    return venv / "bin" / "python"


def present_addons():
    return [name for name in ADDONS if (ROOT / name / "__manifest__.py").exists()]
