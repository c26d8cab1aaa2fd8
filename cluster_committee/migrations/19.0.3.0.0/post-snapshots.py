"""Letters issued before this version keep from now on what they say today: what they
were like on their day is known from their sealed PDF or scan only."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    letters = api.Environment(cr, SUPERUSER_ID, {})["committee.letter"]
    letters.search([("state", "!=", "draft")])._keep_snapshot()
