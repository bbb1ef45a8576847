"""Poses and movements: key points of a figure, and what a phone's motion sensor feels; both drawn by a program.

A pose is eleven key points (x to the right, y down, from 0 to 1): head, shoulders, elbows, hands, hips, feet, left
before right. A movement is 64 moments, 20 ms apart, of acceleration along three directions, in m/s².
"""

import numpy as np

from nnlive.arrays import Array

BONES = ((0, 1), (0, 2), (1, 2), (1, 3), (3, 5), (2, 4), (4, 6), (1, 7), (2, 8), (7, 8), (7, 9), (8, 10))
_STANDING = [
    [0.5, 0.14], [0.4, 0.28], [0.6, 0.28], [0.34, 0.42], [0.66, 0.42], [0.31, 0.56],
    [0.69, 0.56], [0.43, 0.56], [0.57, 0.56], [0.42, 0.9], [0.58, 0.9],
]  # fmt: skip
# Elbows and hands, left and right, where they differ from standing still.
_ARMS = {
    "arms down": {},
    "arms up": {3: [0.32, 0.16], 4: [0.68, 0.16], 5: [0.34, 0.04], 6: [0.66, 0.04]},
    "arms wide": {3: [0.25, 0.29], 4: [0.75, 0.29], 5: [0.1, 0.3], 6: [0.9, 0.3]},
    "one arm up": {4: [0.69, 0.18], 6: [0.7, 0.04]},
}
POSES = tuple(_ARMS)
MOVEMENTS = ("still", "shake", "circle", "knock")
MOMENTS, EVERY = 64, 0.02  # moments in a movement, and seconds between two
GRAVITY = 9.81


def poses(name: str, n: int, rng: np.random.Generator) -> Array:
    """Figures in one of POSES, each with its own size, place, lean and sloppiness: (n, 11, 2), 32-bit."""
    body = np.array(_STANDING)
    for joint, place in _ARMS[name].items():
        body[joint] = place
    middle = np.array([0.5, 0.5])
    lean = rng.normal(0, 0.06, n)
    turn = np.array([[np.cos(lean), -np.sin(lean)], [np.sin(lean), np.cos(lean)]]).transpose(2, 0, 1)
    size = rng.uniform(0.75, 1.0, (n, 1, 1)) * np.stack([rng.uniform(0.85, 1.1, n), np.ones(n)], axis=1)[:, None, :]
    placed = np.einsum("kj,nij->nki", body - middle, turn) * size + middle + rng.uniform(-0.05, 0.05, (n, 1, 2))
    return np.asarray(np.clip(placed + rng.normal(0, 0.015, placed.shape), 0.02, 0.98), "<f4")


def pose_columns(points: Array) -> Array:
    """Key points as the network gets them, (n, 22): moved to the middle of the shoulders, a trunk's length as the unit.

    So it does not matter where the figure stands nor how large it is.
    """
    points = np.asarray(points, dtype=float)
    shoulders, hips = points[:, 1:3].mean(axis=1, keepdims=True), points[:, 7:9].mean(axis=1, keepdims=True)
    trunk = np.maximum(np.hypot(*(hips - shoulders).transpose(2, 0, 1)), 0.02)
    return np.asarray((points - shoulders) / trunk[..., None]).reshape(len(points), -1)


def movements(name: str, n: int, rng: np.random.Generator) -> Array:
    """What a phone feels in one of MOVEMENTS, held at some tilt: (n, 64, 3), 32-bit."""
    t = np.arange(MOMENTS) * EVERY
    tilt = rng.normal(0, 0.35, (n, 1, 2))
    felt = np.concatenate([tilt, np.ones((n, 1, 1))], axis=2)
    felt = np.repeat(GRAVITY * felt / np.sqrt((felt**2).sum(axis=2, keepdims=True)), MOMENTS, axis=1)
    phase, pace = rng.uniform(0, 2 * np.pi, (n, 1)), rng.uniform(0.85, 1.2, (n, 1))
    strong = rng.uniform(0.7, 1.3, (n, 1))
    if name == "shake":
        felt[:, :, 0] += 11 * strong * np.sin(2 * np.pi * 3.6 * pace * t + phase)
        felt[:, :, 1] += 2 * strong * np.sin(2 * np.pi * 3.6 * pace * t + phase + 0.7)
    elif name == "circle":
        felt[:, :, 0] += 4.5 * strong * np.sin(2 * np.pi * 1.3 * pace * t + phase)
        felt[:, :, 1] += 4.5 * strong * np.cos(2 * np.pi * 1.3 * pace * t + phase)
    elif name == "knock":
        beat = 0.36 * pace
        since = (t + phase * beat / (2 * np.pi)) % beat
        felt[:, :, 2] += 14 * strong * np.exp(-since / 0.03) * np.cos(2 * np.pi * 18 * since)
    return (felt + rng.normal(0, 0.15, felt.shape)).astype("<f4")


def movement_columns(felt: Array) -> Array:
    """A movement as the network gets it, (n, 3 + 3 · 16): the mean along each direction, and how strong each pace is.

    The mean tells how the phone is held. The paces (the first 16 sizes of the discrete Fourier transform) do not
    depend on when the movement began.
    """
    felt = np.asarray(felt, dtype=float)
    mean = felt.mean(axis=1, keepdims=True)
    paces = np.abs(np.fft.rfft(felt - mean, axis=1))[:, 1:17] / MOMENTS
    return np.concatenate([mean[:, 0], np.log1p(paces).transpose(0, 2, 1).reshape(len(felt), -1)], axis=1)
