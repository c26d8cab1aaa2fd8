"""committee.act, of the addon that kept its acts before, is workflow.act now."""

from odoo.tools import SQL

OLD, NEW = "committee.act", "workflow.act"
# (table, column with the name of a model)
NAMES_OF_MODELS = (
    ("ir_model", "model"),
    ("ir_model_fields", "model"),
    ("ir_model_fields", "relation"),
    ("ir_attachment", "res_model"),
    ("ir_filters", "model_id"),
    ("ir_exports", "resource"),
    ("ir_act_window", "res_model"),
    ("ir_ui_view", "model"),
    ("mail_message", "model"),
    ("mail_followers", "res_model"),
)


def rename(env, old=OLD, new=NEW):
    """Rename the model with its table, sequence, indexes, constraints and what Odoo
    knows of it by name. Its records, their ids and its external ids stay; these belong
    to the addon that they belonged to, until they are adopted."""
    cr = env.cr
    tables = old.replace(".", "_"), new.replace(".", "_")
    if not _exists(cr, tables[0]) or _exists(cr, tables[1]):
        return
    _rename_table(cr, *tables)
    for table, column in NAMES_OF_MODELS:
        if _columns(cr, table, column):
            _replace(cr, table, column, old, new)
    names = dict(zip(("old", "new"), tables, strict=True))
    # model_…, model_inherit__…, field_…__on, selection__…, constraint_…_subject
    cr.execute(
        """
        UPDATE ir_model_data
           SET name = regexp_replace(name, %(old)s, %(new)s)
         WHERE name ~ ('^(model|field|selection|constraint)_+(inherit__)?'
                       || %(old)s || '($|_)')
        """,
        names,
    )
    cr.execute(
        """
        UPDATE ir_model_constraint
           SET name = regexp_replace(name, %(old)s, %(new)s)
         WHERE name ~ ('^' || %(old)s || '_')
        """,
        names,
    )
    env.registry.clear_all_caches()


def _rename_table(cr, old_table, new_table):
    """The table, its sequence, and all that is named after it."""
    cr.execute(
        SQL(
            "ALTER TABLE %s RENAME TO %s",
            SQL.identifier(old_table),
            SQL.identifier(new_table),
        )
    )
    cr.execute(
        """
        SELECT 'INDEX', c.relname
          FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
         WHERE i.indrelid = %(table)s::regclass
           AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)
         UNION ALL
        SELECT 'SEQUENCE', relname FROM pg_class
         WHERE relkind = 'S' AND relname = %(old)s || '_id_seq'
         UNION ALL
        SELECT 'CONSTRAINT', conname FROM pg_constraint
         WHERE conrelid = %(table)s::regclass
        """,
        {"table": new_table, "old": old_table},
    )
    for kind, old in cr.fetchall():
        new = old.replace(old_table, new_table)
        if new == old:
            continue
        if kind == "CONSTRAINT":
            cr.execute(
                SQL(
                    "ALTER TABLE %s RENAME CONSTRAINT %s TO %s",
                    *map(SQL.identifier, (new_table, old, new)),
                )
            )
        else:
            cr.execute(
                SQL(
                    "ALTER %s %s RENAME TO %s",
                    SQL(kind),
                    *map(SQL.identifier, (old, new)),
                )
            )


def _exists(cr, name):
    cr.execute("SELECT 1 FROM pg_class WHERE relname = %s AND relkind = 'r'", [name])
    return cr.rowcount


def _columns(cr, table, column):
    cr.execute(
        "SELECT 1 FROM information_schema.columns"
        " WHERE table_schema = current_schema AND table_name = %s AND column_name = %s",
        [table, column],
    )
    return cr.rowcount


def _replace(cr, table, column, old, new):
    cr.execute(
        SQL(
            "UPDATE %s SET %s = %s WHERE %s = %s",
            SQL.identifier(table),
            SQL.identifier(column),
            new,
            SQL.identifier(column),
            old,
        )
    )
