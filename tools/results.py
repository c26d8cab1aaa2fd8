"""Results of the tests: collected while they run, printed at the end."""

import json
import sys
from collections import defaultdict

import paths

DURATIONS = paths.CACHE / "durations.json"
SLOWEST = 20


class Results:
    """Tests by name, with their seconds and, if they failed, why."""

    def __init__(self):
        self.seconds = defaultdict(float)
        self.faults = defaultdict(list)

    def add(self, test, seconds, text=None):
        self.seconds[test] += seconds
        if text is not None:
            self.faults[test].append(text)

    def of_file(self, name):
        """Return (tests, failed ones, seconds) of a file."""
        tests = [test for test in self.seconds if file_of(test) == name]
        failed = sum(test in self.faults for test in tests)
        return len(tests), failed, sum(self.seconds[test] for test in tests)

    def by(self, name_of):
        totals = defaultdict(float)
        for test, seconds in self.seconds.items():
            totals[name_of(test)] += seconds
        return totals

    def failed(self):
        return len(self.faults)

    def passed(self):
        return len(self.seconds) - self.failed()


def file_of(test):
    return test.partition("::")[0]


def addon_of(test):
    return test.partition("/")[0]


# --- how long a file took the last time -----------------------------------------


def remembered():
    return json.loads(DURATIONS.read_text()) if DURATIONS.exists() else {}


def remember(results):
    seconds = {**remembered(), **results.by(file_of)}
    present = {
        name: round(took, 1)
        for name, took in sorted(seconds.items())
        if (paths.ROOT / name).exists()
    }
    DURATIONS.write_text(json.dumps(present, indent=1))


def expected_seconds(name, known):
    """Return what it took, else a guess by its size: a second for each 1,500 bytes."""
    return known.get(name) or (paths.ROOT / name).stat().st_size / 1500


# --- what is printed ------------------------------------------------------------


def tell_file(results, name):
    tests, failed, seconds = results.of_file(name)
    ending = f", {failed} failed" if failed else ""
    mark = "✗" if failed else "✓"
    tell(f"{mark} {name:<64} {tests - failed:>3} passed{ending} {seconds:>6.1f} s")


def tell_all(results):
    """The closing line is printed last, on its own, where readers of the output
    look."""
    for test, texts in results.faults.items():
        tell(f"\n{'_' * 8} {test} {'_' * 8}\n")
        tell("\n".join(texts))
    tell("\nTime of each addon")
    for addon, seconds in _longest(results.by(addon_of)):
        tell(f"{seconds:>8.1f} s  {addon}")
    tell(f"\nThe {SLOWEST} slowest tests")
    for test, seconds in _longest(results.seconds)[:SLOWEST]:
        tell(f"{seconds:>8.1f} s  {test}")
    if results.faults:
        tell("\nFailed")
        for test in results.faults:
            tell(f"  {test}")
    tell(f"\n{results.passed()} passed, {results.failed()} failed")


def _longest(seconds):
    return sorted(seconds.items(), key=lambda item: -item[1])


def tell(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
