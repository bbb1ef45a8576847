"""What tests measure is printed after them: sizes, times, links. Nothing here fails a test."""

from collections.abc import Callable

import pytest

Tell = Callable[[str, str], None]


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """tell(title, line): prints the line under the title when all tests are done, the largest numbers first."""
    return lambda title, line: request.node.user_properties.append((title, line))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    told: dict[str, set[str]] = {}
    for report in [report for reports in terminalreporter.stats.values() for report in reports]:
        if getattr(report, "when", "") == "call":
            for title, line in report.user_properties:
                told.setdefault(title, set()).add(line)
    for title, lines in told.items():
        terminalreporter.section(title)
        for line in sorted(lines, reverse=True):
            terminalreporter.write_line(line)
