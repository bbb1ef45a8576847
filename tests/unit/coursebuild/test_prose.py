"""The course's Markdown in a notebook: nothing of the site's own dialect is left, and nothing else is touched."""

import pytest

from coursebuild.prose import Place, plain, without_matter

HERE = Place("https://x.org/nn/", "logic-gates/index.md")

LINKS = {
    "[a](../neuron/index.md)": "[a](https://x.org/nn/neuron/)",
    "[a](../neuron/index.md#why)": "[a](https://x.org/nn/neuron/#why)",
    "[a](../index.md)": "[a](https://x.org/nn/)",
    "[a](widgets.py)": "[a](https://x.org/nn/logic-gates/widgets.py)",
    "![a](pictures/b.svg)": "![a](https://x.org/nn/logic-gates/pictures/b.svg)",
    "[a](#why)": "[a](https://x.org/nn/logic-gates/#why)",
    "[the `f`](../more.md)": "[the `f`](https://x.org/nn/more/)",
    "[a](https://y.org/z.md)": "[a](https://y.org/z.md)",
    "[a]: ../neuron/index.md": "[a]: https://x.org/nn/neuron/",
}
WORDS = {
    r"`#!math w_1 \ge 0` and `#!math b`": r"$w_1 \ge 0$ and $b$",
    "`#!python f(x)` and `{ .lead }`": "`f(x)` and `{ .lead }`",
    "it costs $5, `$5`": r"it costs \$5, `$5`",
    "Text.\n{ .lead }": "Text.",
    "## Why? { #why .big }": "## Why?",
    "[a](b:c){ .button }": "[a](b:c)",
    "the set {0, 1} and {x}": "the set {0, 1} and {x}",
    "<span class='x'>a</span> <kbd>b</kbd><nn-progress></nn-progress>": "a <kbd>b</kbd>",
    "*[MSE]: mean squared error": "",
    "| a | b |\n|---|---|\n| 1 | `#!math x` |": "| a | b |\n|---|---|\n| 1 | $x$ |",
}
BLOCKS = {
    "``` math\nz = w x\n```": "$$\nz = w x\n$$",
    "``` text\n[a](b.md) $ {.x}\n```": "```text\n[a](b.md) $ {.x}\n```",
    '??? tip "Why `f`?"\n\n    As `#!math x`.\n\n    So.\n\nAfter.': (
        "<details><summary>Why `f`?</summary>\n\nAs $x$.\n\nSo.\n\n</details>\n\nAfter."
    ),
    '=== "Here"\n\n    ``` python\n    x = 1\n    ```\n\n=== "There"\n\n    Two.\n\nAfter.': (
        "**Here**\n\n```python\nx = 1\n```\n\n**There**\n\nTwo.\n\nAfter."
    ),
    "A heading\n===": "A heading\n===",
    '!!! note "Names"\n\n    One.': "> **Names**\n>\n> One.",
    '<div class="predict" markdown>\n**Try.** [a](b.md)\n</div>': "> **Try.** [a](https://x.org/nn/logic-gates/b/)",
    '<div class="nn-cards" markdown>\n\n-   one\n\n</div>\n\ntwo': "-   one\n\ntwo",
    "    cut off by a cell\n\n    more\n\nafter": "cut off by a cell\n\nmore\n\nafter",
    "* one\n\n    ``` math\n    x\n    ```": "* one\n\n    $$\n    x\n    $$",
}


@pytest.mark.parametrize(("written", "wanted"), [*LINKS.items(), *WORDS.items(), *BLOCKS.items()])
def test_translated(written, wanted):
    assert plain(written, HERE) == wanted


def test_front_matter_goes_and_the_lines_keep_their_numbers():
    assert without_matter("---\ntitle: A\n---\n# A\n").split("\n")[3] == "# A"
    assert without_matter("# A\n---\nb\n---\n") == "# A\n---\nb\n---\n"
