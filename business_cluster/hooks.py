from odoo.tools import SQL


def uninstall_hook(env):
    """Let go of what leaves, so that it can leave in any order."""
    _forget_provinces(env)
    drop_references(env, "business_cluster")


def _forget_provinces(env):
    """Nothing is of a province any more: with a state Odoo would compute anew what
    depends on it, while the models that do are half gone."""
    for model in env.registry.values():
        field = model._fields.get("province_id")
        if field and field.store and model._auto and not model._abstract:
            if field.comodel_name == "res.country.state":
                table = SQL.identifier(model._table)
                env.cr.execute(SQL("UPDATE %s SET province_id = NULL", table))
    env.invalidate_all()


def drop_references(env, addon):
    """Drop the foreign keys of the tables of `addon`, from them and to them: its data
    is deleted before what was built on it, and without this every row would be tried
    and logged one by one."""
    tables = [
        model._table
        for model in env.registry.values()
        if model._original_module == addon and model._auto
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
