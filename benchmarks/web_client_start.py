"""The start of the web client without web_jalali's modules, and with them.

Run it on a database that has the addon, while it is served, as the administrator:
`tools/run python benchmarks/web_client_start.py ADDRESS DATABASE`.
One browser loads the same page by turns: without the addon's modules, with them for a
Gregorian user, with them for a Jalali one. Figures are medians of one run on one
machine; what counts is their ratio.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import hoot_diff
from screenshots import chromium

PATH = "/odoo/apps"
REPEATS = 15
SECONDS = 60
STARTED = "!!document.querySelector('.o_main_navbar') && !!odoo.isReady"
MILLISECONDS = "performance.now()"

WHEN_ASSIGNED = hoot_diff.WHEN_ASSIGNED
VARIANTS = {
    "without": """
        whenAssigned(globalThis, "odoo", (odoo) => {
            whenAssigned(odoo, "define", (define) => (name, ...rest) =>
                name.startsWith("@web_jalali/") ? undefined : define(name, ...rest));
            return odoo;
        });""",
    "Gregorian": """
        whenAssigned(globalThis, "odoo", (odoo) => {
            whenAssigned(odoo, "__session_info__", (session) =>
                Object.assign(session, {jalali: {calendar_system: "gregorian"}}));
            return odoo;
        });""",
    "Jalali": """
        whenAssigned(globalThis, "odoo", (odoo) => {
            whenAssigned(odoo, "__session_info__", (session) =>
                Object.assign(session, {jalali: {calendar_system: "jalali"}}));
            return odoo;
        });""",
}
# The moment at which the web client is ready, without the delay of a question
WATCH = f"""
    const watch = () => {{
        if ({STARTED}) {{
            globalThis.startedAt = {MILLISECONDS};
        }} else {{
            requestAnimationFrame(watch);
        }}
    }};
    addEventListener("DOMContentLoaded", watch);
"""


def start(browser, address, script=""):
    """Return the milliseconds from the request of the page to a web client.

    :param script: run before those of the page
    """
    added = browser.send(
        "Page.addScriptToEvaluateOnNewDocument",
        source=WHEN_ASSIGNED + WATCH + script,
    )
    browser.send("Page.navigate", url=address + PATH)
    deadline = time.monotonic() + SECONDS
    value = None
    while value is None and time.monotonic() < deadline:
        time.sleep(0.05)
        found = browser.send("Runtime.evaluate", expression="globalThis.startedAt")
        value = found["result"].get("value")
    browser.send(
        "Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"]
    )
    if value is None:
        sys.exit(f"✗ the web client did not start within {SECONDS} s at {address}")
    return value


def measure(address, database):
    session = hoot_diff.logged_in(address, database)
    taken = {variant: [] for variant in VARIANTS}
    with chromium() as browser:
        browser.send("Page.enable")
        browser.send(
            "Network.setCookie",
            url=address,
            name="session_id",
            value=session.cookies["session_id"],
        )
        for repeat in range(REPEATS + 1):
            for variant, times in taken.items():
                milliseconds = start(browser, address, VARIANTS[variant])
                if repeat:  # the first round fills the caches
                    times.append(milliseconds)
    return taken


def print_table(taken):
    base = statistics.median(taken["without"])
    print(f"{'':10} {'median ms':>10} {'ratio':>6} {'fastest ms':>11} {'ratio':>6}")
    for variant, times in taken.items():
        median, fastest = statistics.median(times), min(times)
        print(
            f"{variant:10} {median:>10.0f} {median / base:>6.2f} {fastest:>11.0f}"
            f" {fastest / min(taken['without']):>6.2f}"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("database")
    chosen = parser.parse_args()
    print_table(measure(chosen.address, chosen.database))


if __name__ == "__main__":
    main()
