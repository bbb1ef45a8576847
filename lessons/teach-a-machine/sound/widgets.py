"""Teach a machine with sounds: recorded ones, or claps, whistles and vowels made by a program."""

from functools import cache

import numpy as np

from nnlive import Raster, Words, widget
from nnlive.samples import Samples
from nnlive.sounds import as_samples, claps, filters, from_samples, mel, quiet, spectrogram, vowels, whistles
from nnlive.takeaway import source_of
from nnlive.teaching import LEARNING, Craft, teach

# The constants of nnlive.sounds, for code that goes without it.
BEFORE = "RATE, PIECE, HOP, BANDS, QUIETEST = 8000, 256, 128, 24, 1e-4"
ROW = "spectrogram(sample[None] / 32767)"
AFTER = "FILTERS, WINDOW = filters(), np.hanning(PIECE)"


@cache
def made_noises():
    rng = np.random.default_rng(8)
    sounds = {"Background noise": quiet(25, rng), "Clap": claps(25, rng), "Whistle": whistles(25, rng)}
    return [(name, as_samples(made)) for name, made in sounds.items()]


@cache
def made_vowels():
    rng = np.random.default_rng(9)
    sounds = {"Background noise": quiet(25, rng)} | {f"“{v}”": vowels(25, v, rng) for v in ("a", "i", "u")}
    return [(name, as_samples(made)) for name, made in sounds.items()]


PROJECT = Samples(
    "sound",
    {"noises": made_noises, "vowels": made_vowels},
    "noises",
    about={"noises": "Claps and whistles", "vowels": "Sung vowels: a, i, u"},
)


def columns(samples):
    """Sounds as rows of features: the spectrogram, each band and moment a number, (n, 24 · 39)."""
    return spectrogram(from_samples(samples)).reshape(len(samples), -1)


def drawn(sample, x, y, side):
    """A sound's spectrogram: time to the right, high tones at the top, blue where it is loud."""
    loud = spectrogram(from_samples(sample[None]))[0]
    return [Raster(loud[::-1] * 1.4, (x, x + side, y, y + side), smooth=False, frame=True)]


CRAFT = Craft(columns, drawn, "sounds: spectrogram", lambda: source_of([mel, filters, spectrogram], ROW, BEFORE, AFTER))


@widget(
    title="Teach it with sounds",
    play="Train",
    redraws=True,
    samples=PROJECT,
    look=Words("", label="what it hears", live=True),
    **LEARNING,
)
def sounds(**values):
    yield from teach(PROJECT, CRAFT, values)
