"""The numbers of "Teach a machine", each from its own experiment: teach, show, read the answer."""

import io

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive import svg
from nnlive.widget import Redraw

PICTURES = still.load("teach-a-machine").widget("pictures")
OTHERS = [
    ("teach-a-machine/sound", "sounds", "noises"),
    ("teach-a-machine/sound", "sounds", "vowels"),
    ("teach-a-machine/pose", "figure", "arms"),
    ("teach-a-machine/pose", "motion", "moves"),
]


def taught(widget=PICTURES, **values):
    """The run after Train, and its last picture."""
    run = widget.start(widget.settings(values))
    figure = next(run)
    while not figure.rest:
        figure = run.send(None)
    return run, figure


def show(run, what, **values):
    figure = run.send(Redraw(PICTURES.settings({**values, "show": what})))
    return figure, figure.alt.partition("it says ")[2]


def stressed(figure):
    """The bars of held-out samples, changed in each way: {what was changed: the text of its share}."""
    words = [mark.text for mark in figure.panels[4].marks if hasattr(mark, "text")]
    return dict(zip(words[1::2], words[2::2], strict=True))


def test_hands_are_learned_and_the_run_rests():
    _, figure = taught()
    assert figure.outputs["epoch"] == 40
    assert figure.outputs["held_out"] == "100 %"


@pytest.mark.parametrize(("seed", "two"), [(1, "Knuckle with 65 %"), (3, "Knuckle with 98 %")])
def test_two_fingers_lie_between(seed, two):
    run, _ = taught(seed=seed)
    assert show(run, "2 fingers", seed=seed)[1] == f"{two}."
    if seed == 1:
        assert show(run, "3 fingers", seed=seed)[1] == "High five with 99 %."
        assert "High five with 100 %, but the sample is unlike anything" in show(run, "4 fingers", seed=seed)[1]


@pytest.mark.parametrize(
    ("colour", "says", "warns"),
    [
        ("blue", "Black with 50 %", True),
        ("white", "Red with 91 %", True),
        ("orange", "Red", True),
        ("navy", "Black", False),
    ],
)
def test_an_untaught_colour_gets_one_of_the_three_words(colour, says, warns):
    given = {"samples": "clothes", "look_at": "colour"}
    run, _ = taught(**given)
    figure, told = show(run, f"{colour} shirt", **given)
    assert told.startswith(says)
    assert ("unlike anything" in told) is warns
    if colour == "blue":
        assert figure.outputs["distance"] == pytest.approx(1.02, abs=0.005)


@pytest.mark.parametrize(
    ("samples", "spoil", "shares"),
    [
        (
            "animals",
            "mark",
            {"as they are": "60 %", "corner as it was taught": "100 %", "corner on the others": "20 %"},
        ),
        ("hands", "mark", {"as they are": "100 %", "corner on the others": "100 %"}),
        ("sides", "none", {"as they are": "100 %", "mirrored": "0 %"}),
        ("animals", "none", {"as they are": "87 %"}),
        ("animals", "labels", {"as they are": "67 %"}),
        ("animals", "few", {"as they are": "60 %"}),
        ("hands", "few", {"as they are": "94 %"}),
    ],
)
def test_what_breaks_it(samples, spoil, shares):
    _, figure = taught(samples=samples, spoil=spoil)
    assert shares.items() <= stressed(figure).items()
    assert figure.outputs["training"] == "100 %"


def test_the_animals_have_85_of_each_to_learn_from():
    project = PICTURES.controls["samples"].project("animals")
    assert [len(group.samples) - 15 for group in project.groups] == [85, 85]


def test_a_picture_is_408_numbers():
    lesson = still.load("teach-a-machine").names
    assert lesson["craft"]("all").columns(lesson["drawn_hands"]()[0][1][:2]).shape == (2, 408)


@pytest.mark.parametrize("see", ["features", "weights", "nothing"])
@pytest.mark.parametrize("look_at", ["all", "shape", "colour"])
@pytest.mark.parametrize("hidden", [0, 16])
def test_the_inside_can_be_seen_with_all_settings(see, look_at, hidden):
    _, figure = taught(samples="digits", see=see, look_at=look_at, hidden=hidden, epochs=5)
    assert len(svg.draw(figure)) == len(figure.panels) >= 5


@pytest.mark.parametrize(("lesson", "name", "samples"), OTHERS)
def test_sounds_poses_and_movements_are_learned(lesson, name, samples):
    _, figure = taught(still.load(lesson).widget(name), samples=samples)
    assert int(figure.outputs["held_out"].split()[0]) >= 90


FROM_CODE = {
    "pictures": lambda names, sample: [
        f(names["blocks"](sample / 255, 32)) for f in (names["grey"], names["edges"], names["colour_shares"])
    ],
    "sounds": lambda names, sample: [names["spectrogram"](sample / 32767)],
    "figure": lambda names, sample: [names["pose_columns"](sample)],
    "motion": lambda names, sample: [names["movement_columns"](sample)],
}


@pytest.mark.parametrize(
    ("lesson", "name", "samples"), [("teach-a-machine", "pictures", "hands"), *OTHERS[::2], OTHERS[-1]]
)
def test_what_is_taken_away_runs_by_itself(lesson, name, samples, tmp_path):
    """run.py beside model.npz gives the page's own answer, from the sample alone."""
    _, figure = taught(still.load(lesson).widget(name), samples=samples)
    (tmp_path / "model.npz").write_bytes(figure.files["model.npz"]())
    names = {}
    exec(figure.files["run.py"]().replace("model.npz", str(tmp_path / "model.npz")), names)
    with np.load(io.BytesIO(figure.files["project.npz"]())) as project:
        given = [project[f"samples_{k}"][:1] for k in (0, 1)]
    rows = [np.concatenate([part.ravel() for part in FROM_CODE[name](names, sample)]) for sample in given]
    assert [int(names["shares"](row).argmax()) for row in rows] == [0, 1]


def test_the_spectrogram_s_network_has_16_times_936_weights():
    shapes, _ = ran("teach-a-machine", 1)
    assert ("W0", (24 * 39, 16)) in shapes
