"""A nerve cell and a neuron of a network side by side, both given the same five signals."""

import numpy as np

from nnlive import Arrow, Disc, Figure, Line, Panel, Points, Polygon, Segments, Slider, Text, widget

INPUTS, BIAS = 5, -2.5
FROM = np.linspace(200, 40, INPUTS)  # heights at which the signals come in
ANGLE = np.linspace(0, 2 * np.pi, 41)
BODY = 112 + 30 * np.cos(ANGLE) + 3 * np.cos(5 * ANGLE), 120 + 30 * np.sin(ANGLE) + 3 * np.sin(4 * ANGLE)


def dendrite(y):
    """A branch that bends towards the cell body, ending between its rim and its middle."""
    t = np.linspace(0, 1, 12)
    return 14 + 76 * t, y + (120 + 0.22 * (y - 120) - y) * t**1.7 + 3 * np.sin(7 * t)


def cell_panel(signals, fires):
    """A nerve cell: branches on the left, the body, the long fibre to the next cell."""
    marks = []
    for i, y in enumerate(FROM):
        on = i < signals
        marks.append(Line(*dendrite(y), "hi" if on else "axis", 4 if on else 3))
        marks.append(Points(14, y, "hi" if on else "axis", size=6 if on else 4))
    colour = "hi" if fires else "axis"
    t = np.linspace(0, 1, 30)
    marks += [
        Line(140 + 128 * t, 120 + 6 * np.sin(5 * t), colour, 5),
        Polygon(*BODY, colour, 0.9 if fires else 0.5),
        Disc(112, 120, 9, rim=colour),
        Points(272, 114, colour, size=7),
        Line(286 + 36 * t, 114 + 20 * t**2, "mute", 3, dash=True),
        Line(286 + 36 * t, 114 - 20 * t**2, "mute", 3, dash=True),
        *(Text(x, y, words, "mute", 12, anchor) for x, y, words, anchor in (
            (6, 224, "dendrites: in", "start"), (112, 76, "cell body", "middle"), (196, 142, "axon: out", "middle"),
            (276, 86, "synapse", "middle"), (338, 158, "next cell", "end"))),
        Text(170, 14, "It fires." if fires else "It keeps still.", "hi" if fires else "ink", 14, bold=True),
    ]  # fmt: skip
    return Panel(marks, (0, 340), (0, 236), axes=False, height=236)


def neuron_panel(signals, total):
    """A neuron of a network: numbers times weights, added up, and an answer."""
    numbers = [1 if i < signals else 0 for i in range(INPUTS)]
    marks = [
        Segments(np.full(INPUTS, 36), FROM, np.full(INPUTS, 165), np.full(INPUTS, 120), np.ones(INPUTS)),
        Arrow(190, 120, 265, 120, "axis"),
        Disc(168, 120, 26, text=f"{total:g}".replace("-", "−")),
        Disc(290, 120, 22, rim="pos" if total > 0 else "neg", text="1" if total > 0 else "0"),
    ]
    marks += [Disc(24, y, 14, rim="hi" if on else "axis", text=str(on)) for y, on in zip(FROM, numbers, strict=True)]
    marks += [
        *(Text(x, y, words, "mute", 12, anchor) for x, y, words, anchor in (
            (6, 226, "inputs", "start"), (168, 160, "sum", "middle"), (290, 156, "output", "middle"),
            (100, 206, "weights: 1 each, bias: −2.5", "start"))),
        Text(170, 14, f"{signals} − 2.5 = {total:g}".replace("-", "−"), "ink", 14, bold=True),
    ]  # fmt: skip
    return Panel(marks, (0, 340), (0, 236), axes=False, height=236)


@widget(title="A nerve cell, and what was made of it", signals=Slider(0, INPUTS, 1, 3, label="signals that arrive"))
def cell(signals):
    total = signals + BIAS
    fires = total > 0
    return Figure(
        [cell_panel(signals, fires), neuron_panel(signals, total)],
        alt=f"{signals} of {INPUTS} signals arrive. The nerve cell {'fires' if fires else 'keeps still'}; the neuron "
        f"adds {signals} and its bias {BIAS:g}, gets {total:g} and answers {int(fires)}.",
        outputs={"sum": f"{total:g}".replace("-", "−"), "output": int(fires)},
    )
