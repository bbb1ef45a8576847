"""The Playground: choose data and a network, watch it learn, look inside, and change how it learns."""

from dataclasses import dataclass, replace

import numpy as np

from nnlive import Figure, chosen, export, pasted, widget
from nnlive import playground as show
from nnlive.controls import ControlError
from nnlive.descent import Trainer
from nnlive.desk import CONTROLS, VERSUS, as_seed, as_state, from_link
from nnlive.news import News
from nnlive.numerals import text_of
from nnlive.owncode import OwnCode, definitions
from nnlive.pacing import Pacing
from nnlive.settings import State, make_data, make_inputs, make_trainer, write
from nnlive.widget import Link, Redraw

# Yours to change. Put a function and its slope in MY_ACTIVATION, such as (np.sin, np.cos), or a learning rule in
# MY_RULE, such as lambda gradient, lr, memory, t: lr * np.sign(gradient). Run your version: all hidden neurons of this
# Playground then use it.
MY_ACTIVATION = None
MY_RULE = None

BATCHES = 100  # learned before the clock is looked at: an epoch of more may be drawn, and answer, in its middle


@dataclass
class Run:
    """A network that learns: its settings, data, pictures of the plane, and losses so far."""

    state: State
    data: tuple
    trainer: Trainer
    start: Trainer
    maps: show.Maps
    history: show.History
    remark: str = ""
    marks: list = ()  # the points as they are drawn, kept from picture to picture
    choice: object = None  # the panel to choose data in
    inputs: tuple = ()  # what the network sees of the training data, and its labels
    tests: tuple = ()  # and of the test data
    code: object = None  # learning code of the reader's, if it is in use
    borrowed: bool = False  # whether the activations are those of that code
    told: tuple = ()  # what `judge` said last
    left: int = 0  # epochs to train before the picture that was asked for is complete

    @classmethod
    def of(cls, state, points):
        trainer = build(state)
        run = cls(state, make_data(state), trainer, trainer.copy(), maps_of(state), show.History())
        run.load(points)
        return run

    def load(self, points):
        """Takes the reader's own points if there are any, else the data set's. What cannot be read changes nothing."""
        self.remark = ""
        try:
            told = self.state.problem == "classification", self.state.train_percent / 100
            self.data = pasted.read_split(points, *told) if points.strip() else make_data(self.state)
        except ControlError as error:
            self.remark = f"{error}."
        X, y, X_test, y_test = self.data
        self.inputs, self.tests = (make_inputs(self.state, X), y), (make_inputs(self.state, X_test), y_test)
        self.look()

    def look(self):
        self.marks, self.choice = show.data_marks(self.state, self.data), show.data_panel(self.state)

    def judge(self):
        """Losses of the training and the test data, and how many test points are right; None where there are none."""
        losses, answers = [], None
        for at, wanted in (self.inputs, self.tests):
            loss, answers = self.trainer.judge(at, wanted)
            losses.append(loss if len(at) else None)
        counted = self.state.problem == "classification" and len(self.tests[1])
        return losses, show.count_right(answers, self.tests[1]) if counted else None

    @property
    def loss(self):
        """Of the test data, or if there are none of the training data."""
        training, test = self.judge()[0]
        return training if test is None else test

    def seen(self):
        """What `judge` says, for a picture, noted for the curve. In an epoch's middle, what it said before."""
        if not (self.told and self.trainer.under_way):
            self.told = (training, test), _ = self.judge()
            self.history.add(self.trainer.epochs, training or 0.0, training if test is None else test)
        return self.told

    def follow(self, values):
        """Shows the learning code, written anew unless the reader has changed it; learns by it if they want that."""
        self.code = None
        if self.borrowed:
            self.trainer, self.borrowed = with_numbers_of(self.trainer, build(self.state)), False
        try:
            if values["code"].strip() == values["auto"].strip():
                given = {"count": len(self.data[0]), "start": self.start, "own": OWN}
                values["code"] = values["auto"] = export.learning_code(self.state, self.trainer, **given)
            if values["by_code"]:
                self.code = OwnCode(values["code"], self.state, self.trainer)
                self.take_activations(values["code"] != values["auto"])
        except ValueError as error:
            self.remark = f"{error}."

    def take_activations(self, changed):
        """Activations that the reader's code has changed also draw the pictures."""
        if changed and self.code.activations:
            self.trainer = with_numbers_of(self.trainer, build(self.state, self.code.activations))
            self.code.trainer, self.borrowed = self.trainer, True

    def advance(self):
        """Learns a little; says whether an epoch has ended. If the reader's code fails, the original goes on."""
        try:
            if self.code and not self.trainer.under_way:
                self.code.epoch(*self.inputs)
                ended = True
            else:
                ended = self.trainer.advance(*self.inputs, BATCHES)
        except ControlError as error:
            self.code, self.remark = None, f"{error}. The original goes on."
            ended = True
        if ended:
            self.left = 0 if self.trainer.diverged else max(0, self.left - 1)
        return ended

    @property
    def short(self):
        return bool(self.code) or len(self.inputs[1]) <= BATCHES * self.trainer.batch

    @property
    def unfinished(self):
        return self.left > 0 or self.trainer.under_way


def maps_of(state):
    """Maps of 100 × 100 points for a small network, and of 50 × 50 for one of many neurons, which takes longer."""
    return show.Maps(state, 100 if sum(state.shape) <= 12 else 50)


def build(state, activation=MY_ACTIVATION, rule=MY_RULE):
    """The network of the settings, with an activation (a function and its slope) or a rule of your own."""
    trainer = make_trainer(state)
    if activation is None and rule is None:
        return trainer
    own = {"activation": activation or state.layer_activations, "optimizer": rule or state.optimizer}
    options = {name: getattr(state, name) for name in ("problem", "batch", "lr", "regularization", "rate", "loss")}
    mine = Trainer(len(state.inputs), state.shape, rng=np.random.default_rng(0), **own, **options)
    return with_numbers_of(trainer, mine)


def with_numbers_of(trainer, other):
    """The other network, with this one's weights, biases and dead links."""
    other.theta[:], other.epochs = trainer.theta, trainer.epochs
    for new, old in zip(other.dead, trainer.dead, strict=True):
        new[:] = old
    return other


# The lines of your version that say what these are, for the code shown and the files.
YOURS = [name for name, value in {"MY_ACTIVATION": MY_ACTIVATION, "MY_RULE": MY_RULE}.items() if value]
OWN = definitions(build, YOURS) if YOURS else ""


@widget(title="Playground", redraws=True, link=Link(from_link), **CONTROLS)
def playground(**values):
    run = Run.of(as_state(values), values["points"])
    run.follow(values)
    other = rival(run, values)
    edit = chosen.number(run.state, run.trainer, values)
    news, pacing = News(values, run.loss), Pacing()
    while True:
        figure = picture(run, other, values, edit, news)
        if any(one.unfinished for one in both(run, other)):
            figure = figure.moving()
        pacing.made()
        said = yield figure
        if said:
            pacing.hurry()
            now = dict(said)
            edited = answer(run, other, values, now, edit)
            news.note(values, now, run.trainer.epochs, run.loss, edited)
            values = now
        if not isinstance(said, Redraw):
            pacing.train(both(run, other), values["speed"])
        edit = chosen.number(run.state, run.trainer, values)


def both(run, other):
    return [run, other] if other else [run]


def rival(run, values):
    """The second run to compare with, on the same data, if there shall be one."""
    change = VERSUS[values["versus"]]
    if not change:
        return None
    change = {**change, **({"draw": run.state.draw + 1} if "draw" in change else {})}
    return Run.of(replace(run.state, **change), values["points"])


def answer(run, other, before, now, edit):
    """Does what live controls ask of runs that go on. Says which number of the network has been set, if one has."""
    if now["tap"] != "choose" and (now["px"], now["py"]) != (before["px"], before["py"]):
        lines = [*now["points"].splitlines(), f"{now['px']}, {now['py']}, {now['tap']}", ""]
        now["points"] = "\n".join(lines)
    for one in both(run, other):
        take(one, before, now)
    if any(now[name] != before[name] for name in ("by_code", "code", "lr", "seed", "points")):
        run.follow(now)
    same_number = all(now[name] == before[name] for name in ("node", "part"))
    if not same_number or now["value"] == edit:
        return ""
    chosen.put(run.state, run.trainer, now, now["value"])
    return f"{chosen.words(run.state, run.trainer, now)}, is now {text_of(now['value'])}."


def take(run, before, now):
    """Changes of the data, the step and the view; the network stays as it is."""
    kept = {name: now[name] for name in ("lr", "show_test", "discretize", "speed", "look", "hide_text")}
    run.state = replace(run.state, **kept, seed=as_seed(now["seed"]))
    run.trainer.lr = now["lr"]
    if (now["seed"], now["points"]) != (before["seed"], before["points"]):
        run.load(now["points"])
    if now["show_test"] != before["show_test"]:
        run.look()
    run.told = ()
    if now["discretize"] != before["discretize"]:
        run.maps = maps_of(run.state)


def picture(run, other, values, edit, news):
    state, trainer, point = run.state, run.trainer, (values["px"], values["py"])
    run.maps.paint(trainer)
    losses, right = run.seen()
    theirs = other.seen()[0] if other else None
    known = [0.0 if loss is None else loss for loss in losses]
    marks = run.marks
    panels = [
        show.network_panel(state, trainer, run.maps, values["node"], values["look_at"]),
        large(run, values, marks, point),
        show.loss_panel(run.history, other and other.history, test=losses[1] is not None),
        run.choice,
        show.key_panel(),
    ]
    if other:
        other.maps.paint(other.trainer)
        panels.append(
            replace(show.output_panel(other.state, other.maps, marks), title=f"Other run: {values['versus']}")
        )
    if values["numbers"] or values["node"]:
        panels.append(show.node_panel(state, trainer, values["node"], values["part"], *run.inputs))
    if values["numbers"]:
        row, label = (
            make_inputs(state, np.array([point]))[0],
            show.label_at(state, *run.data[:2], point, values["target"]),
        )
        panels.append(show.point_panel(state, trainer, row, label, values["node"]))
    return Figure(
        panels,
        alt=show.describe(state, trainer, known, right, chosen.node_of(state, values)),
        outputs=read_outs(run, losses, right, theirs, values),
        controls={"value": edit, "was": news.was, **{name: values[name] for name in ("points", "code", "auto")}},
        files=export.files(state, trainer, run.data, run.start, OWN, run.code.text if run.code else ""),
        link="" if values["points"].strip() else write(state),
        news=news.tell(trainer.epochs, losses[-1] if losses[-1] is not None else losses[0]),
    )


def large(run, values, marks, point):
    """The large picture: the plane as a neuron sees it, or what the last hidden layer makes of it."""
    if values["look"] == "space" and run.state.shape:
        return show.space_panel(run.state, run.trainer, run.data[0], run.data[1])
    return show.output_panel(run.state, run.maps, marks, values["look_at"] or values["node"], point)


def read_outs(run, losses, right, theirs, values):
    told = {"epoch": run.trainer.epochs}
    named = dict(zip(("training_loss", "test_loss"), losses, strict=True))
    if theirs:
        named["other_test_loss"] = theirs[1]
    for name, loss in named.items():
        if loss is not None:
            told[name] = float(loss) if np.isfinite(loss) else "not a number"
    if right:
        told["test_points_right"] = f"{right.accuracy:.0%}"
    if run.remark:
        told["remark"] = run.remark
    return told
