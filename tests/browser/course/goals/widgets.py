"""A run whose loss falls by a formula: quick, and the same everywhere, so that goals can be tested."""

from nnlive import Choice, Figure, Line, Panel, Slider, Toggle, widget


@widget(
    start=Slider(0, 9, 1, 0, label="Start"),
    size=Choice(["2", "4,2"], "2", "Size", ["two", "four and two"]),
    rate=Choice([0.01, 0.1], 0.1, "Rate", live=True),
    shade=Toggle(False, "Shade", live=True),
)
def falls(start, size, rate, shade):
    loss, way = 0.5, []
    for epoch in range(61):
        way.append(loss)
        changed = yield Figure(
            [Panel([Line(range(len(way)), way)], xlim=(0, 60), ylim=(0, 0.5))],
            alt=f"After {epoch} epochs the loss is {loss:.3f}.",
            outputs={"epoch": epoch, "test_loss": loss},
        )
        rate = changed["rate"] if changed else rate
        floor = 0.1 + 0.02 * start if size == "2" else 0.1
        loss = floor + (loss - floor) * (1 - rate)
