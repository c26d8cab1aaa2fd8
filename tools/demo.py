"""The product with demo data: its database, its server, its logins."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import date

import psutil

import databases
import odoo_runner
import paths
import postgres
from steps import forget, is_done, mark_done, say, stop_with

DATABASE = os.environ.get("DATABASE", "demo")
STAMP = f"database-{DATABASE}"
LOG = paths.LOGS / f"{DATABASE}.server.log"
SERVER_RECORD = paths.RUNS / f"{DATABASE}.server.json"
START_SECONDS = 120
# by how many days, or to which day, the clock of the demo server is moved
CLOCK = os.environ.get("CLOCK", "")
# One login per role: (login, name, the groups of the role)
LOGINS_QUERY = """
    SELECT users.login, partner.name, string_agg(DISTINCT groups.name->>'en_US', ', ')
      FROM ir_model_data AS data
      JOIN res_users AS users ON users.id = data.res_id
      JOIN res_partner AS partner ON partner.id = users.partner_id
 LEFT JOIN res_groups_users_rel AS link ON link.uid = users.id
 LEFT JOIN ir_model_data AS ours ON ours.res_id = link.gid
       AND ours.model = 'res.groups' AND ours.module LIKE '%cluster%'
 LEFT JOIN res_groups AS groups ON groups.id = ours.res_id
     WHERE data.module = 'cluster_committee_demo' AND data.model = 'res.users'
       AND data.name LIKE 'demo\\_user\\_%'
  GROUP BY users.id, users.login, partner.name
  ORDER BY users.id
"""


# --- the database ---------------------------------------------------------------


def database(_arguments=()):
    """Create the demo database, or bring it to the addons of today."""
    state = databases.addons_state()
    exists = DATABASE in databases.names()
    if exists and is_done(STAMP, state):
        return
    if exists:
        say(f"the addons have changed: upgrading the database {DATABASE}")
        stop_server()
        odoo_runner.upgrade(DATABASE, ",".join(paths.product_addons()))
    else:
        _create()
    mark_done(STAMP, state)


def _create():
    say(f"creating the database {DATABASE} with {paths.DEMO_ADDON}")
    building = f"{DATABASE}_building"
    databases.drop(building)
    databases.clone_template(databases.base_template, building)
    odoo_runner.install(building, ",".join(paths.product_addons()))
    databases.rename(building, DATABASE)


def reset(_arguments=()):
    stop_server()
    say(f"dropping the database {DATABASE}")
    databases.drop(DATABASE)
    forget(STAMP)


# --- the server -----------------------------------------------------------------


def demo(_arguments=()):
    database()
    if os.environ.get("WITH_SERVER") == "0":
        return
    days = moved_days(CLOCK)
    record = running_server()
    if record and record.get("clock_days", 0) != days:
        stop_server()
        record = None
    print_welcome(record or start_server(days))


def moved_days(text):
    """Return by how many days the clock of the server is moved (int).

    :param text: a number of days, such as 30 or -7, or a day, such as 2027-03-21
    """
    try:
        return int(text or 0)
    except ValueError:
        pass
    try:
        return (date.fromisoformat(text) - date.today()).days
    except ValueError:
        stop_with(
            f"CLOCK={text} is neither a number of days nor a day such as 2027-03-21"
        )


def start_server(days=0):
    port = odoo_runner.free_port(int(os.environ.get("PORT", "8069")))
    interface = os.environ.get("INTERFACE", "127.0.0.1")
    config = odoo_runner.write_config(
        paths.RUNS / f"{DATABASE}.server.conf",
        db_name=DATABASE,
        dbfilter=f"^{DATABASE}$",
        list_db=False,
        http_port=port,
        http_interface=interface,
        max_cron_threads=1,
    )
    say(f"starting Odoo on port {port} (its log: make logs)")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a") as log:
        process = subprocess.Popen(
            odoo_runner.odoo_command("-c", config),
            env=odoo_runner.odoo_environment(WEB_JALALI_CLOCK_DAYS=str(days)),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    record = {
        "pid": process.pid,
        "started": psutil.Process(process.pid).create_time(),
        "url": f"http://localhost:{port}/odoo",
        "health": f"http://127.0.0.1:{port}/web/health",
        "clock_days": days,
    }
    SERVER_RECORD.write_text(json.dumps(record))
    _wait_until_healthy(process, record["health"])
    return record


def _wait_until_healthy(process, address):
    for _ in range(START_SECONDS * 2):
        if process.poll() is not None:
            stop_with(f"Odoo stopped with exit code {process.returncode}: see {LOG}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    stop_with(f"Odoo does not answer after {START_SECONDS} s: see {LOG}")


def running_server():
    """Return the record of the server this checkout started, if it still runs."""
    if not SERVER_RECORD.exists():
        return None
    record = json.loads(SERVER_RECORD.read_text())
    try:
        if psutil.Process(record["pid"]).create_time() == record["started"]:
            return record
    except psutil.NoSuchProcess:
        pass
    return None


def stop_server():
    record = running_server()
    if record:
        say("stopping Odoo")
        os.kill(record["pid"], signal.SIGTERM)
        try:
            psutil.Process(record["pid"]).wait(30)
        except psutil.NoSuchProcess:
            pass
        except psutil.TimeoutExpired:
            stop_with(f"Odoo (process {record['pid']}) does not stop: see {LOG}")
    SERVER_RECORD.unlink(missing_ok=True)


def stop(_arguments=()):
    stop_server()
    postgres.stop_postgres()


# --- output for the user ---------------------------------------------------------


def print_welcome(record):
    print(f"\n  {record['url']}")
    if days := record.get("clock_days"):
        print(f"  Its clock is moved by {days:+} days, as each page says.")
    print("\n  One login per role; the password is the login:")
    for login, name, groups in one_login_per_role():
        print(f"    {login:<22} {name}  ({groups})")
    print(f"    {'admin':<22} the administrator of Odoo")
    print("\n  make logs · make shell · make stop · make reset\n", flush=True)


def one_login_per_role():
    with postgres.connection(DATABASE) as cursor:
        cursor.execute(LOGINS_QUERY)
        rows = cursor.fetchall()
    seen = set()
    for login, name, groups in rows:
        if groups not in seen:
            seen.add(groups)
            yield login, name, groups or "no group"


def logs(_arguments=()):
    if not LOG.exists():
        stop_with("No log yet: make demo")
    odoo_runner.replace_process(
        ["/usr/bin/tail", "-n", "50", "-F", str(LOG)], os.environ
    )


def shell(arguments):
    """Open a Python prompt with `env` in the demo database."""
    database()
    config = odoo_runner.default_config()
    options = ["-c", config, "-d", DATABASE, "--no-http", *arguments]
    sys.stdout.flush()
    odoo_runner.replace_process(
        odoo_runner.odoo_command("shell", *options), odoo_runner.odoo_environment()
    )
