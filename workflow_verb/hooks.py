from odoo.addons.web_jalali import adoption


def pre_init_hook(env):
    """Keep what an older addon owned, with its ids."""
    adoption.adopt(env, "workflow_verb")


def post_init_hook(env):
    """Put back what users had edited or deleted of it."""
    adoption.restore(env, "workflow_verb")
