from odoo.fields import Domain


def uninstall_hook(env):
    """Delete the steps that this addon brought: nobody could name them any more."""
    filed = Domain("res_model", "=", "committee.meeting") & Domain("verb", "=", "file")
    lent = Domain("res_model", "=", "test.committee.loan")
    acts = env["workflow.act"].search(filed | lent)
    acts._permitted({"unlink"}).unlink()
