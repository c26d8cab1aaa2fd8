from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG
from odoo.addons.business_cluster.hooks import let_go_of_models


def uninstall_hook(env):
    """Let go of what leaves, so that it can leave in any order: the data of this addon
    is deleted before the committees that were built on it, and without this every row
    would be tried and logged one by one."""
    env.cr.execute("UPDATE res_company SET committee_calendar_id = NULL")
    _give_back_menus(env)
    let_go_of_models(env, "cluster_committee")
    _unlink_partners(env)
    _unlink_calendar(env)


def _give_back_menus(env):
    """Menus of other addons under ours become root menus again, as before."""
    root = env.ref("business_cluster.business_cluster_menu_root", False)
    provinces = env.ref("business_cluster.res_country_state_menu_province", False)
    if root:
        root.parent_id = False
        if provinces:
            provinces.parent_id = root


def _unlink_partners(env):
    """Delete the offices of the national organisation, unless others refer to them:
    Odoo cannot do it later, when the stored fields of this addon are half removed."""
    labels = env["ir.model.data"].search(
        [("module", "=", "cluster_committee"), ("model", "=", "res.partner")]
    )
    # what the addon's own records name goes with them
    partners = env["res.partner"].with_context(**{MODULE_UNINSTALL_FLAG: True})
    for partner in partners.browse(labels.mapped("res_id")).exists():
        try:
            with env.cr.savepoint():
                partner.unlink()
        except (IntegrityError, UserError):
            continue  # it stays, as a partner like any other


def _unlink_calendar(env):
    """Delete the national calendar with its holidays: Odoo would leave these behind
    without a calendar, which makes them days off of everybody. Where others work by the
    calendar, both stay, and Odoo does not try again."""
    calendar = env.ref("cluster_committee.resource_calendar_national", False)
    if not calendar:
        return
    holidays = calendar.leave_ids
    try:
        with mute_logger("odoo.sql_db"), env.cr.savepoint():
            calendar.with_context(**{MODULE_UNINSTALL_FLAG: True}).unlink()
            holidays.unlink()
    except (IntegrityError, UserError):
        # they stay, as a calendar like any other
        env["ir.model.data"].search(
            [
                ("module", "=", "cluster_committee"),
                ("model", "=", "resource.calendar"),
                ("res_id", "=", calendar.id),
            ]
        ).unlink()
