"""Who may do what is written anew: the record rules name other groups now."""

from odoo import SUPERUSER_ID, api

from odoo.addons.web_jalali import adoption


def migrate(cr, version):
    adoption.rewrite_rules(api.Environment(cr, SUPERUSER_ID, {}), "cluster_committee")
