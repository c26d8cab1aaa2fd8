"""Export the sentences of an addon and carry its Persian over to the new template."""

import polib

import databases
import odoo_runner
import paths
from steps import say

LANGUAGE = "fa"
# Dates of export would make every export a change
NOISE = ("POT-Creation-Date", "PO-Revision-Date")


def export(_arguments=()):
    with databases.test_database(databases.whole_template) as (name, _data):
        for addon in paths.product_addons():
            _export_addon(name, addon)


def _export_addon(database, addon):
    folder = paths.ROOT / addon / "i18n"
    folder.mkdir(exist_ok=True)
    template = folder / f"{addon}.pot"
    say(f"exporting {template.relative_to(paths.ROOT)}")
    config = odoo_runner.write_config(paths.RUNS / "i18n.conf", log_handler=":WARNING")
    options = ["-c", config, "-d", database, addon, "-l", "pot", "-o", template]
    odoo_runner.run_odoo("i18n", "export", *options)
    source = polib.pofile(str(template))
    if not len(source):
        template.unlink()
        return
    _save(source, template)
    _merge(source, folder / f"{LANGUAGE}.po")


def _merge(source, path):
    """Keep what is translated, add what is new, drop what is gone; guess nothing."""
    if path.exists():
        target = polib.pofile(str(path))
    else:
        target = polib.POFile()
        target.metadata = {**source.metadata, "Language": LANGUAGE}
    target.merge(source)
    target[:] = [entry for entry in target if not entry.obsolete]
    order = {entry.msgid: position for position, entry in enumerate(source)}
    target.sort(key=lambda entry: order[entry.msgid])
    _save(target, path)
    missing = len(target.untranslated_entries()) + len(target.fuzzy_entries())
    say(
        f"{path.relative_to(paths.ROOT)}: {len(target)} entries, {missing} to translate"
    )


def _save(catalogue, path):
    for name in NOISE:
        catalogue.metadata.pop(name, None)
    catalogue.wrapwidth = 78
    catalogue.save(str(path))
