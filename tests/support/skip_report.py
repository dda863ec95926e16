"""A pytest plugin that says at the end what was skipped and why, and lets nothing be skipped unseen where CI=true.

Under CI only tests that need the folder ../shared/data may be skipped, and only where it is absent; they are counted.
Any other skip makes the run fail. The plain closing line goes to the file that --closing-line names, for .ci/run.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ALLOWED = "needs ../shared/data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--closing-line", metavar="FILE", help="write 'N passed, N failed, N skipped' to FILE as well")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(SkipReport(config), "waybill-skip-report")


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return the words that a skipped test gives for it."""
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2]).removeprefix("Skipped: ")
    return str(getattr(report, "wasxfail", "")) or str(report.longrepr)


def may_skip(reason: str, shared_data: Path = SHARED_DATA) -> bool:
    """Whether a test may be skipped for this reason where CI=true."""
    return reason.startswith(ALLOWED) and not shared_data.is_dir()


class SkipReport:
    """Counts what a run did, and fails it under CI for a skip without leave."""

    def __init__(self, config: pytest.Config) -> None:
        self.strict = os.environ.get("CI") == "true"
        self.target: str | None = config.getoption("--closing-line")
        self.worker = hasattr(config, "workerinput")
        self.skipped: Counter[str] = Counter()
        self.outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.skipped[reason_of(report)] += 1
            self.outcomes[report.nodeid] = "skipped"
        elif report.failed:
            self.outcomes[report.nodeid] = "failed"
        elif report.when == "call":
            self.outcomes.setdefault(report.nodeid, "passed")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.outcomes[report.nodeid] = "failed"
        elif report.skipped:
            self.skipped[reason_of(report)] += 1
            self.outcomes[report.nodeid] = "skipped"

    @property
    def forbidden(self) -> list[str]:
        """The reasons that a run under CI does not accept."""
        return sorted(reason for reason in self.skipped if not may_skip(reason)) if self.strict else []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.worker:
            return
        if self.forbidden and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        if self.target:
            Path(self.target).parent.mkdir(parents=True, exist_ok=True)
            Path(self.target).write_text(self.closing_line() + "\n", encoding="utf-8")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.worker:
            return
        terminalreporter.section("skipped, and why")
        for reason, count in sorted(self.skipped.items()):
            terminalreporter.write_line(f"{count:4}  {reason}")
        if not self.skipped:
            terminalreporter.write_line("nothing was skipped")
        for reason in self.forbidden:
            rule = f"may skip only what {ALLOWED} where that is absent"
            terminalreporter.write_line(f"CI=true: {rule}, got: {reason}", red=True)

    def closing_line(self) -> str:
        """Return the plain line that counts the run; a skip without leave counts as failed."""
        counts = Counter(self.outcomes.values())
        unseen = sum(self.skipped[reason] for reason in self.forbidden)
        return f"{counts['passed']} passed, {counts['failed'] + unseen} failed, {counts['skipped'] - unseen} skipped"
