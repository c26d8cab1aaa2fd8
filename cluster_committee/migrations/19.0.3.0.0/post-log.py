"""The log of findings begins with how each of them stands at the upgrade; of the time
before only the present standing is known."""

from odoo.addons.web_jalali.tools import clock, jalali

BEGIN = """
    INSERT INTO committee_finding_change (
           finding_id, standing_to, state_to, level_to, measure_to, target, due_on,
           late_from, met_on, valid_on, revises, entered_at)
    SELECT f.id, f.standing, f.state, f.level, f.measure, f.target, f.due_on,
           f.late_from, f.met_on, %s, FALSE, %s
      FROM committee_finding f
     WHERE NOT EXISTS (SELECT FROM committee_finding_change c WHERE c.finding_id = f.id)
"""


def migrate(cr, version):
    cr.execute(BEGIN, [jalali.today(), clock.now()])
