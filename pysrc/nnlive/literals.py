"""Numbers as Python text: every digit that is needed to read the very same number back, on lines that can be read."""

from collections.abc import Iterable, Sequence

from nnlive.arrays import Array

WIDTH = 100


def number(value: float) -> str:
    """All digits of a number; a whole one without .0."""
    text = repr(float(value))
    return text if text == "-0.0" else text.removesuffix(".0")


def row(values: Iterable[float]) -> str:
    return f"[{', '.join(map(number, values))}]"


def packed(parts: Sequence[str], margin: str = "", before: int = 0) -> str:
    """[a, b, c] if that fits after `before` letters, else with as many parts on each line as fit."""
    short = f"[{', '.join(parts)}]"
    if len(margin) + before + len(short) < WIDTH and "\n" not in short:
        return short
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) + 2 <= WIDTH:
            lines[-1] += f" {part},"
        else:
            lines.append(f"{margin}    {part},")
    return "\n".join(["[", *lines, f"{margin}]"])


def points(X: Array, y: Array) -> str:
    """np.array([[x1, x2, label], …])"""
    return f"np.array({packed([row([*x, label]) for x, label in zip(X.tolist(), y.tolist(), strict=True)])})"


def matrix(values: Array, margin: str) -> str:
    """np.array([…]) with a line for each row, if they fit; np.zeros where there are no numbers to write."""
    if not values.any():
        return f"np.zeros({values.shape})"
    if values.ndim == 1:
        return f"np.array({packed([number(value) for value in values], margin, 11)})"
    inner = margin + "    "
    rows = [packed([number(value) for value in line], inner, 1) for line in values]
    return "\n".join(["np.array([", *[f"{inner}{line}," for line in rows], f"{margin}])"])


def arrays(name: str, values: Sequence[Array]) -> str:
    """name = [np.array(…), …], an array for each layer."""
    made = [f"    {matrix(array, '    ')}," for array in values]
    return "\n".join([f"{name} = [", *made, "]"])
