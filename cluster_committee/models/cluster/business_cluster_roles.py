"""The steps of clusters as the procedure has them: who takes them, by which clause."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import Role

_lt = LazyTranslate(__name__)


class BusinessClusterWorkflowMixin(models.AbstractModel):
    _inherit = "business.cluster.workflow.mixin"

    _workflow_roles = {
        "officer": Role(
            "business_cluster.group_cluster_user", _lt("an officer of the secretariat")
        ),
        "manager": Role(
            "business_cluster.group_cluster_manager",
            _lt("the secretary of the committee"),
        ),
    }


class BusinessClusterPlan(models.Model):
    _name = "business.cluster.plan"
    _inherit = ["business.cluster.plan", "committee.step.help"]

    _step_help = {"approve": "N2-c"}
