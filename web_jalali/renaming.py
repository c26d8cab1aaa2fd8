"""Models and fields under another name: their tables, columns and every mention."""

from odoo.tools import SQL

# Columns of text that hold the name of a model, in tables of any addon
MODEL_COLUMNS = (
    "model",
    "model_id",
    "model_name",
    "parent_res_model",
    "res_model",
    "resource",
)


def table_of(env, model):
    return env[model]._table if model in env else model.replace(".", "_")


def rename_model(env, old, new):
    """Rename a model, its table and every mention of it in a column."""
    old_table, new_table = (name.replace(".", "_") for name in (old, new))
    if _exists(env, old_table) and not _exists(env, new_table):
        _rename_relation(env, "TABLE", old_table, new_table)
        if _exists(env, f"{old_table}_id_seq"):
            sequences = (f"{old_table}_id_seq", f"{new_table}_id_seq")
            _rename_relation(env, "SEQUENCE", *sequences)
        _rename_parts(env, new_table, old_table, new_table)
    for table, column in _columns_of_models(env):
        env.cr.execute(
            SQL(
                "UPDATE %(table)s SET %(column)s = %(new)s WHERE %(column)s = %(old)s",
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                old=old,
                new=new,
            )
        )
    env.cr.execute(
        SQL("UPDATE ir_model_fields SET relation = %s WHERE relation = %s", new, old)
    )
    for table, column in _references(env):
        env.cr.execute(
            SQL(
                "UPDATE %(table)s SET %(column)s = %(new)s || ',' ||"
                " split_part(%(column)s, ',', 2)"
                " WHERE split_part(%(column)s, ',', 1) = %(old)s",
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                old=old,
                new=new,
            )
        )


def rename_field(env, model, old, new):
    table = table_of(env, model)
    if _column_exists(env, table, old) and not _column_exists(env, table, new):
        env.cr.execute(
            SQL(
                "ALTER TABLE %s RENAME COLUMN %s TO %s",
                *map(SQL.identifier, (table, old, new)),
            )
        )
        _rename_parts(env, table, f"{table}_{old}_", f"{table}_{new}_")
        _rename_parts(env, table, f"{table}__{old}_", f"{table}__{new}_")
    for table, owner, column in (
        ("ir_model_fields", "model", "name"),
        ("ir_attachment", "res_model", "res_field"),
    ):
        env.cr.execute(
            SQL(
                "UPDATE %(table)s SET %(column)s = %(new)s"
                " WHERE %(owner)s = %(model)s AND %(column)s = %(old)s",
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                owner=SQL.identifier(owner),
                model=model,
                old=old,
                new=new,
            )
        )


def _exists(env, name):
    [[found]] = env.execute_query(SQL("SELECT to_regclass(quote_ident(%s))", name))
    return bool(found)


def _column_exists(env, table, column):
    return env.execute_query(
        SQL(
            "SELECT 1 FROM information_schema.columns WHERE table_name = %s"
            " AND column_name = %s AND table_schema = current_schema()",
            table,
            column,
        )
    )


def _rename_relation(env, kind, old, new):
    env.cr.execute(
        SQL(
            "ALTER %s %s RENAME TO %s",
            SQL(kind),  # pylint: disable=sql-injection
            SQL.identifier(old),
            SQL.identifier(new),
        )
    )


def _rename_parts(env, table, old, new):
    """Rename constraints and indexes of a table whose names begin with `old`."""
    constraints = env.execute_query(
        SQL(
            "SELECT conname FROM pg_constraint WHERE starts_with(conname, %s)"
            " AND conrelid = to_regclass(quote_ident(%s))",
            old,
            table,
        )
    )
    for (name,) in constraints:
        env.cr.execute(
            SQL(
                "ALTER TABLE %s RENAME CONSTRAINT %s TO %s",
                *map(SQL.identifier, (table, name, new + name.removeprefix(old))),
            )
        )
    indexes = env.execute_query(
        SQL(
            "SELECT indexname FROM pg_indexes"
            " WHERE tablename = %s AND starts_with(indexname, %s)"
            " AND schemaname = current_schema()",
            table,
            old,
        )
    )
    for (name,) in indexes:
        _rename_relation(env, "INDEX", name, new + name.removeprefix(old))


def _columns_of_models(env):
    return env.execute_query(
        SQL(
            """
            SELECT c.table_name, c.column_name
              FROM information_schema.columns c
              JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
               AND c.column_name = ANY(%s) AND c.data_type = 'character varying'
            """,
            list(MODEL_COLUMNS),
        )
    )


def _references(env):
    fields = env.execute_query(
        SQL(
            "SELECT model, name FROM ir_model_fields"
            " WHERE ttype = 'reference' AND store"
        )
    )
    tables = ((table_of(env, model), name) for model, name in fields)
    return [found for found in tables if _column_exists(env, *found)]
