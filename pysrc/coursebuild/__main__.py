"""`python -m coursebuild COMMAND`: the same commands for make, for Windows and for continuous integration."""

import argparse
import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass

from coursebuild.errors import CourseError


@dataclass(frozen=True)
class Command:
    """What it does, in one line, and the function `module:name` that gets the arguments that follow it."""

    does: str
    function: str


COMMANDS = {
    "serve": Command("read the course on this machine, rebuilt as you write", "commands:serve"),
    "build": Command("write the finished site to _site", "commands:build"),
    "test": Command("check the code, then run every test (arguments go to pytest)", "commands:test"),
    "check": Command("ruff, mypy --strict and tsc", "commands:check"),
    "bench": Command("measure sizes, start and frame rates (tests/bench.py)", "commands:bench"),
    "publish": Command("finish a site that another builder wrote (default _site)", "commands:publish"),
    "runtime": Command("download and verify Pyodide, numpy, matplotlib and the data files", "commands:runtime"),
    "profile": Command("count what the pages take of Python's main module (split.py)", "commands:profile"),
    "bundle": Command("bundle the browser's TypeScript", "commands:bundle"),
    "lock": Command("resolve pyproject.toml into requirements.lock (--upgrade renews the pins)", "lock:write"),
}


def parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:{width}}  {command.does}" for name, command in COMMANDS.items())
    made = argparse.ArgumentParser(
        prog="python -m coursebuild",
        description=f"Builds and tests the course.\n\ncommands:\n{lines}",
        epilog="Arguments after the command are passed on to the tool behind it.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    made.add_argument("command", nargs="?", choices=COMMANDS, metavar="COMMAND", help=argparse.SUPPRESS)
    made.add_argument("args", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return made


def main(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help"):
        parser().print_help()
        return 0
    given = parser().parse_args(argv)
    module, name = COMMANDS[given.command].function.split(":")
    function: Callable[[list[str]], None] = getattr(importlib.import_module(f"coursebuild.{module}"), name)
    try:
        function(given.args)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
