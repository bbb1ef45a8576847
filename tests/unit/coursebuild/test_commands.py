"""The commands: one line each in the list, one sentence when something fails."""

import socket
import subprocess
import sys

import pytest

from coursebuild import __main__ as entry
from coursebuild import commands
from coursebuild.errors import CourseError


def test_without_arguments_the_commands_are_listed() -> None:
    told = subprocess.run([sys.executable, "-m", "coursebuild"], capture_output=True, text=True)
    assert told.returncode == 0
    for name, command in entry.COMMANDS.items():
        assert f"{name} " in told.stdout
        assert command.does in told.stdout


def test_every_command_has_its_function() -> None:
    for command in entry.COMMANDS.values():
        module, name = command.function.split(":")
        assert callable(getattr(__import__(f"coursebuild.{module}", fromlist=[name]), name))


def test_an_error_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(args: list[str]) -> None:
        raise CourseError(f"It failed with {args}: do this.")

    monkeypatch.setattr(commands, "bundle", fail)
    assert entry.main(["bundle", "--x", "1"]) == 1
    assert capsys.readouterr().err == "It failed with ['--x', '1']: do this.\n"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (
            ["INFO    -  Building", "ERROR   -  lessons/x.md, line 3: no widget 'y'", "Aborted with a BuildError!"],
            "no widget",
        ),
        (["WARNING -  Doc file contains a link 'z'", "Aborted with 1 warnings in strict mode!"], "a link 'z'"),
        (["Traceback (most recent call last):", "  File 'x'", "coursebuild.errors.CourseError: do this"], "do this"),
        (["killed"], "no reason"),
    ],
)
def test_a_failed_build_ends_with_the_reason(printed: list[str], reason: str) -> None:
    assert reason in commands.reason([f"{line}\n" for line in printed])


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert commands.free_port(port) > port
