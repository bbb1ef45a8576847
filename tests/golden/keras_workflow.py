"""What Keras and scikit-learn themselves make of the Keras side of the workflow lesson's tabs.

Recorded once with keras 3.15.1, torch 2.13.0 and scikit-learn on a CPU, in a virtual environment outside the
repository: `pip install keras torch==2.13.0 scikit-learn`, then `python tests/golden/keras_workflow.py`.
"""

import contextlib
import io
import json
import os
import re
import tempfile
import textwrap
from pathlib import Path

FILE = Path(__file__).with_name("keras_workflow.json")
PAGE = Path(__file__).parents[2] / "lessons/workflow/index.md"


def tab(title):
    """The first program under a tab of the lesson that has this title."""
    found = re.search(rf'^=== "{title}"\n\n    ``` python\n(.*?)^    ```', PAGE.read_text("utf-8"), re.M | re.S)
    return textwrap.dedent(found[1])


def run(code):
    """The code's names after it has run, in a folder of its own."""
    names, here = {"__name__": "tab"}, Path.cwd()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        os.chdir(folder)
        try:
            exec(compile(code, "tab.py", "exec"), names)
        finally:
            os.chdir(here)
    return names


if __name__ == "__main__":
    code = tab("Keras")
    made = run(code)
    loss, accuracy = made["model"].evaluate(made["Z_test"], made["y_test"], verbose=0)
    again = abs(made["again"].predict(made["Z_test"], verbose=0) - made["model"].predict(made["Z_test"], verbose=0))
    told = {"val_loss": made["told"].history["val_loss"][-1], "test": [loss, accuracy], "again": float(again.max())}
    FILE.write_text(json.dumps({"code": code, **told}, indent=1) + "\n", "utf-8")
