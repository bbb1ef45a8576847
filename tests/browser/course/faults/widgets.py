"""Widgets that a finished lesson must not have: what the page does with them is tested here."""

from nnlive import Figure, Line, Panel, Slider, Text, widget


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
    """Three full pictures with in-between ones."""
    for n in range(start, start + 3):
        for part in range(5):
            yield Figure([picture(n + part / 5)], alt="Moving.", outputs={"n": n}).moving()
        yield Figure([picture(n + 1)], alt=f"At {n + 1}.", outputs={"n": n + 1})
