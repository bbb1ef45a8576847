"""Scales: from data units to pixels, and the round numbers that stand along an axis."""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

FAR = 1e6  # pixels; browsers do not draw what lies beyond their number range, and a diverging loss soon does


@dataclass(frozen=True)
class Scale:
    """Maps data from `low` to `high` onto pixels from `start` to `end`, evenly or by its logarithm."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, values: ArrayLike) -> Array:
        """Pixels for `values`, of the same shape. On a logarithmic scale what is not above 0 stands at the low end."""
        data = np.asarray(values, dtype=float)
        low, high = self.low, self.high
        if self.log:
            data, low, high = np.log(np.maximum(data, low / 10)), float(np.log(low)), float(np.log(high))
        pixels: Array = self.start + (data - low) * ((self.end - self.start) / (high - low))
        return pixels.clip(-FAR, FAR)

    def at(self, value: float) -> float:
        """The pixel of one value, to a tenth."""
        low, high = self.low, self.high
        if self.log:
            value, low, high = log(max(value, low / 10)), log(low), log(high)
        return round(min(max(self.start + (value - low) * ((self.end - self.start) / (high - low)), -FAR), FAR), 1)

    def ticks(self, about: int = 5) -> list[float]:
        """About that many round numbers from `low` to `high`."""
        return powers(self.low, self.high, about) if self.log else rounds(self.low, self.high, about)


def rounds(low: float, high: float, about: int) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten within [low, high]: the step nearest to `about` of them."""
    raw = (high - low) / max(about, 1)
    power = 10.0 ** np.floor(np.log10(raw))
    step = float(min((1 * power, 2 * power, 5 * power, 10 * power), key=lambda s: abs(np.log(s / raw))))
    first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
    return [float(f"{n * step:.10g}") + 0.0 for n in np.arange(first, last + 1)]  # + 0.0 makes -0 a plain 0


def powers(low: float, high: float, about: int) -> list[float]:
    """Powers of ten within [low, high], at most about `about` of them; round numbers where there are fewer than two."""
    first, last = int(np.ceil(np.log10(low) - 1e-9)), int(np.floor(np.log10(high) + 1e-9))
    if last <= first:
        return rounds(low, high, about)
    stride = max(1, round((last - first + 1) / max(about, 1)))
    return [10.0**n for n in range(first, last + 1, stride)]
