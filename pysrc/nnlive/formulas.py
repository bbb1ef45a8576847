"""Activations and features as Python text: what a reader's own copy of a network is written with.

Each is held against the function of the same name in `activations` or `features` by a test.
"""

from collections.abc import Sequence
from textwrap import indent

from nnlive.activations import ACTIVATIONS

# Each activation's f and its slope, as the lines of a function of z.
BODIES: dict[str, tuple[str, str]] = {
    "step": ("return np.where(z >= 0, 1.0, 0.0)", "return np.zeros_like(z)"),
    "linear": ("return z", "return np.ones_like(z)"),
    "sigmoid": ("return 1 / (1 + np.exp(-z))", "return sigmoid(z) * (1 - sigmoid(z))"),
    "tanh": ("return np.tanh(z)", "return 1 - np.tanh(z) ** 2"),
    "relu": ("return np.maximum(z, 0)", "return np.where(z > 0, 1.0, 0.0)"),
    "leaky_relu": ("return np.where(z > 0, z, 0.01 * z)", "return np.where(z > 0, 1.0, 0.01)"),
    "elu": ("return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))", "return np.exp(np.minimum(z, 0))"),
    "selu": (
        "scale, alpha = 1.0507009873554805, 1.6732632423543772\n"
        "return scale * np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))",
        "scale, alpha = 1.0507009873554805, 1.6732632423543772\n"
        "return scale * np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))",
    ),
    "softplus": ("return np.logaddexp(0, z)", "return 1 / (1 + np.exp(-z))"),
    "silu": ("return z / (1 + np.exp(-z))", "s = 1 / (1 + np.exp(-z))\nreturn s + z * s * (1 - s)"),
    "gelu": (
        "return z * normal_share(z)",
        "return normal_share(z) + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)",
    ),
    "mish": (
        "return z * np.tanh(np.logaddexp(0, z))",
        "t = np.tanh(np.logaddexp(0, z))\nreturn t + z * (1 - t**2) / (1 + np.exp(-z))",
    ),
    "softsign": ("return z / (1 + np.abs(z))", "return 1 / (1 + np.abs(z)) ** 2"),
}
NORMAL_SHARE = '''
def normal_share(z):
    """Φ(z), the share of a standard normal below z: Python's, value by value, as numpy has none."""
    return 0.5 * np.frompyfunc(math.erfc, 1, 1)(-z / math.sqrt(2)).astype(float)
'''.strip()

COLUMNS = {
    "x1": "x1",
    "x2": "x2",
    "x1_squared": "x1**2",
    "x2_squared": "x2**2",
    "x1x2": "x1 * x2",
    "sin_x1": "np.sin(x1)",
    "sin_x2": "np.sin(x2)",
}


def imports(names: Sequence[str]) -> str:
    return "import math\n\nimport numpy as np" if "gelu" in names else "import numpy as np"


def features(names: Sequence[str]) -> str:
    """The function that makes the network's inputs of points."""
    head = 'def features(points):\n    """What the network sees of points (n, 2): a column for each feature."""\n'
    if not names:
        return head + "    return np.empty((len(points), 0))  # nothing: only biases learn"
    used = [name for name in ("x1", "x2") if any(name in COLUMNS[feature] for feature in names)]
    unpack = "x1, x2 = points.T" if len(used) == 2 else f"{used[0]} = points[:, {int(used[0] == 'x2')}]"
    return head + f"    {unpack}\n    return np.column_stack([{', '.join(COLUMNS[name] for name in names)}])"


def function(name: str, slope: bool = False) -> str:
    """An activation, or its slope, as a function."""
    lines = indent(BODIES[name][slope], "    ")
    said = "" if slope else f'    """{ACTIVATIONS[name].formula}"""\n'
    return f"def {name}{'_slope' * slope}(z):\n{said}{lines}"
