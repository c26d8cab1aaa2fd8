"""Run the tests in databases cloned from prepared ones, on all processors."""

import contextlib
import functools
import itertools
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path

import check_install
import databases
import odoo_runner
import paths
import results
from steps import say, stop_with

MOST_PROCESSES = 4
# Below, a second process would wait longer for its database than it would help
WORTH_SHARING_SECONDS = 120
ENDINGS = (0, 1, 5)  # pytest's: all passed, some failed, none was left to run
INSTALLER = "tools/check_install.py::installed_and_upgraded_without_a_warning"


# --- some tests, in one process -------------------------------------------------


def one(arguments):
    """Run what was named and show what pytest says.

    Words from `make one T=… K=…` come as one string each and may be empty.
    """
    chosen = [text for text in arguments if text]
    files = _named_files(chosen)
    if not files:
        chosen += [f"{addon}/tests" for addon in databases.together()] + ["tools"]
    found = {_database_of(name) for name in files} or {None}
    if len(found) > 1:
        stop_with(f"Run them one by one: {', '.join(map(str, files))}")
    with databases.test_database(_template(*found)) as (name, data):
        say(f"pytest in the database {name}")
        cache = ["-o", f"cache_dir={paths.CACHE / 'pytest'}"]
        command = _pytest_command(name, data, *cache, *chosen)
        done = subprocess.run(command, check=False, cwd=paths.ROOT, env=_environment())
    sys.exit(done.returncode)


def _named_files(arguments):
    names = (text.partition("::")[0] for text in arguments)
    return [name for name in names if os.path.exists(name)]


def _database_of(name):
    """Return the addon whose own database a file is tested in, None: the common one."""
    addon = Path(name).parts[0]
    apart = (paths.ROOT / addon / "__manifest__.py").exists() and (
        addon not in databases.together()
    )
    return addon if apart else None


def _template(addon, common=databases.tests_template):
    return functools.partial(databases.apart_template, addon) if addon else common


def _pytest_command(database, data, *options):
    config = odoo_runner.write_config(
        data / "odoo.conf",
        db_name=database,
        dbfilter=f"^{database}$",
        data_dir=data,
        screenshots=paths.CACHE / "screenshots",
    )
    return [
        str(paths.venv_python()),
        "-m",
        "pytest",
        f"--odoo-config={config}",
        f"--odoo-database={database}",
        "--odoo-http",
        "--odoo-log-level=warn",  # conftest.py lets no warning pass
        *options,
    ]


def _environment():
    """Name the databases that are prepared: tests of addons do not know these tools."""
    return odoo_runner.odoo_environment(
        HYPOTHESIS_STORAGE_DIRECTORY=str(paths.CACHE / "hypothesis"),
        TEST_DATABASE_FILES=str(paths.FILESTORE),
        **{
            f"TEST_DATABASE_{word}": name for word, name in databases.prepared().items()
        },
    )


# --- all tests, shared by several processes -------------------------------------


def test(arguments):
    """Run Odoo's own installer and all tests; the closing line is the last one."""
    started = time.monotonic()
    options = [text for text in arguments if text]
    databases.beside_template()
    run = Run(options)
    run.share([*run.together(), *run.apart()], run.processes)
    run.share(run.alone(), 1)
    run.forget()
    results.remember(run.results)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    say(f"{run.processes} at a time, {minutes} min {seconds} s")
    results.tell_all(run.results)
    sys.exit(int(bool(run.results.failed())))


class Run:
    """One run of all tests: who does what, and what came of it."""

    def __init__(self, options):
        named = _named_files(options)
        self.options = [text for text in options if text not in named]
        self.results = results.Results()
        self.processes = processes()
        self.lock = threading.Lock()
        self.numbers = itertools.count(1)
        self.files = {}  # database: its files, the longest first
        self.left_alone = {}  # database: files with tests that run alone
        known = results.remembered()
        self.expected = {
            name: results.expected_seconds(name, known) for name in all_files()
        }
        for name in sorted(self.expected, key=lambda name: -self.expected[name]):
            if not named or any(Path(name).is_relative_to(part) for part in named):
                self.files.setdefault(_database_of(name), []).append(name)

    def together(self):
        """Return what to do in the common database, beside Odoo's own installer."""
        common = [self._pytest(None)] * self.processes if None in self.files else []
        return [*common[:1], self.install, *common[1:]]

    def apart(self):
        found = []
        for addon in self.files.keys() - {None}:
            seconds = sum(self.expected[name] for name in self.files[addon])
            worth = self.processes if seconds > WORTH_SHARING_SECONDS else 1
            found += [self._pytest(addon)] * worth
        return found

    def alone(self):
        return [
            functools.partial(self.pytest, addon, files, "--only-alone")
            for addon, files in sorted(self.left_alone.items(), key=str)
        ]

    def share(self, work, processes):
        """Do the pieces of work in their order, so many at a time."""
        waiting = queue.SimpleQueue()
        for piece in work:
            waiting.put(piece)

        def take():
            with contextlib.suppress(queue.Empty):
                while True:
                    self._do(waiting.get_nowait())

        threads = [threading.Thread(target=take) for _ in range(processes)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _do(self, piece):
        try:
            piece()
        except (Exception, SystemExit):  # a thread's own end would go unnoticed
            with self.lock:
                self.results.add("tools/testing.py::run", 0, traceback.format_exc())

    def _pytest(self, addon):
        return functools.partial(self.pytest, addon, self.files[addon])

    # --- pieces of work ---

    def install(self):
        started = time.monotonic()
        faults = check_install.found()
        with self.lock:
            text = "\n".join(faults) if faults else None
            self.results.add(INSTALLER, time.monotonic() - started, text)
            results.tell_file(self.results, results.file_of(INSTALLER))

    def pytest(self, addon, files, *options):
        template = _template(addon, databases.screens_template)
        label = f"{next(self.numbers)}"
        with databases.test_database(template, label) as (name, data):
            log = paths.LOGS / f"{name}.pytest.log"
            log.parent.mkdir(parents=True, exist_ok=True)
            code, unfinished = self._listen(addon, name, data, log, files, options)
            if unfinished or code not in ENDINGS:
                self._note_death(code, [*unfinished, files[0]][0], log)
            else:
                log.unlink()

    def _listen(self, addon, name, data, log, files, options):
        """Return the exit code of pytest and the files that it did not finish."""
        reading, writing = os.pipe()
        marks = paths.RUNS / f"queue_{os.getpid()}_{addon}{'_'.join(options)}"
        marks.mkdir(parents=True, exist_ok=True)
        command = _pytest_command(
            name,
            data,
            *("-p", "tools.shared_tests", "-p", "no:cacheprovider"),
            *(f"--shared-queue={marks}", f"--shared-pipe={writing}"),
            "--continue-on-collection-errors",
            *options,
            *self.options,
            *files,
        )
        working_on = []
        with log.open("w") as output, os.fdopen(reading) as pipe:
            process = subprocess.Popen(
                command,
                cwd=paths.ROOT,
                env=_environment(),
                pass_fds=[writing],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            os.close(writing)
            for line in pipe:
                told = json.loads(line)
                with self.lock:
                    self._note(addon, told, working_on)
            return process.wait(), working_on

    def _note(self, addon, told, working_on):
        """Take in one line from pytest."""
        if told.get("alone"):
            self.left_alone[addon] = told["alone"]
        elif "test" in told:
            text = told["text"] if told["failed"] else None
            self.results.add(told["test"], told["seconds"], text)
        elif "started" in told:
            working_on.append(told["started"])
        elif "finished" in told:
            working_on.remove(told["finished"])
            results.tell_file(self.results, told["finished"])

    def _note_death(self, code, file, log):
        test = f"{file}::pytest_comes_to_an_end"
        with self.lock:
            text = f"pytest ended with exit code {code}:\n{log.read_text()[-20000:]}"
            self.results.add(test, 0, text)
            results.tell_file(self.results, file)

    def forget(self):
        for folder in paths.RUNS.glob(f"queue_{os.getpid()}_*"):
            shutil.rmtree(folder)


def processes():
    """Return how many processes share the tests; PROCESSES=1 asks for one."""
    wanted = os.environ.get("PROCESSES")
    return int(wanted or min(len(os.sched_getaffinity(0)), MOST_PROCESSES))


def all_files():
    rooms = (paths.TOOLS, *paths.ROOMS)
    found = [path for room in rooms for path in room.glob("test_*.py")]
    for addon in paths.present_addons():
        found += (paths.ROOT / addon / "tests").rglob("test_*.py")
    return [str(path.relative_to(paths.ROOT)) for path in sorted(found)]
