"""The update of a run as Python text: the optimizer's step, with the penalty around it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """An optimizer as text. `memory` is how its memory of a parameter w starts, `values` what a loop calls it.

    Without `values` the memory is one for all parameters. `loop` names an item and the list that the update goes by.
    """

    says: str
    step: str
    memory: str = ""
    values: str = ""
    before: str = ""
    remember: str = ""
    counts: bool = False
    loop: tuple[str, str] = ("slope", "slopes")
    helpers: tuple[str, ...] = ()


IN_A_ROW = '''
def in_a_row(slopes):
    """All slopes as your rule gets them: layer by layer, each neuron's weights and then its bias."""
    layers = zip(slopes[: len(slopes) // 2], slopes[len(slopes) // 2 :])
    return np.concatenate([np.vstack(layer).T.ravel() for layer in layers])
'''.strip()
APART = '''
def apart(row, W):
    """The row as arrays of the shapes of W, then of b."""
    ends = np.cumsum([(len(w) + 1) * w.shape[1] for w in W])
    parts = np.split(row, ends[:-1])
    layers = [part.reshape(w.shape[1], len(w) + 1).T for part, w in zip(parts, W)]
    return [layer[:-1] for layer in layers] + [layer[-1] for layer in layers]
'''.strip()


RULES = {
    "sgd": Rule("Gradient descent: every weight and bias takes a step downhill.", "LEARNING_RATE * slope"),
    "momentum": Rule(
        "Momentum: the velocity v keeps 0.9 of itself and gains the slope; the step is along v.",
        "LEARNING_RATE * v",
        memory="np.zeros_like(w)",
        values="v",
        remember="        v *= 0.9\n        v += slope\n",
    ),
    "adam": Rule(
        "Adam: m and v are running means of the slope and of its square; t counts the updates.",
        "rate * m / (np.sqrt(v) + 1e-7)",
        memory="np.zeros((2, *w.shape))",
        values="(m, v)",
        before="    rate = LEARNING_RATE * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)  # as m and v start at 0\n",
        remember="        m += (1 - 0.9) * (slope - m)\n        v += (1 - 0.999) * (slope**2 - v)\n",
        counts=True,
    ),
    "own": Rule(
        "Your own rule, MY_RULE, says how far each weight and bias goes.",
        "step",
        memory="np.zeros((2, sum(w.size for w in W + b)))",
        before="    steps = apart(MY_RULE(in_a_row(slopes), LEARNING_RATE, memory, t), W)\n",
        counts=True,
        loop=("step", "steps"),
        helpers=(IN_A_ROW, APART),
    ),
}

L1_BEFORE = "    pulls = [LEARNING_RATE * RATE * np.sign(w) for w in W]  # L1 pulls weights, not biases\n"
L1_AFTER = """
    for w, pull, alive in zip(W, pulls, mask):
        pulled = w - alive * pull
        crossed = w * pulled < 0
        w[:] = np.where(crossed, 0, pulled)
        alive[crossed] = 0  # a weight that L1 takes across 0 stays there: its link is dead"""
L2 = """\
    for w in W:
        w *= 1 - LEARNING_RATE * RATE  # L2 makes weights smaller, not biases
"""
L2_MASKED = """\
    for w, alive in zip(W, mask):
        w *= 1 - alive * LEARNING_RATE * RATE  # L2 makes weights smaller, not biases
"""
# Before and after the step; the second L2 is for a network with dead links.
PENALTIES = {
    ("", False): ("", ""),
    ("", True): ("", ""),
    ("L1", True): (L1_BEFORE, L1_AFTER),
    ("L2", False): (L2, ""),
    ("L2", True): (L2_MASKED, ""),
}


def update(optimizer: str, penalty: str, masked: bool) -> str:
    """The function `update`; with `masked`, the links that do not learn are 0 in its mask."""
    rule = RULES[optimizer]
    first, last = PENALTIES[penalty, masked]
    item, listed = rule.loop
    names = ["w", item] + ["alive"] * masked + [rule.values] * bool(rule.values)
    lists = ["W + b", listed] + ["mask"] * masked + ["memory"] * bool(rule.values)
    return (
        f"def update({', '.join(['W', 'b', 'slopes', *extras(optimizer, masked)])}):\n"
        f'    """{rule.says}"""\n{first}{rule.before}'
        f"    for {', '.join(names)} in zip({', '.join(lists)}):\n"
        f"{rule.remember}        w -= {'alive * ' * masked}{rule.step}{last}"
    )


def extras(optimizer: str, masked: bool) -> list[str]:
    """What `update` is given beside W, b and slopes."""
    rule = RULES[optimizer]
    return ["mask"] * masked + ["memory"] * bool(rule.memory) + ["t"] * rule.counts


def setup(optimizer: str, masked: bool, some_dead: bool) -> list[str]:
    """The lines that make the extras, before the first update."""
    rule = RULES[optimizer]
    alive = "[1.0 - dead for dead in DEAD] + [np.ones_like(bias) for bias in b]"
    memory = f"[{rule.memory} for w in W + b]" if rule.values else rule.memory
    mask = f"mask = {alive if some_dead else '[np.ones_like(w) for w in W + b]'}  # 0 for a dead link"
    return [mask] * masked + [f"memory = {memory}"] * bool(rule.memory) + ["t = 0"] * rule.counts
