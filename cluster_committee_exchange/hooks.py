from odoo.addons.business_cluster.hooks import forget_foreign_keys
from odoo.addons.web_jalali import adoption

MODELS = (
    "committee.exchange.key",
    "committee.announced.meeting",
    "committee.received.request",
)


def pre_init_hook(env):
    """Keep what an older addon owned, with its ids."""
    adoption.adopt(env, "cluster_committee_exchange")


def post_init_hook(env):
    """Put back what users had edited or deleted of it."""
    adoption.restore(env, "cluster_committee_exchange")


def uninstall_hook(env):
    """Delete the steps of the keys: they would be the history of nothing."""
    acts = env["workflow.act"].search([("res_model", "in", MODELS)])
    acts._permitted({"unlink"}).unlink()
    forget_foreign_keys(env, "cluster_committee_exchange")
