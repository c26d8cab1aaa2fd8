"""What `tools/run odoo` promises of Odoo's own ways to run: each is tried really."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.request
import zipfile

import pytest

import databases
import fingerprints
import odoo_runner
import paths
import plain_commands
import rehearse

SECONDS = 180


@pytest.fixture(scope="module")
def running():
    """(name of a small database, its folder, configuration file)"""
    template = databases.base_template
    with databases.test_database(template, "running") as (name, data):
        config = odoo_runner.write_config(
            data / "odoo.conf", db_name=name, data_dir=data, list_db=True
        )
        odoo_runner.load_or_stop(config, name, "-i", "web_jalali")
        yield name, data, config


@contextlib.contextmanager
def server(config, *options):
    """A server as `tools/run odoo` starts it, with the ports it chose."""
    ports = [odoo_runner.any_port(), odoo_runner.any_port()]
    with (config.parent / "server.log").open("w") as log:
        process = subprocess.Popen(
            odoo_runner.odoo_command(
                *("-c", config, f"--http-port={ports[0]}"),
                *(f"--gevent-port={ports[1]}", *options),
            ),
            env=odoo_runner.odoo_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            yield process, *ports
        finally:
            process.terminate()
            process.wait(60)


def answer(process, port, path):
    """Return the status of the first answer."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the server has ended"
        try:
            address = f"http://127.0.0.1:{port}{path}"
            with urllib.request.urlopen(address, timeout=5) as opened:
                return opened.status
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{path} does not answer")


def has_started(config, times):
    """Wait until the log tells of so many starts."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        text = (config.parent / "server.log").read_text()
        if text.count("HTTP service (werkzeug) running") >= times:
            return True
        time.sleep(0.2)
    return False


def test_it_starts_itself_anew(running):
    """As `--dev=reload` does when code has changed."""
    _name, _data, config = running
    with server(config) as (process, port, _messages):
        assert answer(process, port, "/web/health") == 200
        process.send_signal(signal.SIGHUP)
        assert has_started(config, 2)
        assert answer(process, port, "/web/health") == 200


def test_workers_serve_pages_and_messages(running):
    _name, _data, config = running
    with server(config, "--workers=2") as (process, port, messages):
        assert answer(process, port, "/web/health") == 200
        assert answer(process, messages, "/websocket/health") == 200


def test_a_dump_is_made_by_the_programs_of_its_server(running, tmp_path):
    name, _data, config = running
    odoo_runner.run_odoo("db", "-c", config, "dump", name, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as packed:
        assert "dump.sql" in packed.namelist()


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["-d", "x"], ["-c", "CONFIG", "--http-port=1", "-d", "x"]),
        (
            ["-d", "x", "--workers=2"],
            ["-c", "CONFIG", "--http-port=1", "--gevent-port=1", "-d", "x"]
            + ["--workers=2"],
        ),
        (["db", "dump", "x"], ["db", "-c", "CONFIG", "dump", "x"]),
        (
            ["module", "uninstall", "-d", "x", "web"],
            ["module", "uninstall", "-c", "CONFIG", "-d", "x", "web"],
        ),
        (["shell", "-d", "x"], ["shell", "-c", "CONFIG", "-d", "x"]),
    ],
)
def test_the_configuration_stands_where_it_is_looked_for(
    arguments, command, monkeypatch
):
    started = []
    monkeypatch.setattr(odoo_runner, "default_config", lambda: "CONFIG")
    monkeypatch.setattr(odoo_runner, "free_port", lambda first: 1)
    monkeypatch.setattr(
        odoo_runner, "replace_process", lambda command, _env: started.extend(command)
    )
    plain_commands.odoo(list(arguments))
    # a path of a file or a number of a port: what matters is where it stands
    assert [text for text in started[2:] if text != "--gevent-port=1"] == [
        text for text in command if text != "--gevent-port=1"
    ]
    assert ("--gevent-port=1" in started) == ("--gevent-port=1" in command)


def test_a_module_is_uninstalled(running):
    name, _data, config = running
    odoo_runner.run_odoo("module", "uninstall", "-c", config, "-d", name, "web_jalali")
    script = (
        "print(env['ir.module.module'].search([('name', '=', 'web_jalali')]).state)"
    )
    told = odoo_runner.shell_script(name, script, data_dir=config.parent)
    assert told.strip().endswith("uninstalled")


def test_a_restore_is_rehearsed(running, monkeypatch):
    name, data, _config = running
    assert rehearse.rehearse(name, data) == []
    assert f"{name}_rehearsal"[-60:] not in databases.names()
    load = odoo_runner.run_odoo

    def lossy(*arguments, **options):
        """A restore that loses a file, changes another one and a row."""
        load(*arguments, **options)
        if "load" in arguments:
            copy = f"{name}_rehearsal"[-60:]
            files = sorted(databases.filestore(copy, data).glob("*/*"))
            files[0].unlink()
            files[1].write_bytes(b"other")
            with rehearse.postgres.connection(copy) as cursor:
                cursor.execute("UPDATE res_partner SET name = 'other' WHERE id = 1")

    monkeypatch.setattr(odoo_runner, "run_odoo", lossy)
    found = "\n".join(rehearse.rehearse(name, data))
    for part in ("→ missing", "→ changed:", "table res_partner:"):
        assert part in found


def test_no_fingerprint_depends_on_the_order_of_rows(running):
    name, data, _config = running
    rehearse.reach_postgres()
    before = fingerprints.fingerprints(name, databases.filestore(name, data))
    with rehearse.postgres.connection(name) as cursor:
        cursor.execute("UPDATE res_country SET name = name WHERE id % 3 = 0")
        cursor.execute("VACUUM FULL res_country")
    after = fingerprints.fingerprints(name, databases.filestore(name, data))
    assert fingerprints.differences(before, after) == []
    assert os.path.exists(paths.ROOT / "doc" / "running.md")
