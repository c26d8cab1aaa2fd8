"""Write the lists of what each addon takes over from an older owner.

What the database of the old commit calls a thing of the one addon, and a database of
today a thing of another, is listed in that addon's migrations/adopted.csv.
"""

import csv
import functools
import io
import sys
from collections import defaultdict

import databases
import old_state
import paths
import postgres
from steps import say

# An addon of its own already, which takes over nothing that another one can
STOOD_BEFORE = "web_jalali"
COLUMNS = ("kind", "module", "name", "new_name", "model", "noupdate")
QUERIES = {
    "data": "SELECT module, name, model, COALESCE(noupdate, false) FROM ir_model_data",
    "constraint": "SELECT m.name, c.name, '', false FROM ir_model_constraint c"
    " JOIN ir_module_module m ON m.id = c.module",
    "relation": "SELECT m.name, r.name, '', false FROM ir_model_relation r"
    " JOIN ir_module_module m ON m.id = r.module",
}
# Names that Odoo makes of the name of a model
PATTERNS = ("model_{}", "field_{}__", "selection__{}__", "constraint_{}_", "{}_")
FIELD_PATTERNS = ("field_{}__{}", "selection__{}__{}", "{}_{}")
# Too many to be listed, and other ones from day to day: (beginning, addon)
BY_BEGINNING = (("demo_", "cluster_committee_demo"),)
# Not listed: what only describes models and fields is found by model and field
DESCRIBED = ("ir.model.inherit",)


def main(_arguments=()):
    lists, gone = compare(old_state.template(), databases.whole_template())
    for addon in paths.product_addons():
        _write(addon, lists.get(addon))
    for line in sorted(gone):
        sys.stdout.write(f"{line}\n")
    say(f"{len(gone)} names of the old addon have no owner now: see above")


def compare(old, new):
    """Return ({addon: rows of adopted.csv}, names that nobody owns any more)."""
    addons = sorted(paths.product_addons(), key=lambda name: name == STOOD_BEFORE)
    order = {name: place for place, name in enumerate(addons)}
    lists, gone = defaultdict(list), []
    for beginning, addon in BY_BEGINNING:
        if addon in order:
            row = ("data", "cluster_committee", f"{beginning}*", "", "", "")
            lists[addon].append(row)
    was, now = _owned(old), _owned(new)
    for kind, things in was.items():
        owners = defaultdict(set)
        for module, name in now[kind]:
            owners[name].add(module)
        for (module, name), (model, noupdate) in things.items():
            if module not in old_state.ADDONS or model in DESCRIBED:
                continue
            if kind == "data" and name.startswith(tuple(dict(BY_BEGINNING))):
                continue
            new_name = name if owners[name] else _rename(kind, name)
            heirs = sorted(owners[new_name] & order.keys(), key=order.get)
            if not heirs:
                gone.append(f"{kind} {module}.{name}")
            elif module not in heirs or name != new_name:
                changed = new_name if new_name != name else ""
                mark = "1" if noupdate else ""
                row = (kind, module, name, changed, model if noupdate else "", mark)
                lists[heirs[0]].append(row)
    return {addon: sorted(rows) for addon, rows in lists.items()}, gone


def _owned(database):
    """Return {kind: {(module, name): (model, noupdate)}}."""
    found = {}
    with postgres.connection(database) as cursor:
        for kind, query in QUERIES.items():
            cursor.execute(query)
            found[kind] = {(row[0], row[1]): row[2:] for row in cursor.fetchall()}
    return found


@functools.cache
def _renamed(name):
    """Return the lines of all lists of that name, as dicts."""
    found = []
    for addon in paths.product_addons():
        path = paths.ROOT / addon / "migrations" / name
        if path.exists():
            with path.open(newline="") as file:
                found += csv.DictReader(file)
    return found


@functools.cache
def renamed_models():
    """Return {old: new} of the models that have another name now."""
    return {line["old"]: line["new"] for line in _renamed("renamed_models.csv")}


def renamed_tables():
    return {
        old.replace(".", "_"): new.replace(".", "_")
        for old, new in renamed_models().items()
    }


def _rename(kind, name):
    """Return the name that follows from the new names of models and fields."""
    tables = renamed_tables()
    for old in sorted(tables, key=len, reverse=True):
        for pattern in PATTERNS if kind == "data" else PATTERNS[-1:]:
            start = pattern.format(old)
            whole = name == start if pattern == PATTERNS[0] else name.startswith(start)
            if whole:
                name = pattern.format(tables[old]) + name.removeprefix(start)
                break
    for line in _renamed("renamed_fields.csv"):
        table = line["model"].replace(".", "_")
        for pattern in FIELD_PATTERNS:
            start = pattern.format(table, line["old"])
            if name == start or name.startswith(f"{start}_"):
                name = pattern.format(table, line["new"]) + name.removeprefix(start)
    return name


def as_text(rows):
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return file.getvalue()


def path_of(addon):
    return paths.ROOT / addon / "migrations" / "adopted.csv"


def _write(addon, rows):
    path = path_of(addon)
    if not rows:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_text(rows))
    say(f"{path.relative_to(paths.ROOT)}: {len(rows)} names")
