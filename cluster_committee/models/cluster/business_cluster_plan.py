from odoo import models


class BusinessClusterPlan(models.Model):
    """The plan's form quotes the procedure for its next step."""

    _name = "business.cluster.plan"
    _inherit = ["business.cluster.plan", "committee.step.help"]

    _step_help = {"approve": "N2-c"}
