"""How numbers are written for readers: a real minus sign, no more digits than mean something, powers raised."""

from collections.abc import Sequence
from numbers import Integral

import numpy as np

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def text_of(value: str | int | float) -> str:
    """A read-out as text: words and whole numbers as they are, others to about three digits, a real minus sign."""
    if isinstance(value, str):
        return value
    if isinstance(value, Integral):
        text = str(value)
    elif value != 0 and (abs(value) < 0.0005 or abs(value) >= 10_000):
        text = _raised(f"{value:.1e}")
    else:
        text = f"{value + 0.0:.{3 if abs(value) < 10 else 2 if abs(value) < 100 else 1}f}"  # + 0.0: no minus 0
    return text.replace("-", "−")


def tick_text(value: float, ticks: Sequence[float], log: bool) -> str:
    """How a tick is written: as many decimals as its neighbours need, powers of ten as powers when far from 1."""
    if log and value > 0 and not 0.009 < value < 9_999 and abs(np.log10(value) % 1) < 1e-9:
        return "10" + str(round(np.log10(value))).translate(_RAISED)
    if log or not 0.001 <= max(map(abs, ticks), default=1) < 1e7:
        text = _raised(f"{value:.6g}")
    else:
        digits = max(len(f"{t:.10g}".partition(".")[2]) for t in ticks)
        text = f"{value:,.{digits}f}"
    return text.replace("-", "−").replace(",", "\u2009")


def _raised(number: str) -> str:
    """1.5e-05 as 1.5×10⁻⁵."""
    digits, e, power = number.partition("e")
    return f"{digits}×10{str(int(power)).translate(_RAISED)}" if e else number
