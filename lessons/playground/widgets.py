"""The Playground: choose data and a network, watch it learn, look inside, and change how it learns."""

from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from nnlive import Figure, export, pasted, widget
from nnlive import playground as show
from nnlive.controls import ControlError
from nnlive.data import split
from nnlive.descent import Trainer
from nnlive.desk import CONTROLS, VERSUS, as_seed, as_state, from_link
from nnlive.owncode import OwnCode
from nnlive.saved import weights_json, weights_npz
from nnlive.settings import State, make_data, make_inputs, make_trainer, write
from nnlive.widget import Link, Redraw

# Yours to change. Put a function and its slope in MY_ACTIVATION, such as (np.sin, np.cos), or a learning rule in
# MY_RULE, such as lambda gradient, lr, memory, t: lr * np.sign(gradient). Run your version: all hidden neurons of this
# Playground then use it.
MY_ACTIVATION = None
MY_RULE = None

SOON = 0.020  # seconds of training between two pictures at full speed, which leaves 30 pictures a second


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
    code: object = None  # learning code of the reader's, if it is in use

    @classmethod
    def of(cls, state, points):
        trainer = build(state)
        run = cls(state, make_data(state), trainer, trainer.copy(), maps_of(state), show.History())
        run.load(points)
        run.note()
        return run

    def load(self, points):
        """Takes the reader's own points if there are any, else the data set's. What cannot be read changes nothing."""
        self.remark = ""
        try:
            self.data = own_data(self.state, points) if points.strip() else make_data(self.state)
        except ControlError as error:
            self.remark = f"{error}."
        self.inputs = make_inputs(self.state, self.data[0]), self.data[1]
        self.look()

    def look(self):
        self.marks, self.choice = show.data_marks(self.state, self.data), show.data_panel(self.state)

    def losses(self):
        """Of the training data and of the test data; None where there are no points."""
        X, y, X_test, y_test = self.data
        sets = ((X, y), (X_test, y_test))
        return [self.trainer.mean_loss(make_inputs(self.state, at), wanted) if len(at) else None for at, wanted in sets]

    def note(self):
        training, test = self.losses()
        self.history.add(self.trainer.epochs, training or 0.0, training if test is None else test)

    def follow(self, values):
        """Shows the learning code, written anew unless the reader has changed it; learns by it if they want that."""
        self.code = None
        if MY_ACTIVATION or MY_RULE:
            values["code"] = values["auto"] = "# It learns with the MY_ACTIVATION or MY_RULE of your version."
            return
        if any(not isinstance(name, str) for name in self.trainer.activations):
            self.trainer = with_numbers_of(self.trainer, build(self.state))
        try:
            if values["code"].strip() == values["auto"].strip():
                given = {"count": len(self.data[0]), "start": self.start}
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
            self.code.trainer = self.trainer

    def train(self, epochs):
        X, y, began = *self.inputs, perf_counter()
        try:
            for done in range(1, 1_000):
                (self.code or self.trainer).epoch(X, y)
                if done == epochs or (not epochs and perf_counter() - began > SOON) or self.trainer.diverged:
                    break
        except ControlError as error:
            self.code, self.remark = None, f"{error}. The original goes on."
        self.note()


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
    """The other network, with this one's weights and biases."""
    other.theta[:], other.epochs = trainer.theta, trainer.epochs
    return other


def own_data(state, points):
    """X_train, y_train, X_test, y_test from the reader's own points; fewer than ten are all trained with."""
    X, y = pasted.read(points, classes=state.problem == "classification")
    if not len(X):
        raise ControlError("there is no point yet; one is written like this: 1, 2, −1")
    share = state.train_percent / 100 if len(X) >= 10 else 1.0
    train, test = split(X, y, share, np.random.default_rng(0))
    return *train, *test


@widget(title="Playground", redraws=True, link=Link(from_link), **CONTROLS)
def playground(**values):
    run = Run.of(as_state(values), values["points"])
    run.follow(values)
    other = rival(run, values)
    edit = shown_number(run, values)
    while True:
        said = yield picture(run, other, values, edit)
        if said:
            now = dict(said)
            answer(run, other, values, now, edit)
            values = now
        if not isinstance(said, Redraw):
            for one in filter(None, (run, other)):
                one.train(values["speed"])
        edit = shown_number(run, values)


def rival(run, values):
    """The second run to compare with, on the same data, if there shall be one."""
    change = VERSUS[values["versus"]]
    if not change:
        return None
    change = {**change, **({"draw": run.state.draw + 1} if "draw" in change else {})}
    return Run.of(replace(run.state, **change), values["points"])


def answer(run, other, before, now, edit):
    """Does what live controls ask of runs that go on."""
    if now["tap"] != "choose" and (now["px"], now["py"]) != (before["px"], before["py"]):
        lines = [*now["points"].splitlines(), f"{now['px']}, {now['py']}, {now['tap']}", ""]
        now["points"] = "\n".join(lines)
    for one in filter(None, (run, other)):
        take(one, before, now)
    if any(now[name] != before[name] for name in ("by_code", "code", "lr", "seed", "points")):
        run.follow(now)
    same_number = all(now[name] == before[name] for name in ("node", "part"))
    if same_number and now["value"] != edit:
        set_number(run, now, now["value"])


def take(run, before, now):
    """Changes of the data, the step and the view; the network stays as it is."""
    kept = {name: now[name] for name in ("lr", "show_test", "discretize", "speed", "look")}
    run.state = replace(run.state, **kept, seed=as_seed(now["seed"]))
    run.trainer.lr = now["lr"]
    if (now["seed"], now["points"]) != (before["seed"], before["points"]):
        run.load(now["points"])
    run.look()
    if now["discretize"] != before["discretize"]:
        run.maps = maps_of(run.state)


def chosen(run, values):
    return show.find(run.state, values["node"]) or show.output_of(run.state)


def shown_number(run, values):
    """The chosen weight or bias, as its slider shows it."""
    layer, index = chosen(run, values)
    if layer == 0:
        return 0.0
    parts = {part.key: part.value for part in show.parts(run.state, run.trainer, (layer, index))}
    number = np.nan_to_num(parts.get(values["part"], parts["b"]), posinf=5, neginf=-5)  # it may have diverged
    return float(np.clip(np.round(number, 2), -5, 5))


def chosen_words(run, values):
    """What the slider of the chosen number changes."""
    node = chosen(run, values)
    labels = {part.key: part.label for part in show.parts(run.state, run.trainer, node)}
    return f"{show.name(run.state, node)}, {labels.get(values['part'], 'bias')}"


def set_number(run, values, number):
    """Puts the reader's number in the place of the chosen weight or bias."""
    layer, index = chosen(run, values)
    keys = [part.key for part in show.parts(run.state, run.trainer, (layer, index))]
    place = keys.index(values["part"]) if values["part"] in keys else 0
    if place == 0:
        run.trainer.biases[layer - 1][index] = number
    elif not run.trainer.dead[layer - 1][place - 1, index]:
        run.trainer.weights[layer - 1][place - 1, index] = number
    run.note()


def picture(run, other, values, edit):
    state, trainer, point = run.state, run.trainer, (values["px"], values["py"])
    run.maps.paint(trainer)
    _, _, X_test, y_test = run.data
    losses, right = run.losses(), None
    known = [0.0 if loss is None else loss for loss in losses]
    if state.problem == "classification" and len(X_test):
        right = show.count_right(trainer.forward(make_inputs(state, X_test))[-1], y_test)
    marks = run.marks
    panels = [
        show.network_panel(state, trainer, run.maps, values["node"], values["look_at"]),
        large(run, values, marks, point),
        show.loss_panel(run.history, other and other.history, test=len(X_test) > 0),
        run.choice,
        show.key_panel(),
    ]
    if other:
        other.maps.paint(other.trainer)
        panels.append(
            replace(show.output_panel(other.state, other.maps, marks), title=f"Other run: {values['versus']}")
        )
    if values["numbers"]:
        panels.append(show.node_panel(state, trainer, values["node"], values["part"], *run.inputs))
        row = make_inputs(state, np.array([point]))[0]
        panels.append(show.point_panel(state, trainer, row, label_at(run, point), values["node"]))
    return Figure(
        panels,
        alt=show.describe(state, trainer, known, right, chosen(run, values)),
        outputs=read_outs(run, losses, right, other, values),
        controls={"value": edit, **{name: values[name] for name in ("points", "code", "auto")}},
        files=files(run),
        link="" if values["points"].strip() else write(state),
    )


def label_at(run, point):
    """The label of the training point that lies nearest, if it lies near: without one there is no error."""
    X, y = run.data[:2]
    far = np.hypot(*(X - point).T) if len(X) else np.array([np.inf])
    return float(y[far.argmin()]) if far.min() < 0.5 else None


def large(run, values, marks, point):
    """The large picture: the plane as a neuron sees it, or what the last hidden layer makes of it."""
    if values["look"] == "space" and run.state.shape:
        return show.space_panel(run.state, run.trainer, run.data[0], run.data[1])
    return show.output_panel(run.state, run.maps, marks, values["look_at"] or values["node"], point)


def read_outs(run, losses, right, other, values):
    told = {"epoch": run.trainer.epochs}
    named = dict(zip(("training_loss", "test_loss"), losses, strict=True))
    if other:
        named["other_test_loss"] = other.losses()[1]
    for name, loss in named.items():
        if loss is not None:
            told[name] = float(loss) if np.isfinite(loss) else "not a number"
    if right:
        told["test_points_right"] = f"{right.accuracy:.0%}"
    if values["numbers"]:
        told["chosen"] = chosen_words(run, values)
    if run.remark:
        told["remark"] = run.remark
    return told


def files(run):
    """What can be taken away. Each is made when it is asked for."""
    given = (run.state, run.trainer, run.data)
    return {
        "playground.py": lambda: export.script(*given, start=run.start),
        "playground.ipynb": lambda: export.notebook(*given, start=run.start),
        "keras.py": lambda: export.keras(run.state, run.trainer),
        "weights.json": lambda: weights_json(run.state, run.trainer),
        "weights.npz": lambda: weights_npz(run.trainer),
    }
