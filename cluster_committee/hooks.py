from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tools import SQL


def uninstall_hook(env):
    """Let go of what leaves, so that it can leave in any order: the data of this addon
    is deleted before the committees that were built on it, and without this every row
    would be tried and logged one by one."""
    env.cr.execute(
        "UPDATE res_company SET province_id = NULL, committee_calendar_id = NULL"
    )
    _drop_references(env)
    _unlink_partners(env)
    _unlink_calendar(env)


def _drop_references(env):
    """Drop the foreign keys of our tables, from them and to them."""
    tables = [
        model._table
        for model in env.registry.values()
        if model._original_module == "cluster_committee" and model._auto
    ]
    references = env.execute_query(
        SQL(
            """
            SELECT source.relname, c.conname
              FROM pg_constraint c
              JOIN pg_class source ON source.oid = c.conrelid
              JOIN pg_class target ON target.oid = c.confrelid
             WHERE c.contype = 'f'
               AND (target.relname = ANY(%(own)s) OR source.relname = ANY(%(own)s))
               AND target.relnamespace = current_schema()::regnamespace
            """,
            own=tables,
        )
    )
    for table, name in references:
        env.cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(name),
            )
        )


def _unlink_partners(env):
    """Delete the offices of the national organisation, unless others refer to them:
    later Odoo cannot, since their stored fields that are ours are half gone then."""
    labels = env["ir.model.data"].search(
        [("module", "=", "cluster_committee"), ("model", "=", "res.partner")]
    )
    for partner in env["res.partner"].browse(labels.mapped("res_id")).exists():
        try:
            with env.cr.savepoint():
                partner.unlink()
        except (IntegrityError, UserError):
            continue  # it stays, as a partner like any other


def _unlink_calendar(env):
    """Delete the national calendar with its holidays: Odoo would leave these behind
    without a calendar, which makes them days off of everybody. Where others work by the
    calendar, both stay."""
    calendar = env.ref("cluster_committee.resource_calendar_national", False)
    if not calendar:
        return
    holidays = calendar.leave_ids
    try:
        with env.cr.savepoint():
            calendar.unlink()
            holidays.unlink()
    except (IntegrityError, UserError):
        return  # they stay, as a calendar like any other
