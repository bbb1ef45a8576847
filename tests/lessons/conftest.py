"""Collects how long a lesson's pictures take, and prints it after the tests."""

import pytest

_TIMES: list[tuple[str, str, int, float]] = []


@pytest.fixture
def times() -> list[tuple[str, str, int, float]]:
    return _TIMES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    slowest: dict[str, tuple[str, int, float]] = {}
    for reference, given, pictures, milliseconds in _TIMES:
        if milliseconds > slowest.get(reference, ("", 0, 0.0))[2]:
            slowest[reference] = (given, pictures, milliseconds)
    if slowest:
        terminalreporter.section("milliseconds a picture, at the slowest settings")
    for reference, (given, pictures, milliseconds) in sorted(slowest.items(), key=lambda item: -item[1][2]):
        terminalreporter.write_line(f"{milliseconds:8.2f}  {reference}  {given}  ({pictures} pictures)")
