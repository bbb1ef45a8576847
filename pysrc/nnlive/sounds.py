"""Sounds as a network sees them: a spectrogram, and drawn sounds to try it with: claps, whistles, vowels, quiet.

A sound is a row of numbers, RATE of them a second. The spectrogram cuts it into short pieces and asks of each how
much it has of low and of high tones (the discrete Fourier transform, computed by numpy's FFT).
"""

import numpy as np

from nnlive.arrays import Array

RATE = 8000  # numbers a second
LENGTH = 5120  # numbers in a sample: 0.64 s
PIECE, HOP = 256, 128  # 32 ms, half of each piece in the next one
BANDS, MOMENTS = 24, 39
QUIETEST = 1e-4  # loudness below this counts as silence


def mel(hertz: Array | float) -> Array:
    """Pitch as an ear measures it: 2595 · log10(1 + f / 700) (O'Shaughnessy 1987)."""
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz) / 700))


def filters() -> Array:
    """How much each tone of a piece counts for each band: triangles, (BANDS, PIECE // 2 + 1), evenly spaced in mel."""
    edges = np.linspace(mel(80.0), mel(RATE / 2), BANDS + 2)
    at = mel(np.linspace(0, RATE / 2, PIECE // 2 + 1))
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.maximum(np.minimum((at - low) / (middle - low), (high - at) / (high - middle)), 0)


FILTERS, WINDOW = filters(), np.hanning(PIECE)


def spectrogram(sounds: Array) -> Array:
    """How loud each band of tones is at each moment: (n, BANDS, MOMENTS), from 0 for silence to about 1.

    `sounds` is (n, LENGTH) with numbers from −1 to 1. Low tones come first. Loudness is on a logarithmic scale.
    """
    pieces = np.lib.stride_tricks.sliding_window_view(sounds, PIECE, axis=1)[:, ::HOP]  # (n, MOMENTS, PIECE)
    power = np.abs(np.fft.rfft(pieces * WINDOW, axis=2)) ** 2 / PIECE
    loud = np.log10(np.maximum(power.dot(FILTERS.T), QUIETEST))  # (n, MOMENTS, BANDS)
    return np.asarray(((loud - np.log10(QUIETEST)) / 6).transpose(0, 2, 1))


def claps(n: int, rng: np.random.Generator) -> Array:
    """Short bursts of noise that die away at once, one to three in a sample: (n, LENGTH)."""
    t = np.arange(LENGTH) / RATE
    sounds = quiet(n, rng)
    for sound in sounds:
        for start in rng.uniform(0.02, 0.5, rng.integers(1, 4)):
            fade = np.where(t >= start, np.exp(-(t - start) * rng.uniform(60, 110)), 0)
            noise = rng.normal(0, 1, LENGTH)
            sound += rng.uniform(0.3, 0.8) * fade * (noise - 0.6 * np.roll(noise, 1))
    return np.clip(sounds, -1, 1)


def whistles(n: int, rng: np.random.Generator) -> Array:
    """Single high tones that glide a little: (n, LENGTH)."""
    t = np.arange(LENGTH) / RATE
    low = rng.uniform(900, 2200, (n, 1))
    glide = low * (1 + rng.uniform(-0.3, 0.3, (n, 1)) * t / t[-1] + 0.01 * np.sin(2 * np.pi * 6 * t))
    return quiet(n, rng) + rng.uniform(0.2, 0.6, (n, 1)) * _swell(n, t, rng) * np.sin(
        2 * np.pi * np.cumsum(glide, 1) / RATE
    )


# The two lowest resonances of the mouth in hertz, for three vowels (Peterson & Barney 1952, rounded).
VOWELS = {"a": (730, 1090), "i": (270, 2290), "u": (300, 870)}


def vowels(n: int, vowel: str, rng: np.random.Generator) -> Array:
    """A sung vowel: a low buzz with all its overtones, those near the mouth's resonances louder. (n, LENGTH)."""
    t = np.arange(LENGTH) / RATE
    pitch = rng.uniform(95, 260, (n, 1)) * (1 + 0.01 * np.sin(2 * np.pi * rng.uniform(4, 6, (n, 1)) * t))
    turn = 2 * np.pi * np.cumsum(pitch, 1) / RATE
    low, high = (f * rng.uniform(0.9, 1.12, (n, 1)) for f in VOWELS[vowel])
    sound = np.zeros((n, LENGTH))
    for k in range(1, 31):
        tone = k * pitch
        loud = 1 / (1 + ((tone - low) / 90) ** 2) + 0.6 / (1 + ((tone - high) / 120) ** 2) + 0.01
        sound += np.where(tone < RATE / 2, loud, 0) * np.sin(k * turn)
    sound *= _swell(n, t, rng) / np.abs(sound).max(axis=1, keepdims=True)
    return quiet(n, rng) + rng.uniform(0.25, 0.7, (n, 1)) * sound


def quiet(n: int, rng: np.random.Generator) -> Array:
    """A room in which nothing happens: faint noise, (n, LENGTH)."""
    return rng.normal(0, 1, (n, LENGTH)) * rng.uniform(0.001, 0.01, (n, 1))


def _swell(n: int, t: Array, rng: np.random.Generator) -> Array:
    """Loudness that comes and goes within the sample."""
    start, end = rng.uniform(-0.1, 0.15, (n, 1)), rng.uniform(0.45, 0.75, (n, 1))
    return np.clip((t - start) / 0.04, 0, 1) * np.clip((end - t) / 0.06, 0, 1)


def as_samples(sounds: Array) -> Array:
    """Sounds as whole numbers of 16 bits, as the page records them."""
    return np.rint(np.clip(sounds, -1, 1) * 32767).astype("<i2")


def from_samples(samples: Array) -> Array:
    """Recorded whole numbers as sounds from −1 to 1."""
    return np.asarray(samples / 32767.0)
