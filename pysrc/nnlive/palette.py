"""The course's colours: orange for negative, blue for positive, in a light and a dark scheme.

Orange and blue stay apart for every common kind of colour blindness, and a picture never relies on them alone:
negative lines are dashed, negative points are squares.
"""

import numpy as np
from numpy.typing import NDArray

Colour = str  # a key of LIGHT and DARK

LIGHT: dict[Colour, str] = {
    "paper": "#ffffff",
    "ink": "#1d2530",
    "mute": "#5a6573",
    "axis": "#9aa4b1",
    "grid": "#e6eaf0",
    "neg": "#e8710a",
    "neg-ink": "#a84300",
    "pos": "#1273c4",
    "pos-ink": "#0a5ca3",
    "hi": "#8a3ab9",
    "hi-ink": "#7a2aa8",
    "shade": "#f4f6f9",
}
DARK: dict[Colour, str] = {
    "paper": "#151b26",
    "ink": "#e8ecf2",
    "mute": "#a3aebd",
    "axis": "#6b7789",
    "grid": "#29323f",
    "neg": "#ff9440",
    "neg-ink": "#ffad6b",
    "pos": "#4ba6f5",
    "pos-ink": "#7cc0ff",
    "hi": "#cf8df5",
    "hi-ink": "#d9a6f8",
    "shade": "#1c2431",
}

# A heat map is orange or blue laid over the paper, the stronger the further from zero; zero is clear.
# So one raster serves both schemes and nothing is drawn again when the reader switches.
_LEVELS = 255
_STRONGEST = 170  # alpha of the strongest value, of 255


def _ramp() -> NDArray[np.uint8]:
    level = np.linspace(-1, 1, _LEVELS)
    rgba = np.empty((_LEVELS, 4), np.uint8)
    rgba[:, :3] = np.where(level[:, None] < 0, (236, 116, 12), (18, 116, 200))
    rgba[:, 3] = np.round(_STRONGEST * np.abs(level) ** 0.8)
    return rgba


_RAMP = _ramp().view(np.uint32)[:, 0]  # a colour in one number: looked up sooner than four bytes


def heat(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Colours for values from -1 (orange) over 0 (clear) to 1 (blue); values beyond are clamped.

    `values` has any shape; the answer has one more axis of 4 bytes: red, green, blue, alpha.
    """
    level = np.clip(values, -1, 1)
    level = level * ((_LEVELS - 1) / 2)
    level += (_LEVELS - 1) / 2 + 0.5  # whole numbers are cut off, not rounded: half a step more
    index = level.astype(np.uint8)
    return _RAMP.take(index.ravel()).view(np.uint8).reshape(*index.shape, 4)


def plain(values: NDArray[np.float64], shades: int = 256) -> NDArray[np.uint8]:
    """Bytes for a picture's own colours: grey (rows, columns), or 3 or 4 numbers a pixel, from 0 to 1; beyond: clamped.

    The answer is (rows, columns, 4): red, green, blue, alpha. With fewer `shades` brightness goes in so many steps,
    hue in steps half as wide; grain that is finer than a step is smoothed first, so that it leaves no speckles.
    """
    pixels = np.ones((*values.shape[:2], 4))
    parts = 3 if values.ndim == 2 else values.shape[2]
    pixels[..., :parts] = np.clip(values[..., None] if values.ndim == 2 else values, 0, 1)
    if shades < 256:
        pixels = _without_grain(_without_grain(pixels))
        brightest = np.maximum(pixels[..., :3].max(axis=2, keepdims=True), 1e-9)
        hue = np.rint(pixels[..., :3] / brightest * 2 * (shades - 1)) / (2 * (shades - 1))
        pixels[..., :3] = hue * np.rint(brightest * (shades - 1)) / (shades - 1)
    return np.asarray(np.rint(255 * pixels), dtype=np.uint8)


def _without_grain(pixels: NDArray[np.float64], grain: float = 0.04) -> NDArray[np.float64]:
    """Each pixel as the mean of those around it that differ by less than `grain`: outlines stay as they are."""
    rows, columns = pixels.shape[:2]
    wide = np.pad(pixels, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = np.stack([wide[r : r + rows, c : c + columns] for r in range(3) for c in range(3)])
    alike = (np.abs(around - pixels).max(axis=3, keepdims=True) < grain).astype(float)
    return np.asarray((around * alike).sum(axis=0) / alike.sum(axis=0))


def css() -> str:
    """Style rules that set the colours as custom properties, for the page and for a lone SVG."""

    def block(colours: dict[Colour, str]) -> str:
        return "".join(f"--nn-{name}:{value};" for name, value in colours.items())

    return f":root,[data-md-color-scheme=default]{{{block(LIGHT)}}}\n[data-md-color-scheme=slate]{{{block(DARK)}}}\n"
