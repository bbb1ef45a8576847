"""What readers do, for counting which of Python's functions that takes: every lesson, and the Python that they try."""

import importlib
import inspect
import json
import os

import nn_host

import nnlive.docs
import nnlive.live

nnlive.docs.install(lambda start, length, what: nn_host.library(start, length, what).to_bytes())
session = nnlive.live.Session(nn_host.tell)
names = ["lessons", "pages", "cells", "left_out"]

with open("/inside/cells.txt", encoding="utf-8") as _file:
    CELLS = _file.read().split("# %%\n")


def lessons() -> None:
    for folder, _, files in sorted(os.walk("/lessons")):
        if "widgets.py" in files:
            name = os.path.relpath(folder, "/lessons")
            with open(f"{folder}/widgets.py", encoding="utf-8") as file:
                session.add_lesson(name, file.read(), f"{name}/widgets.py")
            for widget in session.lessons[name].widgets:
                session.draw("v", f"{name}:{widget}", "{}", True)
                for _ in range(5):
                    session.step("v", "{}")
                session.redraw("v", "{}")
                session.undo("v")
            session.link(f"{name}:{widget}", "seed=2")


def pages() -> None:
    with open("/pages/pages.json", encoding="utf-8") as file:
        course = json.load(file)
    for page in course:
        cells = json.dumps(page["cells"])
        for cell in page["cells"]:
            session.run_cells("p", cells, cell["id"])
        for task in page["tasks"]:
            for answer in task["answers"]:
                session.check("p", cells, task["id"], answer, task["task"])
        session.forget("p")


def cells() -> None:
    for source in CELLS:
        page = json.dumps([{"id": "p:cell-1", "source": source}])
        session.imports(json.dumps([source]))
        session.run_cells("p", page, "p:cell-1")
        session.forget("p")


def left_out() -> None:
    for name in ("email", "xml.etree.ElementTree", "unittest.mock"):
        importlib.import_module(name)
    inspect.getsource(json.dumps)
