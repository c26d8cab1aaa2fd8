MODELS = ("committee.exchange.key", "committee.announced.meeting")


def uninstall_hook(env):
    """Delete the steps of the keys: they would be the history of nothing."""
    acts = env["workflow.act"].search([("res_model", "in", MODELS)])
    acts._permitted({"unlink"}).unlink()
