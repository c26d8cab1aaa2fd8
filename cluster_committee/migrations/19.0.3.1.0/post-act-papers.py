"""What was recorded in the name of the chair without a letter of its own gets a place
for its scan, which is an open item until it is there: agendas that were returned,
meetings that were postponed, late items that were approved."""

from odoo import SUPERUSER_ID, api

STEPS = {
    "committee.meeting": ("return_agenda", "postpone"),
    "committee.agenda.item": ("approve",),
}


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    for model, steps in STEPS.items():
        for step in steps:
            acts = env["workflow.act"].search(
                [
                    ("res_model", "=", model),
                    ("verb", "=", step),
                    ("on_paper", "=", True),
                ]
            )
            records = env[model].browse(acts.mapped("res_id")).exists()
            known = set(records.ids)
            acts = acts.filtered(lambda act, known=known: act.res_id in known)
            env["committee.act.paper"]._keep(acts, records, records._verb(step))
