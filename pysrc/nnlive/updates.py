"""The update of a run as Python text: the optimizer's step, with the penalty around it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """An optimizer as text. `memory` is how its memory of a parameter w starts, `values` what a loop calls it."""

    says: str
    step: str
    memory: str = ""
    values: str = ""
    before: str = ""
    remember: str = ""
    counts: bool = False


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
    names = ["w", "slope"] + ["alive"] * masked + [rule.values] * bool(rule.values)
    lists = ["W + b", "slopes"] + ["mask"] * masked + ["memory"] * bool(rule.values)
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
    mask = f"mask = {alive if some_dead else '[np.ones_like(w) for w in W + b]'}  # 0 for a dead link"
    return [mask] * masked + [f"memory = [{rule.memory} for w in W + b]"] * bool(rule.memory) + ["t = 0"] * rule.counts
