"""How values are shown."""

import sys
from types import ModuleType

import numpy as np
import pytest

from nnlive import Figure, Panel, Slider, Spot, Widget, plots, show, widget
from nnlive.show import cut, showing, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3\n"),
        ("a<b", "'a<b'\n"),
        (np.float64(0.1), "0.1\n"),
        (np.float32(0.1), "0.1\n"),
        (np.bool_(True), "True\n"),
        (np.array(2.5), "array(2.5)\n"),
        (np.zeros((0, 3)), "array([], shape=(0, 3), dtype=float64)\n"),
        ([], "[]\n"),
        ({"a": 1}, "{'a': 1}\n"),
        ([{"a": 1}, {"b": 2}], "[{'a': 1}, {'b': 2}]\n"),
        ({"a": [1], "b": [1, 2]}, "{'a': [1], 'b': [1, 2]}\n"),
    ],
)
def test_plain_values_are_text(value, text):
    assert shown(value) == {"kind": "text", "text": text}


def test_none_is_not_shown():
    assert shown(None) is None


@pytest.mark.parametrize(
    "value", [list(range(10**6)), "x" * 10**6, {n: n for n in range(10**5)}, np.ones((3, 500, 500))]
)
def test_what_is_huge_is_cut(value):
    item = shown(value)
    assert len(item.get("text", item.get("html", ""))) < 3000
    assert "…" in item.get("text", "…")


def test_a_text_is_cut_at_lines_and_at_characters():
    assert cut("a\n" * 30, lines=2) == "a\na\n…"
    assert cut("abcdef", most=3) == "abc …"
    assert cut("abc", most=3) == "abc"


def cells_of(item):
    rows = item["html"].partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")[:-1]
    return [row.replace("<tr><td>", "").removesuffix("</td>").split("</td><td>") for row in rows]


def test_an_array_is_a_table_with_its_shape():
    item = shown(np.array([[1.0, -0.25], [1e-9, 2 / 3]]))
    assert cells_of(item) == [["1", "-0.25"], ["1e-09", "0.6667"]]
    assert "<figcaption>array, shape (2, 2), float</figcaption>" in item["html"]
    assert cells_of(shown(np.array(["<b>"]))) == [["&lt;b&gt;"]]


def test_a_large_array_shows_its_ends():
    table = cells_of(shown(np.arange(100 * 50).reshape(100, 50)))
    assert [len(table), len(table[0])] == [20, 12]
    assert [table[0][0], table[-1][-1], table[16][0], table[0][8]] == ["0", "4999", "…", "…"]


def test_tables():
    of_columns, of_rows = shown({"x": [1, 2], "y": np.array([0.5, 1])}), shown([{"x": 1, "y": 0.5}, {"x": 2, "y": 1.0}])
    assert of_columns == of_rows
    assert cells_of(of_rows) == [["1", "0.5"], ["2", "1"]]
    assert '<th scope="col">x</th>' in of_rows["html"]
    assert "table, 2 rows" in of_rows["html"]


FIGURE = Figure([Panel([], spots=[Spot(0, 0, 9, 9, "press")])], "an <empty> panel", {"loss": 0.5})


def test_a_figure_is_its_picture_with_read_outs_and_nothing_to_press():
    html = shown(FIGURE)["html"]
    assert 'role="img" aria-label="an &lt;empty&gt; panel"' in html
    assert '<output name="loss"' in html
    assert "<button" not in html


def test_a_widget_is_its_still_or_its_first_picture():
    @widget(n=Slider(0, 9, 1, 4))
    def still(n):
        return Figure([], f"still {n}")

    @widget(n=Slider(0, 9, 1, 4))
    def endless(n):
        while True:
            yield Figure([], f"picture {n}")
            n += 1

    assert isinstance(endless, Widget)
    assert "still 4" in shown(still)["html"]
    assert "picture 4" in shown(endless)["html"]


def test_show_in_the_middle_of_a_cell(capsys):
    items = []
    with showing(items.append):
        show(3)
        show(None)
    show(FIGURE)
    assert items == [{"kind": "text", "text": "3\n"}]
    assert capsys.readouterr().out == "an <empty> panel\n"


class Drawing:
    """As much of a matplotlib figure as is asked."""

    axes = ()

    def savefig(self, file, **options):
        file.write(b"png")


def test_open_plots_are_shown_and_closed(monkeypatch):
    pyplot = ModuleType("matplotlib.pyplot")
    numbers = [1, 2]
    pyplot.get_fignums = lambda: list(numbers)
    pyplot.figure = lambda number: Drawing()
    pyplot.close = lambda which: numbers.clear()
    assert plots.taken() == []
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", pyplot)
    assert plots.taken() == [{"kind": "image", "png": "cG5n", "alt": "A plot without a title."}] * 2
    assert plots.taken() == []
