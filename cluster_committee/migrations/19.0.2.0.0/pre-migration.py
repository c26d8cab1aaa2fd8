"""What was part of this addon, and is an addon above it now, comes with the upgrade.

Odoo installs by itself only what has just got all that it depends on; these would stay
out, and what is theirs would be dropped.
"""

from odoo import SUPERUSER_ID, api

from odoo.addons.web_jalali import adoption

ABOVE = [
    "cluster_committee_room",
    "cluster_committee_import",
    "cluster_committee_exchange",
]
DEMO = "cluster_committee_demo"


def migrate(cr, version):
    cr.execute(
        "SELECT 1 FROM ir_model_data WHERE module = 'cluster_committee'"
        " AND starts_with(name, 'demo_') LIMIT 1"
    )
    addons = [*ABOVE, DEMO] if cr.fetchone() else ABOVE
    cr.execute(
        "UPDATE ir_module_module SET state = 'to install'"
        " WHERE name = ANY(%s) AND state = 'uninstalled'",
        [addons],
    )
    # its own fields of models that have another name now
    adoption.adopt(api.Environment(cr, SUPERUSER_ID, {}), "cluster_committee")
    # a year that cannot be made good any more has one name, that of the findings
    cr.execute(
        "UPDATE committee_committee SET year_standing = 'unachievable'"
        " WHERE year_standing = 'missed'"
    )
