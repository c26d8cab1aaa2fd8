"""A skipped test is a failed test: nobody reads how many were skipped."""

import freezegun
import pytest

# A test may stop the clock, but not the one that measures the tests
freezegun.configure(extend_ignore_list=["_pytest.timing"])

skipped = []


def pytest_runtest_logreport(report):
    _note(report)


def pytest_collectreport(report):
    _note(report)


def _note(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if report.longrepr else ""
        skipped.append(f"{report.nodeid}: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if skipped and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    if skipped:
        terminalreporter.section("skipped, so failed", red=True)
        for text in skipped:
            terminalreporter.write_line(text, red=True)
