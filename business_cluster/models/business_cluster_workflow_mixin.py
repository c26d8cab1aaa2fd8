from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import Role

_lt = LazyTranslate(__name__)


class BusinessClusterWorkflowMixin(models.AbstractModel):
    """What moves by steps in the life of a cluster: the officer of the province
    prepares, its manager confirms. An addon may call them otherwise."""

    _name = "business.cluster.workflow.mixin"
    _description = "Workflow of Clusters"
    _inherit = ["workflow.mixin"]

    _workflow_roles = {
        "officer": Role(
            "business_cluster.group_cluster_user",
            _lt("the cluster officer of the province"),
        ),
        "manager": Role(
            "business_cluster.group_cluster_manager",
            _lt("the cluster manager of the province"),
        ),
    }
