"""A skipped test is a failed test, and so is one during which Odoo warned.

Nobody reads how many were skipped, and pytest-odoo shows no log of a test that passed.
A warning that a test provokes on purpose is muted there: odoo.tools.mute_logger.
"""

import contextlib
import logging

import freezegun
import pytest

# A test may stop the clock, but not the one that measures the tests
freezegun.configure(extend_ignore_list=["_pytest.timing"])

skipped = []


def pytest_runtest_logreport(report):
    _note_skipped(report)


def pytest_collectreport(report):
    _note_skipped(report)


def _note_skipped(report):
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


class Listener(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.told = []

    def emit(self, record):
        if not self._is_refusal(record):
            text = f"{record.levelname} {record.name}: {record.getMessage()}"
            self.told.append(text.splitlines()[0])

    def _is_refusal(self, record):
        """Odoo warns of each refusal it answers a client with: that is its work."""
        return record.name == "odoo.http" and record.levelno == logging.WARNING


@contextlib.contextmanager
def _listening():
    listener = Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield listener.told
    finally:
        logging.getLogger().removeHandler(listener)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    with _listening() as told:
        result = yield
    if told:
        pytest.fail("Odoo's log warned:\n" + "\n".join(told), pytrace=False)
    return result
