from odoo.addons.web_jalali import adoption


def pre_init_hook(env):
    """Keep what an older addon owned, with its ids."""
    adoption.adopt(env, "cluster_committee_demo")


def post_init_hook(env):
    """Build the demo data once: an upgrade does not come here, and what the upgrade of
    an older database brought along is there already."""
    adoption.restore(env, "cluster_committee_demo")
    env["committee.demo"]._build()


def uninstall_hook(env):
    """Take the demo data away; what Odoo would find by its names it leaves alone, since
    others refer to it. Where real records hang on it, all is deleted with what they
    belong to (see `ir.module.module`)."""
    demo = env["committee.demo"]
    if not any(demo._real_records()):
        demo._remove()
        demo._forget_names()
