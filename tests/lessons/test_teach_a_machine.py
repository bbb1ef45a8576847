"""The numbers of "Teach a machine", each from its own experiment: teach, show, read the answer."""

import io

import numpy as np
import pytest
from lesson_cells import ran

from coursebuild import still
from nnlive import svg
from nnlive.classifier import learn
from nnlive.samples import SHELF
from nnlive.teaching import Lab, hold_out
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


def lab(lesson="teach-a-machine", widget="pictures", **values):
    """What a page's network has learned after 40 epochs, beside the page: its Lab, and how it makes features."""
    found = still.load(lesson)
    settings = found.widget(widget).settings(values)
    control = found.widget(widget).controls["samples"]
    craft = found.names["craft"](settings["look_at"]) if widget == "pictures" else found.names["POSE"]
    options = {name: settings[name] for name in ("batch", "lr", "hidden", "seed")}
    made = Lab.of(control.project(settings["samples"]), craft, **options)
    for _ in range(40):
        made.train()
    return made


def judged(made, samples):
    """For each sample: the name it gets, and whether the warning comes."""
    answers = []
    for made.shown in samples:
        _, shares, away, _ = made.judged()
        answers.append((made.names[int(shares.argmax())], away > 1))
    return answers


def test_one_picture_of_two_fingers_is_not_all():
    made = lab()
    kinds = still.load("teach-a-machine").names["all_fingers"]()
    two, five = judged(made, kinds[2][1]), judged(made, kinds[5][1])
    assert [name for name, _ in two].count("High five") == 24
    assert len(two) == 40
    assert sum(warned for _, warned in two) == 14
    assert sum(warned for _, warned in five) == 15


def test_what_the_reader_shows_comes_before_an_earlier_choice(monkeypatch):
    lesson = still.load("teach-a-machine").names
    fist = lesson["drawn_hands"]()[0][1][0]
    monkeypatch.setitem(SHELF, "look", fist.tobytes())
    run, _ = taught()
    assert show(run, "3 fingers")[1].startswith("High five")
    assert show(run, "3 fingers", look="look#1")[1].startswith("Knuckle with 100 %")
    assert show(run, "4 fingers", look="look#1")[1].startswith("High five")


def test_the_warning_comes_too_often():
    made = lab()
    assert made.held_out == 18
    assert sum(warned for _, warned in judged(made, made.samples[made.held])) == 5


def test_recordings_of_the_very_same_thing_are_told_apart():
    """Two recordings of one hand, 20 pictures each a little moved: the held-out ones are all answered right."""
    names = still.load("teach-a-machine").names
    rng = np.random.default_rng(3)
    hand = np.asarray(names["hand"](5), float)
    places = np.concatenate([rng.integers(-1, 2, (20, 2)) + shift for shift in ([0, 0], [6, 4])])
    moved = np.stack([np.roll(hand, place, (0, 1)) for place in places])
    X = names["craft"]("all").columns(np.clip(moved + rng.normal(0, 3, moved.shape), 0, 255))
    y = np.repeat([0, 1], 20)
    held = hold_out(y, rng)
    *_, model = learn(X[~held], y[~held], 2, rng=rng, epochs=40)
    assert (model.shares(X[held]).argmax(axis=1) == y[held]).all()


def test_the_arm_that_was_never_raised():
    made = lab("teach-a-machine/pose", "figure")
    kinds = dict(still.load("teach-a-machine/pose").names["drawn_poses"]())
    swap = [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9]
    mirrored = (kinds["One arm up"] * [-1, 1] + [1, 0])[:, swap].astype("<f4")
    answers = judged(made, mirrored)
    assert [name for name, _ in answers].count("Arms up") == 11
    assert [name for name, _ in answers].count("Arms down") == 9
    assert all(warned for _, warned in answers)


def test_of_the_sounds_one_clap_is_not_heard():
    _, figure = taught(still.load("teach-a-machine/sound").widget("sounds"))
    assert figure.outputs["held_out"] == "92 %"


def test_mirrored_it_is_sure_of_its_wrong_answers():
    made = lab(samples="sides")
    mirrored = made.craft.columns(made.samples[made.held][:, :, ::-1])
    wrong = made.model.shares(mirrored)[np.arange(made.held_out), 1 - made.y[made.held]]
    assert wrong.mean() >= 0.99


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
        run, _ = taught(**given, seed=4)
        assert show(run, "blue shirt", **given, seed=4)[1].startswith("Green with 82 %")


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
        given = [project[f"samples_{k}"][0] for k in (0, 1)]
    assert [int(names["shares"](names["row"](sample)).argmax()) for sample in given] == [0, 1]


def test_the_spectrogram_s_network_has_16_times_936_weights():
    shapes, _ = ran("teach-a-machine", 1)
    assert ("W0", (24 * 39, 16)) in shapes
