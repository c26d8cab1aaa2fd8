"""A database of the time when the product was one addon, with its demo data.

It is built from the commit that the street began from, by Odoo's own runner, and kept
as a template: what an upgrade has to bring over without loss, with what people have
made of it.
"""

import functools
import io
import subprocess
import sys
import tarfile

import databases
import odoo_runner
import paths
import postgres
from steps import digest, say, stop_with

COMMIT = "d11336a"
ADDONS = ("web_jalali", "cluster_committee")
FOLDER = paths.CACHE / "old" / COMMIT
# What people do to a database: edit, rename and delete what the addon brought, and
# leave things of their own
EDITS = """
def one(name):
    return env.ref("cluster_committee." + name)

one("committee_engine_cron_check").interval_number = 3
one("committee_phrase_mq").name = "مقرر شد "
one("committee_phrase_ms").use = "both"
one("committee_phrase_ta").unlink()
one("resource_calendar_national").name = "تقویم ما"
one("committee_meeting_rule_province").domain_force = "[(1, '=', 1)]"
one("cluster_committee_menu_root").name = "Our committees"
meeting = env["committee.meeting"].search([], limit=1)
env["ir.attachment"].create(
    {"name": "note.txt", "raw": b"of a user", "res_model": meeting._name,
     "res_id": meeting.id}
)
meeting.message_post(body="A word of a user")
meeting.activity_schedule("mail.mail_activity_data_todo", summary="To do")
env["ir.filters"].create(
    {"name": "Mine", "model_id": "committee.meeting", "domain": "[]"}
)
env.cr.commit()
"""


def main(_arguments=()):
    sys.stdout.write(f"{template()}\n")


def template():
    """Return the template database; build it if it is not there."""
    state = digest(databases.base_state(), COMMIT)
    return databases.template(databases.OLD_PREFIX, state, _build)


def sources():
    """Return the folder with the addons as they were.

    A clone without its history has no such commit: then nothing can be compared.
    """
    if not (FOLDER / ADDONS[-1]).exists():
        command = ["git", "archive", COMMIT, *ADDONS]
        done = subprocess.run(command, check=False, cwd=paths.ROOT, capture_output=True)
        if done.returncode:
            stop_with(
                f"The commit {COMMIT}, which the upgrade is tested from, is not in this"
                " clone: fetch the history (git fetch --unshallow)"
            )
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(FOLDER, filter="data")
    return FOLDER


def _build(name):
    sources()
    databases.clone_template(databases.base_template, name)
    _flag_for_demo(name)
    say(f"preparing a database of the commit {COMMIT}, about two minutes")
    config = odoo_runner.write_config(paths.RUNS / f"{name}.conf", ours=FOLDER)
    options = ["-i", ",".join(ADDONS), "--with-demo"]
    odoo_runner.load_or_stop(config, name, *options)


def _flag_for_demo(name):
    """Let demo data of the old addons, and only it, load in a clone of Odoo's template.

    Odoo loads an addon's demo data where all modules it depends on have theirs.
    """
    with postgres.connection(name) as cursor:
        cursor.execute("UPDATE ir_module_module SET demo = (state = 'installed')")


old_shell = functools.partial(odoo_runner.shell_script, ours=FOLDER)
