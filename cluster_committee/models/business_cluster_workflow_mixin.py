from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import Role

_lt = LazyTranslate(__name__)


class BusinessClusterWorkflowMixin(models.AbstractModel):
    """What moves by steps in the life of a cluster: the officer of the province
    prepares, the one who answers for the province confirms."""

    _name = "business.cluster.workflow.mixin"
    _description = "Workflow of Clusters"
    _inherit = ["workflow.mixin"]

    _workflow_roles = {
        "officer": Role(
            "cluster_committee.group_cluster_user",
            _lt("an officer of the secretariat"),
        ),
        "secretary": Role(
            "cluster_committee.group_cluster_manager",
            _lt("the secretary of the committee"),
        ),
    }
