"""Widgets that a finished lesson must not have: what the page does with them is tested here."""

from nnlive import Figure, Line, Panel, Slider, Spot, Text, Words, widget
from nnlive.widget import Link, Redraw


def picture(value):
    return Panel([Line([0, 1], [0, value]), Text(0.5, 0.5, f"<b>{value}</b>")], ylim=(-20, 20))


@widget(value=Slider(-10, 10, 1, 5))
def fragile(value):
    if value == 0:
        return 1 / value
    return Figure([picture(value)], alt=f"A line to {value}.", outputs={"value": value})


@widget(start=Slider(1, 5, 1, 1))
def blows_up(start):
    for n in range(start, start + 10):
        if n == 4:
            raise FloatingPointError("the loss is no longer a finite number after epoch 4")
        yield Figure([picture(n)], alt=f"Picture {n}.", outputs={"n": n})


@widget(by=Slider(1, 10, 1, 1, live=True), start=Slider(0, 100, 1, 0))
def counter(by, start):
    """A run of many pictures whose pace can be changed while it runs."""
    n = start
    while n < 100_000:
        changed = yield Figure([picture(n % 20)], alt=f"It counts {n}.", outputs={"n": n, "by": by})
        by = changed["by"] if changed else by
        n += by


@widget(pace=10, start=Slider(0, 5, 1, 0))
def glide(start):
    """Three full pictures with in-between ones; the last of these already shows where the movement ends."""
    for n in range(start, start + 3):
        for part in range(1, 6):
            at = n + 1 if part == 5 else n + part / 5
            yield Figure([picture(at)], alt="Moving.", outputs={"n": n}).moving()
        yield Figure([picture(n + 1)], alt=f"At {n + 1}.", outputs={"n": n + 1})


def read(text):
    """What a link says: start=3 is understood, `start_hide=true` hides the control, all else is remarked."""
    pairs = dict(part.split("=") for part in text.split("&"))
    hide = [name.removesuffix("_hide") for name in pairs if name.endswith("_hide")]
    known = {name: value for name, value in pairs.items() if name == "start"}
    return known, hide, [f"{name} is not known." for name in pairs if name not in known and name[:-5] not in hide]


def scaled(n):
    return n * 1


@widget(
    redraws=True,
    link=Link(read),
    start=Slider(0, 9, 1, 2),
    look=Words("none", live=True),
    x=Slider(-1, 1, 0.01, 0, live=True),
    y=Slider(-1, 1, 0.01, 0, live=True),
    note=Words("", live=True, rows=3, group="Own data"),
)
def pressed(start, look, x, y, note):
    """A run with places to press. It counts steps; live controls draw the same moment again."""
    steps = 0
    while steps < 1000:
        spots = [
            Spot(-0.5, 0.5, 60, 50, "Start at seven", {"start": 7}, {"look": "left"}, text="7"),
            Spot(0.5, -0.5, 60, 50, "Choose a point", pick=("x", "y")),
        ]
        panel = Panel([Line([-1, 1], [y, y])], (-1, 1), (-1, 1), spots=spots)
        said = yield Figure(
            [panel],
            alt=f"{steps} steps from {start}.",
            outputs={"steps": steps, "number": scaled(start), "look": look, "x": x, "y": y, "note": note or "-"},
            files={"state.txt": lambda: f"start {start}", "state.bin": lambda: bytes([1, 2, 3])},
            link=f"start={start}" if start != 2 else "",
        )
        if said:
            look, x, y, note = (said[name] for name in ("look", "x", "y", "note"))
        if not isinstance(said, Redraw):
            steps += 1
