"""A run of the Playground, written out as numpy code: functions a learner can read, and only what the run uses.

Its parts follow one another: `opening`, `network`, `learning`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill

from nnlive.descent import Trainer
from nnlive.formulas import NORMAL_SHARE, features, function, imports
from nnlive.literals import WIDTH, number, packed
from nnlive.settings import State, write
from nnlive.updates import RULES, extras, setup, update


@dataclass(frozen=True)
class Listing:
    """What decides the code: settings, network, how many examples it learns from, and if links are dead at the start.

    own: the Python that defines a reader's own MY_ACTIVATION (a function and its slope, for all hidden layers) or
    MY_RULE. ValueError if it is needed and not given, or if the network is not of these settings.
    """

    state: State
    trainer: Trainer
    count: int
    some_dead: bool = False
    own: str = ""

    def __post_init__(self) -> None:
        same_network(self.state, self.trainer)
        if "own" in (*self.names, self.optimizer) and not self.own:
            raise ValueError("An activation or a learning rule of your own cannot be written out without its Python.")
        if len({id(pair) for pair in self.trainer.activations if not isinstance(pair, str)}) > 1:
            raise ValueError("Of your own activations, only one for all hidden layers can be written out.")

    @property
    def names(self) -> list[str]:
        """Each layer's activation, the output's last; a reader's own is called "own"."""
        return [name if isinstance(name, str) else "own" for name in self.trainer.activations]

    @property
    def optimizer(self) -> str:
        return self.trainer.optimizer if isinstance(self.trainer.optimizer, str) else "own"

    @property
    def definitions(self) -> list[str]:
        """The reader's own Python, if this network uses it."""
        found = [self.own.strip()] * ("own" in (*self.names, self.optimizer))
        return found + ["own, own_slope = MY_ACTIVATION"] * ("own" in self.names)

    @property
    def penalty(self) -> str:
        """L1, L2, or nothing."""
        return self.trainer.regularization if self.trainer.rate and self.trainer.regularization != "none" else ""

    @property
    def direct(self) -> bool:
        """Whether the error p − y is already the loss's slope by the output's sum."""
        return self.trainer.problem == "regression" or self.trainer.loss == "log_loss"

    @property
    def sloped(self) -> list[str]:
        """The activations whose slopes are needed."""
        return self.names[:-1] if self.direct else self.names

    @property
    def carries(self) -> bool:
        """Whether an epoch ends with a batch that is not full."""
        return self.count % self.trainer.batch != 0

    @property
    def masked(self) -> bool:
        """Whether some links do not learn, or may stop to."""
        return self.penalty == "L1" or self.some_dead


def same_network(state: State, trainer: Trainer) -> None:
    """ValueError unless the network has the sizes that the settings say."""
    sizes = (len(state.inputs), *state.shape, 1)
    if trainer.sizes != sizes:
        raise ValueError(f"The settings are of a network {list(sizes)}, this one is {list(trainer.sizes)}.")


def describe(trainer: Trainer) -> str:
    """2 inputs, 4 and 2 hidden neurons (tanh), 1 output (tanh): 18 weights, 7 biases."""
    inputs, *shape, _ = trainer.sizes
    kinds = ", ".join(dict.fromkeys(name if isinstance(name, str) else "own" for name in trainer.activations[:-1]))
    hidden = f"{joined(map(str, shape))} hidden neurons ({kinds})" if shape else "no hidden layer"
    weights, biases = sum(W.size for W in trainer.weights), sum(b.size for b in trainer.biases)
    return fill(
        f"{counted(inputs, 'input')}, {hidden}, 1 output ({trainer.activations[-1]}): "
        f"{counted(weights, 'weight')}, {biases} bias{'es' * (biases != 1)}.",
        WIDTH,
    )


def counted(number: int, noun: str) -> str:
    """1 epoch, 2 epochs."""
    return f"{number} {noun}{'s' * (number != 1)}"


def joined(words: Iterable[str]) -> str:
    """a, b and c."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def settings(state: State) -> list[str]:
    """The settings in the form of an address, broken into lines after an &."""
    lines = [""]
    for part in (f"#{write(state)}" if write(state) else "all at their defaults").split("&"):
        if lines[-1] and len(lines[-1]) + len(part) > WIDTH - 8:
            lines[-1] += "&"
            lines.append(part)
        else:
            lines[-1] += f"&{part}" if lines[-1] else part
    return lines


def opening(listing: Listing, epochs: int) -> str:
    """The imports, and the numbers that a reader may want to change first."""
    return f"{imports(listing.names)}\n\nEPOCHS = {epochs}\n{constants(listing)}"


def constants(listing: Listing) -> str:
    """The numbers that learning goes by."""
    trainer = listing.trainer
    found = [f"BATCH = {trainer.batch}  # examples between two updates", f"LEARNING_RATE = {number(trainer.lr)}"]
    found += [f"RATE = {number(trainer.rate)}  # of {listing.penalty} regularisation"] * bool(listing.penalty)
    return "\n".join(found)


def network(listing: Listing) -> str:
    """What the network sees, its activations, the way forward and the loss."""
    functions = [function(name) for name in dict.fromkeys(listing.names) if name != "own"]
    functions[:0] = [*listing.definitions, *[NORMAL_SHARE] * ("gelu" in listing.names)]
    table = f"# Each layer's activation\nACTIVATIONS = {packed(listing.names, before=14)}"
    parts = [features(listing.state.inputs), *functions, table]
    return "\n\n\n".join([*parts, FORWARD, LOSS[listing.trainer.loss]])


FORWARD = '''
def forward(X, W, b):
    """Every layer's weighted sums z, and its outputs f(z): X first, the prediction p last."""
    sums, outputs = [], [X]
    for i, f in enumerate(ACTIVATIONS):
        sums.append(outputs[-1] @ W[i] + b[i])
        outputs.append(f(sums[-1]))
    return sums, outputs
'''.strip()

LOSS = {
    "squared": '''
def loss(X, y, W, b):
    """The mean of ½(p − y)² over the examples."""
    p = forward(X, W, b)[1][-1]
    return np.mean(0.5 * (p - y) ** 2)
'''.strip(),
    "log_loss": '''
def loss(X, y, W, b):
    """The mean log loss: (1 + p)/2 is the probability of label +1, and z the output's sum."""
    z = forward(X, W, b)[0][-1]
    return np.mean(np.logaddexp(0, -2 * z) + (1 - y) * z)
'''.strip(),
}


def learning(listing: Listing) -> str:
    """Backpropagation, the update, and the order in which the examples come."""
    parts = [function(name, slope=True) for name in dict.fromkeys(listing.sloped) if name != "own"]
    if listing.sloped:
        table = packed([f"{name}_slope" for name in listing.sloped], before=9)
        parts.append(f"# The slope of each {'hidden ' * listing.direct}layer's activation\nSLOPES = {table}")
    parts += [_gradients(listing), *RULES[listing.optimizer].helpers]
    return "\n\n\n".join([*parts, update(listing.optimizer, listing.penalty, listing.masked), _train(listing)])


def _gradients(listing: Listing) -> str:
    deep = len(listing.names) > 1
    outputs = "sums, outputs = forward(X, W, b)" if listing.sloped else "outputs = forward(X, W, b)[1]"
    delta = "(outputs[-1] - y) * SLOPES[-1](sums[-1])  # the slope of ½(p − y)² by the output's sum z"
    if listing.direct:
        loss = "log loss" if listing.trainer.loss == "log_loss" else "½(p − y)²"
        delta = f"outputs[-1] - y  # the slope of the {loss} by the output's sum z"
    return (
        "def gradients(X, y, W, b):\n"
        '    """Backpropagation: the slopes of the loss by W and b, added up over the examples."""\n'
        f"    {outputs}\n    delta = {delta}\n{BACK if deep else FLAT}"
    )


FLAT = "    return [X.T @ delta, delta.sum(axis=0)]"
BACK = """\
    dW, db = [outputs[-2].T @ delta], [delta.sum(axis=0)]
    for i in reversed(range(len(W) - 1)):  # the error goes back through the weights
        delta = delta @ W[i + 1].T * SLOPES[i](sums[i])
        dW.insert(0, outputs[i].T @ delta)
        db.insert(0, delta.sum(axis=0))
    return dW + db"""


def _train(listing: Listing) -> str:
    more = "".join(f", {name}" for name in extras(listing.optimizer, listing.masked))
    lines = setup(listing.optimizer, listing.masked, listing.some_dead)
    lines += ["totals, count = [0] * len(W + b), 0"] * listing.carries
    body, said = (CARRIED, WAITING) if listing.carries else (FULL, "")
    if not RULES[listing.optimizer].counts:
        body = "".join(line for line in body.splitlines(keepends=True) if line.strip() != COUNTING)
    begin = "".join(f"    {line}\n" for line in lines)
    return TRAIN.replace("<said>", said).replace("<begin>", begin).replace("<body>", body.replace("<more>", more))


TRAIN = '''
def train(X, y, W, b, epochs):
    """Changes W and b in place. Yields the number of each epoch that is over, 0 at the start.

    The examples come in the same order every epoch; each full batch moves all weights once.
<said>    """
<begin>    yield 0
    for epoch in range(1, epochs + 1):
        for i in range(0, len(X), BATCH):
            x, labels = X[i : i + BATCH], y[i : i + BATCH]
<body>        yield epoch
'''.strip()
WAITING = """\
    A short last batch is not applied: its slopes wait for the first batch of the next epoch.
"""
COUNTING = "t += 1"
FULL = """\
            t += 1
            slopes = [total / BATCH for total in gradients(x, labels, W, b)]
            update(W, b, slopes<more>)
"""
CARRIED = """\
            found = gradients(x, labels, W, b)
            totals = [total + slope for total, slope in zip(totals, found)]
            count += len(x)
            if len(x) == BATCH:
                t += 1
                update(W, b, [total / count for total in totals]<more>)
                totals, count = [0] * len(totals), 0
"""
