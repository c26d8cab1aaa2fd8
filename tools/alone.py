"""Each addon alone: installed, tested by Odoo's own runner, and gone without a trace.

The database holds only what the addon depends on. The addons and their dependencies
come from their manifests.
"""

import re
import sys
import time

import check_install
import databases
import inventory
import odoo_runner
import odoo_source
import paths
from steps import digest, output, say, stop_with

ONE_BY_ONE = "--skip-auto-install"
RESULT = re.compile(
    r"(\d+) failed, (\d+) error\(s\) of (\d+) tests when loading database"
)
SKIPPED = re.compile(r"odoo\.addons\.[\w.]+: skipped (.*)")
# What `.ci/run` checks of one commit
BY_TURNS = 2


def main(arguments):
    """Check the addons that are named, those that it is the turn of, or all."""
    addons = [text for text in arguments if text] or paths.present_addons()
    if addons == ["--by-turns"]:
        addons = by_turns()
    unknown = ", ".join(set(addons) - set(paths.present_addons()))
    if unknown:
        stop_with(f"No such addon: {unknown}")
    sys.exit(int(not all([is_clean(addon) for addon in addons])))


def by_turns():
    """Return two addons, others at the next commit; a shallow clone has no count."""
    addons = paths.present_addons()
    git = ["git", "-C", paths.ROOT]
    if output(*git, "rev-parse", "--is-shallow-repository").strip() == "true":
        number = int(output(*git, "rev-parse", "HEAD"), 16)
    else:
        number = int(output(*git, "rev-list", "--count", "HEAD"))
    first = number * BY_TURNS % len(addons)
    chosen = [*addons, *addons][first : first + BY_TURNS]
    say(f"alone, at this commit: {' and '.join(chosen)} of {len(addons)} addons")
    return chosen


def is_clean(addon):
    """Print one line of what came of it, and every fault before."""
    say(f"{addon} alone")
    with databases.test_database(lambda: needs_template(addon), addon) as database:
        name, data = database
        config = odoo_runner.write_config(
            data / "odoo.conf", db_name=name, dbfilter=f"^{name}$", data_dir=data
        )
        before = inventory.take(name, [addon])
        done = [step(addon, name, config) for step in (installed, tested, uninstalled)]
        left = inventory.difference(before, inventory.take(name, [addon]))
    faults = [fault for _text, found in done for fault in found] + left
    for fault in faults:
        print(f"  {fault}", file=sys.stderr)
    texts = [text for text, _found in done]
    texts.append(f"left behind: {len(left)}" if left else "nothing left behind")
    print(f"{'✗' if faults else '✓'} {addon}: {', '.join(texts)}", flush=True)
    return not faults


def needs_template(addon):
    """Return a database with what the addon depends on, and nothing else."""
    ours = paths.with_dependencies(addon)[:-1]
    modules = sorted({*paths.manifest(addon)["depends"], "base"} - set(ours))
    for needed in ours:
        modules += set(paths.manifest(needed)["depends"]) - set(ours) - set(modules)
    state = digest(
        odoo_source.odoo_identity(), paths.REQUIREMENTS, *databases.contents(ours)
    )

    def build(name):
        databases.create_empty(name)
        odoo_runner.install(
            name,
            ",".join([*modules, *ours]),
            f"--load-language={databases.LANGUAGES}",
            ONE_BY_ONE,
        )

    return databases.template(f"{databases.NEEDS_PREFIX}{addon}_", state, build)


# --- the steps: each returns what to print of it, and its faults ----------------


def installed(addon, name, config):
    started = time.monotonic()
    done, log = odoo_runner.load_modules(config, name, "-i", addon, ONE_BY_ONE)
    faults = check_install.faults(log.read_text())
    if done.returncode:
        faults.append(f"exit code {done.returncode}: see {log}")
    seconds = time.monotonic() - started
    text = f"{len(faults)} warnings" if faults else "without a warning"
    return f"installed in {seconds:.0f} s {text}", faults


def tested(addon, name, config):
    started = time.monotonic()
    if not any((paths.ROOT / addon / "tests").rglob("test_*.py")):
        return "no tests of its own", []
    options = ["--test-tags", f"/{addon}", "--log-level=test"]
    done, log = odoo_runner.load_modules(config, name, *options)
    text = log.read_text()
    log = log.replace(paths.LOGS / f"alone_{addon}.log")
    seconds = time.monotonic() - started
    found = RESULT.search(text)
    failed, errors, number = map(int, found.groups()) if found else (0, 0, 0)
    faults = [f"skipped: {reason}" for reason in SKIPPED.findall(text)]
    if done.returncode or failed or errors or not number:
        # tests provoke warnings; what failed is an error
        told = [f for f in check_install.faults(text) if " WARNING " not in f[:60]]
        ending = "\n".join(told) if found else text[-20000:]
        faults.append(f"{ending}\n  the whole log is {log}")
    passed = number - failed - errors
    return f"{passed} of {number} tests passed in {seconds:.0f} s", faults


def uninstalled(addon, name, config):
    command = ["module", "uninstall", "-c", config, "-d", name, addon]
    done = odoo_runner.run_odoo_captured(*command)
    faults = check_install.faults(done.stdout)
    if done.returncode:
        faults.append(done.stdout[-4000:])
    return "uninstalled", faults
