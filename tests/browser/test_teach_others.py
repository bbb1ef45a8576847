"""Teach a machine with sounds, figures and movements, through the page."""

import io
import re
import wave

import numpy as np
import pytest
from acts import press, read
from playwright.sync_api import expect
from teach_acts import SLOW, count, give, hold, told, train


@pytest.mark.parametrize(
    "name", ["teach-a-machine/sound:sounds", "teach-a-machine/pose:figure", "teach-a-machine/pose:motion"]
)
def test_sounds_figures_and_movements_are_learned(teach, clean, name):
    place = teach(name)
    train(place)
    assert int(read(place, "held_out").split()[0]) >= 90


def wav(seconds, rate=16_000):
    """A whistle of 1,500 Hz as a WAV file."""
    sound = 0.5 * np.sin(2 * np.pi * 1500 * np.arange(int(seconds * rate)) / rate)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


def test_a_wav_file_is_cut_into_samples_and_other_files_get_a_sentence(teach, clean):
    place = teach("teach-a-machine/sound:sounds")
    give(place, "Whistle", ("long.wav", "audio/wav", wav(2)), ("text.wav", "audio/wav", b"no sound at all"))
    expect(told(place)).to_contain_text("3 added to “Whistle”.", timeout=SLOW)
    expect(told(place)).to_contain_text("text.wav: This is no sound")
    assert count(place, "Whistle") == 28


def test_the_microphone_is_heard(teach, clean):
    place = teach("teach-a-machine/sound:sounds")
    press(place, "Microphone")
    place.page.wait_for_timeout(1000)
    hold(place, "Clap", 1500)
    assert count(place, "Clap") > 26


def test_a_figure_is_bent_by_keys(teach, clean):
    place = teach("teach-a-machine/pose:figure")
    train(place)
    press(place, "Figure")
    hand = place.get_by_role("button", name=re.compile("^left hand"))
    hand.focus()
    for _ in range(24):
        place.page.keyboard.press("ArrowUp")
    elbow = place.get_by_role("button", name=re.compile("^right hand"))
    elbow.focus()
    for _ in range(26):
        place.page.keyboard.press("ArrowUp")
    said = re.compile("Shown a new sample, it says Arms up")
    expect(place.locator(".nn-picture")).to_have_attribute("aria-label", said)
