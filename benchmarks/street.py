"""The street of addons against the single addon that it came from.

`tools/run python benchmarks/street.py [ROUNDS]` installs each of them by turns into a
clone of the same database of Odoo, then serves both and starts the web client by turns.
The single addon is that of the commit which the upgrade is tested from. Seconds of the
processor are compared, since they suffer least from other work on the machine.
"""

import contextlib
import os
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools" / "upgrade"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import web_client_start

import databases
import hoot_diff
import odoo_runner
import old_state
import paths
from screenshots import chromium

ROUNDS = 3
STARTS = 15
NAME = "committee_street_{}_{}"


def one_addon():
    """Return where the single addon lies and what is installed of it."""
    return old_state.sources(), ",".join(old_state.ADDONS)


def street():
    """The same for the addons of today, without demo data and tests."""
    product = [
        addon
        for addon in paths.present_addons()
        if not addon.startswith("test_") and addon != paths.DEMO_ADDON
    ]
    return paths.ROOT, ",".join(product)


SIDES = {"one addon": one_addon, "street": street}


def install(name, folder, addons):
    """Install in a new database.

    :return: (seconds of the processor, seconds of the clock, MB at the highest)
    """
    databases.drop(name)
    databases.clone_template(databases.base_template, name)
    config = odoo_runner.write_config(paths.RUNS / f"{name}.conf", ours=folder)
    paths.LOGS.mkdir(exist_ok=True)
    log = paths.LOGS / f"{name}.log"
    command = odoo_runner.odoo_command(
        *("-c", config, "-d", name, f"--http-port={odoo_runner.any_port()}"),
        *("-i", addons, "--stop-after-init"),
    )
    started = os.times().elapsed
    with log.open("w") as handle:
        process = subprocess.Popen(
            command,
            env=odoo_runner.odoo_environment(),
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
        )
        _pid, code, used = os.wait4(process.pid, 0)
    if code:
        sys.exit(f"✗ the installation failed: see {log}")
    seconds = os.times().elapsed - started
    return used.ru_utime + used.ru_stime, seconds, used.ru_maxrss / 1024


def starts(addresses, names):
    """Start the web client of each side by turns.

    :return: {side: [milliseconds]}
    """
    taken = {side: [] for side in SIDES}
    with chromium() as browser:
        browser.send("Page.enable")
        for round_number in range(STARTS + 1):
            for side, times in taken.items():
                session = hoot_diff.logged_in(addresses[side], names[side])
                browser.send(
                    "Network.setCookie",
                    url=addresses[side],
                    name="session_id",
                    value=session.cookies["session_id"],
                )
                milliseconds = web_client_start.start(browser, addresses[side])
                if round_number:  # the first one fills the caches
                    times.append(milliseconds)
    return taken


def print_ratio(what, taken):
    """One line: medians of both, and the street's in parts of the other's."""
    old, new = (statistics.median(taken[side]) for side in SIDES)
    print(f"{what:26} {old:>10.1f} {new:>10.1f} {new / old:>6.2f}", flush=True)


def main():
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    names = {side: NAME.format(i, os.getpid()) for i, side in enumerate(SIDES)}
    taken = {side: [] for side in SIDES}
    try:
        for _round in range(rounds):
            for side, where in SIDES.items():
                taken[side].append(install(names[side], *where()))
        print(f"{'':26} {'one addon':>10} {'street':>10} {'ratio':>6}")
        measures = ("installing, CPU seconds", "installing, seconds", "installing, MB")
        for number, what in enumerate(measures):
            found = {side: [each[number] for each in taken[side]] for side in SIDES}
            print_ratio(what, found)
        with contextlib.ExitStack() as stack:
            addresses = {
                side: stack.enter_context(hoot_diff.server(names[side], where()[0]))
                for side, where in SIDES.items()
            }
            milliseconds = starts(addresses, names)
        print_ratio("web client, ms, median", milliseconds)
        fastest = {side: [min(times)] for side, times in milliseconds.items()}
        print_ratio("web client, ms, fastest", fastest)
    finally:
        for name in names.values():
            databases.drop(name)


if __name__ == "__main__":
    main()
