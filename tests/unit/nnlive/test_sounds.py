"""Spectrograms: tones where they belong, silence dark; the drawn sounds are what they are called."""

import numpy as np
import pytest

from nnlive import sounds

AT = np.arange(sounds.LENGTH) / sounds.RATE


def tone(hertz):
    return 0.5 * np.sin(2 * np.pi * hertz * AT)[None]


def test_the_shape_and_silence():
    assert sounds.spectrogram(np.zeros((2, sounds.LENGTH))).shape == (2, sounds.BANDS, sounds.MOMENTS)
    assert (sounds.spectrogram(np.zeros((1, sounds.LENGTH))) == 0).all()


@pytest.mark.parametrize("hertz", [200, 500, 1000, 2000, 3500])
def test_a_tone_is_loudest_in_its_own_band(hertz):
    edges = np.linspace(sounds.mel(80.0), sounds.mel(sounds.RATE / 2), sounds.BANDS + 2)
    loudest = sounds.spectrogram(tone(hertz))[0].mean(axis=1).argmax()
    assert edges[loudest] <= sounds.mel(hertz) <= edges[loudest + 2]


def test_twice_as_loud_is_a_step_on_a_logarithmic_scale():
    soft, loud = (sounds.spectrogram(k * tone(1000)).max() for k in (1, 2))
    assert loud - soft == pytest.approx(np.log10(4) / 6, abs=1e-6)


def test_mel_of_a_thousand_hertz():
    assert sounds.mel(1000.0) == pytest.approx(1000, abs=0.1)


@pytest.mark.parametrize(
    "make", [sounds.claps, sounds.whistles, sounds.quiet, lambda n, rng: sounds.vowels(n, "i", rng)]
)
def test_drawn_sounds_have_a_size_and_repeat(make):
    first, again = (make(3, np.random.default_rng(4)) for _ in range(2))
    assert first.shape == (3, sounds.LENGTH)
    assert (first == again).all()
    assert np.abs(first).max() <= 1
    assert np.allclose(sounds.from_samples(sounds.as_samples(first)), first, atol=1 / 32767)


def test_a_clap_is_short_and_wide_a_whistle_long_and_narrow():
    rng = np.random.default_rng(1)
    clap, whistle = (sounds.spectrogram(make(20, rng)) > 0.35 for make in (sounds.claps, sounds.whistles))
    assert clap.any(axis=2).mean() > 2 * whistle.any(axis=2).mean()  # bands that were ever loud
    assert whistle.any(axis=1).mean() > 2 * clap.any(axis=1).mean()  # moments at which any was
