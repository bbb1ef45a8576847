"""The Playground as a page without a browser: what the lesson's tests share."""

import json

import numpy as np
import pytest

from coursebuild import paths, still
from coursebuild.excerpt import excerpt
from nnlive.live import Session
from nnlive.settings import make_data, make_inputs, make_trainer

SOURCE = (paths.lessons() / "playground/widgets.py").read_text("utf-8")
WIDGET = still.load("playground").widget("playground")
ALL = "x1,x2,x1_squared,x2_squared,x1x2,sin_x1,sin_x2"


class Page:
    """What the page's script does with the Playground: its form is sent to Python, and Python's answer written back."""

    def __init__(self, edited=None, **given):
        self.session = Session()
        self.done(self.session.add_lesson("playground", SOURCE, "playground/widgets.py"))
        if edited:
            self.done(self.session.edit("playground", edited))
        self.form = {**WIDGET.settings(), **given}
        self.restart(False)

    def done(self, text):
        told = json.loads(text, parse_constant=lambda name: pytest.fail(f"a browser cannot read {name} in JSON"))
        assert "error" not in told, told["error"]
        return told

    def show(self, text):
        self.told = self.done(text)
        self.form |= {**self.told.get("settings", {}), **self.told["controls"]}
        self.read_outs = dict(self.told["outputs"])

    def restart(self, keep=True, **given):
        self.form |= given
        self.show(self.session.draw("view", "playground:playground", json.dumps(self.form), keep))

    def live(self, **given):
        self.form |= given
        self.show(self.session.redraw("view", json.dumps(given)))

    def step(self, times=1, **given):
        self.form |= given
        for _ in range(times):
            self.told = {"between": True}
            while self.told["between"]:  # as the page does: a step is over with a complete picture
                self.show(self.session.step("view", json.dumps(given)))
                given = {}

    def undo(self):
        self.show(self.session.undo("view"))

    @property
    def run(self):
        return self.session.views["view"].run.gi_frame.f_locals["run"]

    @property
    def other(self):
        return self.session.views["view"].run.gi_frame.f_locals["other"]

    @property
    def numbers(self):
        return self.run.trainer.theta.copy()


def learned(state, epochs, data=None):
    """The trainer after some epochs, by the core alone."""
    X, y, *_ = data or make_data(state)
    trainer = make_trainer(state)
    for _ in range(epochs):
        trainer.epoch(make_inputs(state, X), y)
    return trainer


def loss_of(state, epochs):
    X, y = make_data(state)[2:]
    trainer, inputs = learned(state, epochs), make_inputs(state, X)
    return trainer.mean_loss(inputs, y), np.mean((trainer.forward(inputs)[-1][:, 0] >= 0) == (y > 0))


def own_code(**values):
    """The code under "Show the Python", with some of its constants changed."""
    text = excerpt(SOURCE, WIDGET)
    for name, value in values.items():
        assert f"\n{name} = None\n" in text
        text = text.replace(f"\n{name} = None\n", f"\n{name} = {value}\n")
    return text


# --- learning ---------------------------------------------------------------------------------------------------------
