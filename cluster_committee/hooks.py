def uninstall_hook(env):
    """Let go of the provinces, so that those which nobody else uses can leave."""
    env.cr.execute("UPDATE res_company SET province_id = NULL")
