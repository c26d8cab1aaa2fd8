"""A database of the single addon becomes one of today, and nothing is lost.

The database is made by the old commit (see old_state.py), used and edited by people,
and upgraded with the command that the README names.
"""

import contextlib
from types import SimpleNamespace

import pytest

import adopted_names
import check_install
import databases
import inventory
import odoo_runner
import old_state
import paths
import upgrade_state

COMMAND = ("-u", "web_jalali")
# (module, name): what an upgrade brings back on purpose, or takes away
OURS = ("cluster_committee", "web_jalali")


@pytest.fixture(scope="module")
def upgrade():
    with contextlib.ExitStack() as stack:
        name, data = stack.enter_context(
            databases.test_database(old_state.template, "upgrade")
        )
        used = old_state.EDITS + upgrade_state.RECKON
        old_state.old_shell(name, used, data_dir=data)
        before = _state(name)
        config = odoo_runner.write_config(data / "odoo.conf", data_dir=data)
        done, log = odoo_runner.load_modules(config, name, *COMMAND)
        if not done.returncode:
            odoo_runner.shell_script(name, upgrade_state.RECKON, data_dir=data)
        yield SimpleNamespace(
            name=name,
            data=data,
            config=config,
            code=done.returncode,
            log=log.read_text(),
            before=before,
            after=_state(name),
        )


def _state(name):
    return SimpleNamespace(
        counts=upgrade_state.counts(name),
        digests=upgrade_state.digests(name),
        findings=set(upgrade_state.rows(name, upgrade_state.FINDINGS)),
        names={
            (row[0], row[1]): row[2:]
            for row in upgrade_state.rows(name, upgrade_state.NAMES)
        },
    )


def _value(upgrade, addons, name, table, column):
    """Return what a column of a named record holds; None: the record is not there."""
    found = upgrade_state.rows(
        upgrade.name,
        f"SELECT t.{column} FROM {table} t JOIN ir_model_data d ON d.res_id = t.id"
        f" WHERE d.module = ANY(%s) AND d.name = %s AND d.model = %s",
        list(addons),
        name,
        table.replace("_", "."),
    )
    return found[0][0] if found else None


def test_it_runs_without_a_warning(upgrade):
    assert check_install.faults(upgrade.log) == []
    assert upgrade.code == 0


def test_all_of_the_product_is_there(upgrade):
    states = dict(
        upgrade_state.rows(upgrade.name, "SELECT name, state FROM ir_module_module")
    )
    missing = [
        addon for addon in paths.product_addons() if states.get(addon) != "installed"
    ]
    assert missing == []


def test_no_record_is_lost_or_doubled(upgrade):
    renamed = adopted_names.renamed_tables()
    before = {
        renamed.get(table, table): count
        for table, count in upgrade.before.counts.items()
        if count
    }
    # there are more findings, and notices of them: which ones has a test of its own
    more = {table: before.pop(table) for table in upgrade_state.FOUND}
    assert all(upgrade.after.counts[table] >= more[table] for table in more)
    after = {table: upgrade.after.counts.get(table) for table in before}
    assert after == before


def test_names_stay_with_their_records(upgrade):
    """Groups, menus, actions, users of the demo: nothing is created again."""
    after = {}
    for (_module, name), record in upgrade.after.names.items():
        after.setdefault(name, set()).add(record)
    renamed = adopted_names.renamed_models()
    before = {
        key: (renamed.get(model, model), res_id)
        for key, (model, res_id) in upgrade.before.names.items()
    }
    moved = {
        name: record
        for (module, name), record in before.items()
        if module in OURS
        and name in after
        and record not in after[name]
        and not record[0].startswith("ir.model")
    }
    assert moved == {}


def test_what_was_edited_stays_edited(upgrade):
    addons = paths.present_addons()
    values = [
        _value(upgrade, addons, *where)
        for where in (
            ("committee_engine_cron_check", "ir_cron", "interval_number"),
            ("committee_phrase_mq", "committee_phrase", "name"),
            ("committee_phrase_ms", "committee_phrase", "use"),
        )
    ]
    assert values == [3, "مقرر شد ", "both"]


def test_what_was_deleted_stays_deleted(upgrade):
    addons = paths.present_addons()
    name = _value(upgrade, addons, "committee_phrase_ta", "committee_phrase", "name")
    assert name is None


def test_record_rules_are_those_of_a_new_database(upgrade):
    expected = upgrade_state.rows(databases.whole_template(), upgrade_state.RULES)
    found = upgrade_state.rows(upgrade.name, upgrade_state.RULES)
    assert sorted(found) == sorted(expected)


def _by_key(findings):
    """{(rule, subject, period): the row, as a dict}"""
    rows = [dict(zip(upgrade_state.COLUMNS, row, strict=True)) for row in findings]
    return {(row["rule"], row["subject_id"], row["period"]): row for row in rows}


def test_the_findings_of_the_day_are_the_same(upgrade):
    """But for exactly what the rules of 19.0.3.0.0 ask beside, each told below."""
    assert upgrade.before.findings
    before, after = _by_key(upgrade.before.findings), _by_key(upgrade.after.findings)
    assert before.keys() - after.keys() == set()
    added = {key: after[key] for key in after.keys() - before.keys()}
    assert set(added) == _asked_beside(upgrade, before, after)
    changed = {
        key: {name for name in row if row[name] != after[key][name]}
        for key, row in before.items()
        if row != after[key]
    }
    unexpected = {
        key: names
        for key, names in changed.items()
        if not _is_expected(before[key], after[key], names)
    }
    assert unexpected == {}


def _asked_beside(upgrade, before, after):
    """The obligations that there were not: papers that are made at all, where their
    time is over or they are made; dispatch and copy of minutes that were not recorded
    in time; invitations that are accounted for; parts of a dispatch that does not
    satisfy the clause."""
    day = upgrade_state.rows(upgrade.name, upgrade_state.TODAY)[0][0]
    expected = {
        (f"{rule}_made", subject, period)
        for (rule, subject, period), row in after.items()
        if rule in upgrade_state.PAPERS and (row["met_on"] or row["due_on"] < day)
    }
    expected |= {
        (rule, subject, "")
        for (of, subject, _period), row in after.items()
        if of == "minutes" and not row["met_on"] and row["due_on"] <= day
        for rule in ("dispatch", "national_copy")
    }
    for (meeting,) in upgrade_state.rows(upgrade.name, upgrade_state.INVITED):
        found = [k for k in after if k[:2] == ("unresolved_meeting", meeting)]
        # due on the same day as the minutes: what was due before the watch is not asked
        assert len(found) == (("minutes", meeting, "") in after), meeting
        expected.update(found)
    tasks = {row[0] for row in upgrade_state.rows(upgrade.name, upgrade_state.TAKEN_UP)}
    expected |= {key for key in after if key[0] == "task" and key[1] in tasks}
    return expected - before.keys()


def _is_expected(old, new, names):
    """What became of an obligation that there was: the minutes say how late they were,
    the time of dispatch and copy begins no later than the minutes were due, and the
    chair is told of an empty seat after its grace."""
    rule = old["rule"]
    if rule == "minutes":
        late = old["met_on"] and old["met_on"] > old["due_on"]
        return late and names == {"measure"} and new["measure"] > 0
    if rule in ("dispatch", "national_copy"):
        earlier = new["due_on"] < old["due_on"]
        return earlier and names <= {"due_on", "standing", "level"}
    if rule in ("member_seat", "secretary_seat"):
        told = (old["level"], new["level"]) == ("2", "3") or new["level"] == "4"
        return told and new["standing"] == "overdue" and names == {"level"}
    return False


def test_sealed_documents_are_the_same_bytes(upgrade):
    renamed = adopted_names.renamed_tables()
    before = {
        tuple(renamed.get(part, part) for part in row) for row in upgrade.before.digests
    }
    assert before
    assert before <= upgrade.after.digests


def test_the_lists_are_those_of_today(upgrade):
    lists, _gone = adopted_names.compare(
        old_state.template(), databases.whole_template()
    )
    for addon in paths.product_addons():
        path = adopted_names.path_of(addon)
        written = path.read_text() if path.exists() else adopted_names.as_text([])
        expected = adopted_names.as_text(lists.get(addon, []))
        assert written == expected, "tools/run adopted-names"


def test_every_menu_opens(upgrade):
    opened, faults = upgrade_state.opened_menus(upgrade.name, data_dir=upgrade.data)
    assert faults == []
    assert opened > 50


def test_z_it_can_be_uninstalled_afterwards(upgrade):
    """The last one: nothing is left of it, nor of the old addon."""
    addons = paths.present_addons()
    before = inventory.take(databases.base_template(), addons)
    command = ["module", "uninstall", "-c", upgrade.config, "-d", upgrade.name]
    done = odoo_runner.run_odoo_captured(*command, "web_jalali")  # and all above it
    assert check_install.faults(done.stdout) == []
    assert done.returncode == 0
    left = inventory.difference(before, inventory.take(upgrade.name, addons))
    assert "\n".join(left) == ""
