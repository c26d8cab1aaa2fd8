from odoo.addons.business_cluster.tests.refusal import RefusalMixin

__all__ = ["RefusalMixin"]
