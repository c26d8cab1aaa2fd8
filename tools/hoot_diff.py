"""Odoo's own browser tests, in English, without web_jalali and with it: what differs.

Odoo's suites load only the modules that Odoo itself needs. So that the addon's changes
are there, its modules answer to a name of `web` while they run.
"""

import contextlib
import json
import re
import subprocess
import sys
import time

import requests

import databases
import odoo_runner
import paths
from screenshots import chromium
from steps import say, stop_with

SUITES = (
    "@web/core/components/datetime",
    "@web/core/l10n",
    "@web/core/tree_editor",
    "@web/search",
    "@web/views/calendar",
    "@web/views/fields",
)
WINDOW = {"width": 1366, "height": 768, "deviceScaleFactor": 1, "mobile": False}
START_SECONDS, SUITE_SECONDS = 120, 1500
FAILED = re.compile(r'\[HOOT\] Test "(.+)" failed')
PASSED = re.compile(r"Passed (\d+) tests|Failed \d+ tests \((\d+) passed")
ENDED = ("[HOOT] Test suite succeeded", "Some tests failed")

# Kept for the tool: what the page writes to its console
LISTEN = """
globalThis.told = [];
for (const level of ["log", "error", "dir", "warn"]) {
    const tell = console[level];
    console[level] = function (...texts) {
        globalThis.told.push(texts.map(String).join(" ").replaceAll("%c", ""));
        return tell.apply(this, texts);
    };
}
"""
# The page makes `odoo` and its loader itself, some of it twice
WHEN_ASSIGNED = """
/** Runs a change on what is assigned to a property, each time. */
function whenAssigned(object, name, change) {
    let value;
    Object.defineProperty(object, name, {
        configurable: true,
        enumerable: true,
        get: () => value,
        set: (assigned) => (value = change(assigned)),
    });
}
"""
ANSWER_TO_WEB = (
    WHEN_ASSIGNED
    + """
const rename = (name) =>
    name.includes("/../tests/") ? name : name.replace("@web_jalali/", "@web/jalali/");

function renaming(define) {
    return (name, dependencies, factory, ...more) =>
        define(
            rename(name),
            dependencies.map(rename),
            (require) => factory((wanted) => require(rename(wanted))),
            ...more
        );
}

whenAssigned(globalThis, "odoo", (odoo) => {
    whenAssigned(odoo, "define", renaming);
    return odoo;
});
"""
)
IS_THERE = "odoo.loader.factories.has('@web/jalali/l10n/dates_patch')"


def main(arguments):
    """Print the failures of both; fail when the addon adds one."""
    suites = [text for text in arguments if text] or SUITES
    without = run("without web_jalali", databases.base_template, suites)
    added = run("with web_jalali", databases.addons_template, suites, ANSWER_TO_WEB)
    print_table(suites, without, added)
    new = failures(added) - failures(without)
    gone = failures(without) - failures(added)
    for sign, names in (("+", new), ("-", gone)):
        for name in sorted(names):
            print(f"{sign} {name}")
    print(f"{len(new)} failures more and {len(gone)} fewer with web_jalali")
    sys.exit(int(bool(new)))


def failures(results):
    return {name for _passed, failed in results.values() for name in failed}


def print_table(suites, without, added):
    width = max(map(len, suites))
    print(f"{'':{width}}  without: passed failed  with: passed failed")
    for suite in suites:
        counts = (
            (passed, len(failed)) for passed, failed in (without[suite], added[suite])
        )
        (passed, failed), (passed_with, failed_with) = counts
        print(
            f"{suite:{width}}  {passed:>15} {failed:>6}  {passed_with:>12}"
            f" {failed_with:>6}"
        )


def run(title, template, suites, script=""):
    """Return {suite: (number passed, names failed)}."""
    with (
        databases.test_database(template) as (name, data),
        server(name, data_dir=data) as url,
    ):
        session = logged_in(url, name)
        found = {}
        for suite in suites:
            say(f"{suite}, {title}")
            found[suite] = run_suite(url, session, suite, script)
        return found


def run_suite(url, session, suite, script=""):
    with chromium() as browser:
        told = Page(browser, url, session).run(suite, script)
    counted = PASSED.search("\n".join(told))
    if not counted:
        stop_with(f"{suite} did not come to an end:\n" + "\n".join(told[-20:]))
    names = {match[1] for text in told if (match := FAILED.search(text))}
    return int(counted[1] or counted[2]), names


class Page:
    """A page of a browser that runs a suite."""

    def __init__(self, browser, url, session):
        self.browser, self.url = browser, url
        browser.send("Emulation.setDeviceMetricsOverride", **WINDOW)
        browser.send("Emulation.setFocusEmulationEnabled", enabled=True)
        browser.send(
            "Network.setCookie",
            url=url,
            name="session_id",
            value=session.cookies["session_id"],
        )

    def run(self, suite, script=""):
        """Return what the page wrote to its console."""
        source = LISTEN + script
        self.browser.send("Page.enable")
        self.browser.send("Page.addScriptToEvaluateOnNewDocument", source=source)
        query = f"headless&loglevel=2&preset=desktop&timeout=15000&filter=%22{suite}%22"
        address = f"{self.url}/web/tests?{query.replace('@', '%40')}"
        self.browser.send("Page.navigate", url=address)
        deadline = time.monotonic() + SUITE_SECONDS
        while time.monotonic() < deadline:
            time.sleep(1)
            told = json.loads(self._evaluate("JSON.stringify(globalThis.told || [])"))
            if any(ending in text for text in told for ending in ENDED):
                break
        if script and not self._evaluate(IS_THERE):
            stop_with(f"The addon's modules do not answer to web in {suite}")
        return told

    def _evaluate(self, expression):
        answer = self.browser.send("Runtime.evaluate", expression=expression)
        return answer["result"].get("value")


@contextlib.contextmanager
def server(name, ours=paths.ROOT, **options):
    """Serve a database; stop it at the end.

    :param ours: the folder where our addons lie
    :param options: of Odoo's configuration
    :return: the address
    """
    port = odoo_runner.any_port()
    config = odoo_runner.write_config(
        paths.RUNS / f"{name}.conf",
        ours=ours,
        db_name=name,
        dbfilter=f"^{name}$",
        http_port=port,
        gevent_port=odoo_runner.any_port(),
        list_db=False,
        **options,
    )
    paths.LOGS.mkdir(exist_ok=True)
    log = paths.LOGS / f"{name}_served.log"
    with log.open("w") as handle:
        process = subprocess.Popen(
            odoo_runner.odoo_command("-c", config),
            env=odoo_runner.odoo_environment(),
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_healthy(process, url, log)
        yield url
    finally:
        process.terminate()
        process.wait()


def wait_until_healthy(process, url, log):
    for _ in range(START_SECONDS * 2):
        if process.poll() is not None:
            break
        with contextlib.suppress(requests.RequestException):
            if requests.get(f"{url}/web/health", timeout=5).ok:
                return
        time.sleep(0.5)
    stop_with(f"Odoo does not answer: see {log}")


def logged_in(url, database):
    session = requests.Session()
    params = {"db": database, "login": "admin", "password": "admin"}
    answer = session.post(
        f"{url}/web/session/authenticate", json={"params": params}, timeout=60
    ).json()
    if "error" in answer:
        stop_with(answer["error"]["data"]["message"])
    return session
