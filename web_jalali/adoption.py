"""What moves from one addon to another keeps its ids, and what users made of it.

An addon that takes something over lists it in its folder ``migrations``:

``adopted.csv``
    what becomes its own: kind (data, constraint or relation), module that owned it,
    name (of data also the beginning of names: ``demo_*``), new name where it has
    another, and for data the model and whether users may edit it (noupdate)
``renamed_models.csv``
    models that have another name now: old, new
``renamed_fields.csv``
    fields that have another name now: model (as it is called now), old, new

Its ``pre_init_hook`` calls :func:`adopt`, its ``post_init_hook`` :func:`restore`. Where
nothing of what is listed has the old owner, as in a new database, nothing happens.
"""

import csv
from collections import defaultdict
from typing import NamedTuple

from odoo.modules.module import Manifest, get_module_path
from odoo.tools import SQL, convert_file

from .renaming import rename_field, rename_model, table_of

# Overwritten on purpose: edited access rights are not kept
REWRITTEN = ("ir.rule", "ir.model.access")

# A name of data is the one that is listed, or begins as it
NAMED = SQL(
    "(data.name = moved.name OR right(moved.name, 1) = '*'"
    " AND starts_with(data.name, left(moved.name, -1)))"
)
# (database, addon): what `restore` puts back
_kept = defaultdict(list)


class Row(NamedTuple):
    """A line of adopted.csv."""

    kind: str
    module: str
    name: str
    new_name: str
    model: str
    noupdate: str


class RenamedModel(NamedTuple):
    """A line of renamed_models.csv."""

    old: str
    new: str


class RenamedField(NamedTuple):
    """A line of renamed_fields.csv."""

    model: str
    old: str
    new: str


class Kept(NamedTuple):
    """Rows that were kept aside in a temporary table."""

    copy: str
    table: str
    column: str  # by which the rows are found
    ids: list


class Deleted(NamedTuple):
    """Records that a user has deleted, and the installation creates again."""

    model: str
    names: list


def adopt(env, addon):
    """Make what is listed the addon's own, before its data are loaded."""
    env.flush_all()
    rows = _read(addon, "adopted.csv", Row)
    if not rows or not _is_owned(env, rows):
        return
    for model in _read(addon, "renamed_models.csv", RenamedModel):
        rename_model(env, *model)
    for field in _read(addon, "renamed_fields.csv", RenamedField):
        rename_field(env, *field)
    _keep_aside(env, addon, [row for row in rows if row.noupdate])
    _move_data(env, addon, [row for row in rows if row.kind == "data"])
    for kind in ("constraint", "relation"):
        _move_schema(env, addon, kind, [row for row in rows if row.kind == kind])
    env.invalidate_all()
    env.registry.clear_all_caches()


def restore(env, addon):
    """Put back what users had edited or deleted, after the data are loaded."""
    env.flush_all()
    for kept in _kept.pop((env.cr.dbname, addon), ()):
        if isinstance(kept, Deleted):
            _delete_again(env, addon, kept)
        elif kept.column == "id":
            _restore_records(env, kept)
        else:
            _restore_links(env, kept)
    env.invalidate_all()
    env.registry.clear_all_caches()


def rewrite_rules(env, addon):
    """Write the record rules that stay with an addon as its files have them, too, which
    an upgrade leaves as they are."""
    labels = env["ir.model.data"].search(
        [("module", "=", addon), ("model", "=", "ir.rule")]
    )
    env.flush_all()
    _clear_links(env, "ir.rule", labels.mapped("res_id"))
    env.invalidate_all()
    for filename in Manifest.for_addon(addon)["data"]:
        if filename.startswith("security/") and filename.endswith(".xml"):
            convert_file(env, addon, filename, {}, mode="init")


def _read(addon, name, row):
    try:
        with open(f"{get_module_path(addon)}/migrations/{name}", newline="") as file:
            return [row(**line) for line in csv.DictReader(file)]
    except FileNotFoundError:
        return []


def _is_owned(env, rows):
    """Return whether anything of it still has its old owner."""
    return env.execute_query(
        SQL(
            "SELECT 1 FROM %s JOIN ir_model_data AS data USING (module)"
            " WHERE %s LIMIT 1",
            _moved(rows),
            NAMED,
        )
    )


def _moved(rows):
    """Return the rows as a table of SQL: moved(module, name, new_name)."""
    return SQL(
        "unnest(%s::varchar[], %s::varchar[], %s::varchar[])"
        " AS moved(module, name, new_name)",
        [row.module for row in rows],
        [row.name for row in rows],
        [row.new_name or row.name for row in rows],
    )


def _move_data(env, addon, rows):
    env.cr.execute(
        SQL(
            """
            UPDATE ir_model_data AS data
               SET module = %(addon)s,
                   name = CASE WHEN data.name = moved.name THEN moved.new_name
                               ELSE data.name END
              FROM %(moved)s
             WHERE data.module = moved.module
               AND %(named)s
               AND NOT EXISTS (SELECT FROM ir_model_data other
                                WHERE other.module = %(addon)s
                                  AND other.name = moved.new_name)
            """,
            addon=addon,
            moved=_moved(rows),
            named=NAMED,
        )
    )


def _move_schema(env, addon, kind, rows):
    """Move rows of ir.model.constraint or ir.model.relation."""
    env.cr.execute(
        SQL(
            """
            UPDATE %(table)s AS part
               SET module = addon.id, name = moved.new_name
              FROM %(moved)s
              JOIN ir_module_module owner ON owner.name = moved.module
              JOIN ir_module_module addon ON addon.name = %(addon)s
             WHERE part.module = owner.id
               AND part.name IN (moved.name, moved.new_name)
               AND NOT EXISTS (SELECT FROM %(table)s other
                                WHERE other.module = addon.id
                                  AND other.name = moved.new_name)
            """,
            table=SQL.identifier(f"ir_model_{kind}"),
            addon=addon,
            moved=_moved(rows),
        )
    )


# ------------------------------------------------------------
# WHAT USERS EDIT
# ------------------------------------------------------------


def _keep_aside(env, addon, rows):
    """Keep what users may edit or delete: an installation overwrites it."""
    found = env.execute_query(
        SQL(
            """
            SELECT moved.module, moved.name, data.model, data.res_id
              FROM %s
              JOIN ir_model_data data USING (module, name)
             WHERE data.noupdate
            """,
            _moved(rows),
        )
    )
    ids = defaultdict(list)
    for _module, _name, model, res_id in found:
        ids[model].append(res_id)
    present = {(module, name) for module, name, _model, _res_id in found}
    missing = defaultdict(list)
    for row in rows:
        if (row.module, row.name) not in present and row.model not in REWRITTEN:
            missing[row.model].append(row.new_name or row.name)
    kept = _kept[env.cr.dbname, addon] = []
    for model in ids.keys() - set(REWRITTEN):
        tables = [(table_of(env, model), "id"), *_links(env, model)]
        for table, column in tables:
            kept.append(_copy(env, len(kept), table, column, ids[model]))
    for model in ids.keys() & set(REWRITTEN):
        _clear_links(env, model, ids[model])
    # Last: what was deleted may refer to what was edited
    kept.extend(Deleted(model, names) for model, names in missing.items())


def _links(env, model):
    """Return the tables of the many2many fields of a model, with its column there."""
    return env.execute_query(
        SQL(
            """
            SELECT DISTINCT relation_table, column1 FROM ir_model_fields
             WHERE model = %s AND ttype = 'many2many' AND store
               AND to_regclass(quote_ident(relation_table)) IS NOT NULL
            """,
            model,
        )
    )


def _clear_links(env, model, ids):
    """Take all links away: data files add theirs and leave what is there."""
    for table, column in _links(env, model):
        env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE %s = ANY(%s)",
                SQL.identifier(table),
                SQL.identifier(column),
                ids,
            )
        )


def _copy(env, number, table, column, ids):
    kept = Kept(f"adoption_{number}_{table}"[:63], table, column, ids)
    env.cr.execute(
        SQL(
            "CREATE TEMPORARY TABLE %s AS SELECT * FROM %s WHERE %s = ANY(%s)",
            SQL.identifier(kept.copy),
            SQL.identifier(table),
            SQL.identifier(column),
            ids,
        )
    )
    return kept


def _restore_records(env, kept):
    columns = [
        SQL.identifier(name)
        for (name,) in env.execute_query(
            SQL(
                """
                SELECT attname FROM pg_attribute
                 WHERE attrelid = to_regclass(quote_ident(%s))
                   AND attnum > 0 AND NOT attisdropped AND attname != 'id'
                INTERSECT
                SELECT attname FROM pg_attribute
                 WHERE attrelid = to_regclass(quote_ident(%s)) AND NOT attisdropped
                """,
                kept.table,
                kept.copy,
            )
        )
    ]
    copy = SQL.identifier(kept.copy)
    env.cr.execute(
        SQL(
            "UPDATE %s AS record SET %s FROM %s AS copy WHERE record.id = copy.id",
            SQL.identifier(kept.table),
            SQL(", ").join(SQL("%s = copy.%s", name, name) for name in columns),
            copy,
        )
    )
    env.cr.execute(SQL("DROP TABLE %s", copy))


def _restore_links(env, kept):
    table, copy = SQL.identifier(kept.table), SQL.identifier(kept.copy)
    column = SQL.identifier(kept.column)
    env.cr.execute(SQL("DELETE FROM %s WHERE %s = ANY(%s)", table, column, kept.ids))
    env.cr.execute(SQL("INSERT INTO %s SELECT * FROM %s", table, copy))
    env.cr.execute(SQL("DROP TABLE %s", copy))


def _delete_again(env, addon, deleted):
    labels = env["ir.model.data"].search(
        [
            ("module", "=", addon),
            ("model", "=", deleted.model),
            ("name", "in", deleted.names),
        ]
    )
    env[deleted.model].browse(labels.mapped("res_id")).exists().unlink()
