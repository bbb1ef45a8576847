"""What cells gave out, as HTML."""

import pytest

from coursebuild import output


@pytest.mark.parametrize(
    ("item", "made"),
    [
        ({"kind": "text", "text": "<b>&"}, '<pre class="nn-text" tabindex="0">&lt;b&gt;&amp;</pre>'),
        ({"kind": "html", "html": "<b>1</b>"}, '<div class="nn-html"><b>1</b></div>'),
        ({"kind": "note", "text": "a < b"}, '<p class="nn-note">a &lt; b</p>'),
        (
            {"kind": "image", "png": "QQ==", "alt": 'a "b"'},
            '<img class="nn-image" alt="a &quot;b&quot;" src="data:image/png;base64,QQ==">',
        ),
        (
            {"kind": "error", "message": "No `<x>`.", "line": 2, "traceback": ""},
            '<div class="nn-error"><p>No <code>&lt;x&gt;</code>.</p></div>',
        ),
    ],
)
def test_an_item_is_escaped_html(item, made):
    assert output.html([item]) == made


def test_a_traceback_is_folded_away():
    made = output.html([{"kind": "error", "message": "M", "line": 1, "traceback": "File <cell>"}])
    assert '<details><summary>What Python said</summary><pre tabindex="0">File &lt;cell&gt;</pre></details>' in made


def test_pieces_of_text_are_joined_but_not_over_a_figure():
    texts = [{"kind": "text", "text": letter} for letter in "abc"]
    made = output.html([texts[0], texts[1], {"kind": "html", "html": "-"}, texts[2]])
    assert made.count("<pre") == 2
    assert ">ab</pre>" in made
