"""Change a file a little, run its tests, and tell whether they noticed.

    tools/run mutation [FILE or GROUP …] [--sample N] [--seed N] [--list]

GROUP is rules, engine, findings, workflow or shares; all of them without any. Each
change is made in a copy of the addons, never in the sources, and one test that fails
ends its turn. Without --sample every change is made, which takes many hours: it is no
part of `.ci/run`.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import databases
import odoo_runner
import paths
import testing
from mutants import mutants
from steps import say, stop_with

COMPLIANCE = "cluster_committee/tests/compliance"
FACTS = "cluster_committee/tests/facts"
SHARES = "business_cluster/tests"


class Group(NamedTuple):
    """Files, and the tests that should notice a change in them, the quickest first."""

    files: tuple
    tests: tuple


STEP_HELP = "/".join(("cluster_committee", "tests", "work", "test_step_help.py"))
RULE_TESTS = (
    f"{COMPLIANCE}/test_rule_matrix.py",
    f"{COMPLIANCE}/test_rules_bounds.py",
    f"{COMPLIANCE}/test_rules_yearly.py",
    f"{COMPLIANCE}/test_rules_experts.py",
    f"{COMPLIANCE}/test_rules.py",
    f"{COMPLIANCE}/test_papers_clock.py",
    f"{COMPLIANCE}/test_rules_cadence.py",
    "cluster_committee/tests/meeting/test_meeting_plan.py",
)
GROUPS = {
    "rules": Group(("cluster_committee/compliance/rules/*.py",), RULE_TESTS),
    "engine": Group(
        ("cluster_committee/compliance/engine/*.py",),
        (
            FACTS,
            STEP_HELP,
            f"{COMPLIANCE}/test_inbox.py",
            f"{COMPLIANCE}/test_findings.py",
            *RULE_TESTS,
        ),
    ),
    "findings": Group(
        ("cluster_committee/compliance/findings/*.py",), (FACTS, COMPLIANCE)
    ),
    "workflow": Group(
        ("workflow_verb/models/*.py", "workflow_verb/tools/*.py"),
        ("test_workflow_verb/tests",),
    ),
    "shares": Group(
        (
            "business_cluster/lib/cost_shares.py",
            "business_cluster/lib/share_room.py",
            "business_cluster/models/business_cluster_plan_share*.py",
            "business_cluster/models/business_cluster_contribution.py",
        ),
        (
            f"{SHARES}/test_cost_shares.py",
            f"{SHARES}/test_share_room.py",
            f"{SHARES}/test_share_bounds.py",
            f"{SHARES}/test_cluster_plan.py",
            f"{SHARES}/test_cluster_plan_properties.py",
            f"{SHARES}/test_contribution_bounds.py",
        ),
    ),
}
# What PostgreSQL cannot even read proves nothing about a test
NONSENSE = re.compile(
    r"psycopg2\.errors\.(?:Syntax|Undefined|Datatype|Grouping|Ambiguous|Windowing"
    r"|InvalidText|InvalidDatetime|CannotCoerce|InvalidColumn|WrongObject)\w*"
    r"|psycopg2\.ProgrammingError|FeatureNotSupported"
)
MINUTES = 20  # for the tests of one change
WORDS = {0: "survived", 1: "noticed"}


def main(arguments):
    options = _options(arguments)
    chosen = _chosen(options)
    if options.list:
        for _group, file, source, mutant in chosen:
            print(f"{file}:{mutant.name(source)}")
        return
    say(f"{len(chosen)} changes, seed {options.seed}")
    results = []
    for name in dict.fromkeys(group for group, *_rest in chosen):
        mine = [rest for group, *rest in chosen if group == name]
        results += _run_group(GROUPS[name], mine)
    tell(results)


def _options(arguments):
    parser = argparse.ArgumentParser(prog="tools/run mutation", description=__doc__)
    parser.add_argument("names", nargs="*", default=list(GROUPS))
    parser.add_argument("--sample", type=int, help="so many changes of each file")
    parser.add_argument("--seed", type=int, default=1405)
    parser.add_argument("--only", default="", help="changes with these words alone")
    parser.add_argument("--list", action="store_true", help="name them, run nothing")
    return parser.parse_args(arguments)


def _chosen(options):
    """[(name of the group, file, its source, mutant)]"""
    found = []
    for name, group in GROUPS.items():
        for file in _files(group):
            if name not in options.names and file not in options.names:
                continue
            source = (paths.ROOT / file).read_text()
            all_of_it = [
                mutant
                for mutant in mutants(source)
                if options.only in mutant.name(source)
            ]
            if options.sample:
                # one generator a file: others change nothing in its sample
                chance = random.Random(f"{options.seed} {file}")
                count = min(options.sample, len(all_of_it))
                all_of_it = sorted(chance.sample(all_of_it, count))
            found += [(name, file, source, mutant) for mutant in all_of_it]
    if not found:
        stop_with(f"Name files of these groups, or groups: {', '.join(GROUPS)}")
    return found


def _files(group):
    for pattern in group.files:
        for path in sorted(paths.ROOT.glob(pattern)):
            if path.name != "__init__.py":
                yield str(path.relative_to(paths.ROOT))


def _run_group(group, chosen):
    """[(file, name of the mutant, fate)]"""
    # the database is made from the sources, before anything is changed
    template = testing._template(testing._database_of(group.tests[0]))
    with databases.test_database(template, "mutation") as (database, data):
        tree = data / "tree"
        _copy_addons(tree)
        if _fate(group, database, data, tree) != "survived":
            stop_with(f"These tests fail without a change: {', '.join(group.tests)}")
        results = []
        for file, source, mutant in chosen:
            (tree / file).write_text(mutant.apply(source))
            began = time.monotonic()
            fate = _fate(group, database, data, tree, mutant.operator)
            (tree / file).write_text(source)
            results.append((file, mutant.name(source), fate))
            seconds = round(time.monotonic() - began)
            say(f"{fate:8} {file}:{mutant.name(source)} ({seconds} s)")
        return results


def _copy_addons(tree):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        source = paths.ROOT / name
        if source.is_file() and not name.startswith("doc/"):
            target = tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _fate(group, database, data, tree, operator=""):
    """What became of the tests of a group in the copy: survived, noticed, nonsense, or
    held up."""
    command = testing._pytest_command(database, data, "-x", "-q", *group.tests)
    odoo_runner.write_config(
        Path(data) / "odoo.conf",
        ours=tree,
        db_name=database,
        dbfilter=f"^{database}$",
        data_dir=data,
    )
    try:
        done = subprocess.run(
            [*command, "-o", f"cache_dir={data / 'pytest'}"],
            check=False,
            cwd=tree,
            env=testing._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=MINUTES * 60,
        )
    except subprocess.TimeoutExpired:
        return "held up"
    if operator.startswith("sql") and NONSENSE.search(done.stdout):
        return "nonsense"
    return WORDS.get(done.returncode, "noticed")


def tell(results):
    """Print the score of each file, and the survivors by name."""
    print("\n| file | changes | noticed | survived | score |\n|---|---|---|---|---|")
    files = dict.fromkeys(file for file, _name, _fate in results)
    for file in [*files, None]:
        fates = Counter(fate for of, _name, fate in results if file in (of, None))
        survived = fates["survived"]
        noticed = fates["noticed"] + fates["held up"]
        counted = survived + noticed
        score = f"{noticed / counted:.0%}" if counted else "–"
        row = (file or "together", counted, noticed, survived, score)
        print(f"| {' | '.join(map(str, row))} |")
    if nonsense := sum(fate == "nonsense" for _file, _name, fate in results):
        print(f"\n{nonsense} more were nonsense, and prove nothing.")
    survivors = [(file, name) for file, name, fate in results if fate == "survived"]
    if survivors:
        print("\nSurvivors:")
    for file, name in survivors:
        print(f"- {file}:{name}")
    sys.exit(bool(survivors))
