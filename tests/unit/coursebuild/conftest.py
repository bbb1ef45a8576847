"""A tiny course in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

WIDGETS = '''"""A lesson for tests."""

import math

from nnlive import Choice, Figure, Line, Panel, Slider, Toggle, widget

SCALE = 2


def height(n):
    return SCALE * n


def picture(y):
    return Figure([Panel([Line([0, 1], [0, y])])], alt=f"up to <{y}>", outputs={"how_high": y})


@widget(title="A still", n=Slider(0, 9, 1, 3), gate=Choice(["AND", "OR"], "AND"), log=Toggle(False))
def still(n, gate, log):
    return picture(math.log(n) if log else height(n))


@widget(n=Slider(1, 9, 1, 3))
def run(n):
    for i in range(n):
        yield picture(i)


@widget(n=Slider(0, 9, 1, 0))
def breaks(n):
    if n == 0:
        return 1 / n
    if n == 1:
        return picture(math.nan)
    if n == 2:
        raise SystemExit(0)
    return "no figure"


@widget()
def endless():
    while True:
        yield picture(0)
'''

Write = Callable[..., Path]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """course("index.md", text): writes a page of a course that has the lesson `x`, and gives the course's folder."""
    folder = tmp_path / "lessons"
    (folder / "x").mkdir(parents=True)
    (folder / "x" / "widgets.py").write_text(WIDGETS, "utf-8")
    monkeypatch.setenv("NN_LESSONS", str(folder))

    def write(name: str = "index.md", text: str = "") -> Path:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        return folder

    return write
