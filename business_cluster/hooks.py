from odoo.tools import SQL

from odoo.addons.web_jalali import adoption


def pre_init_hook(env):
    """Keep what an older addon owned, with its ids."""
    adoption.adopt(env, "business_cluster")


def post_init_hook(env):
    """Put back what users had edited or deleted of it."""
    adoption.restore(env, "business_cluster")


def uninstall_hook(env):
    """Let go of what leaves, so that it can leave in any order."""
    _forget_provinces(env)
    let_go_of_models(env, "business_cluster")


def _forget_provinces(env):
    """Detach all records from provinces: otherwise Odoo would recompute what depends on
    them while those models are half removed."""
    for model in env.registry.values():
        field = model._fields.get("province_id")
        if field and field.store and model._auto and not model._abstract:
            if field.comodel_name == "res.country.state":
                table = SQL.identifier(model._table)
                env.cr.execute(SQL("UPDATE %s SET province_id = NULL", table))
    env.invalidate_all()


def let_go_of_models(env, addon):
    """Take away the history of the records of `addon`, and the foreign keys of its
    tables, from them and to them: its data is deleted before what was built on it, and
    without this every row would be tried and logged one by one."""
    models = [
        model
        for model in env.registry.values()
        if model._original_module == addon and model._auto
    ]
    names = [model._name for model in models]
    env.cr.execute("DELETE FROM workflow_act WHERE res_model = ANY(%s)", [names])
    _unlink_rights(env, addon)
    forget_foreign_keys(env, addon)
    _drop_references(env, [model._table for model in models])


def forget_foreign_keys(env, addon):
    """Delete the records of the foreign keys of an addon: Odoo leaves those that belong
    to fields of other addons' models."""
    env.cr.execute(
        "DELETE FROM ir_model_constraint USING ir_module_module AS module"
        " WHERE module.id = ir_model_constraint.module AND module.name = %s"
        " AND ir_model_constraint.type = 'f'",
        [addon],
    )


def _unlink_rights(env, addon):
    """Delete the rights before the groups that they refer to, which in an upgraded
    database may be younger, and would be deleted first."""
    for model in ("ir.rule", "ir.model.access"):
        labels = env["ir.model.data"].search(
            [("module", "=", addon), ("model", "=", model)]
        )
        env[model].browse(labels.mapped("res_id")).exists().unlink()


def _drop_references(env, tables):
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
