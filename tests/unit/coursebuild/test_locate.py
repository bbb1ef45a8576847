"""Where fences stand: found as superfences finds them."""

import pytest
from markdown import Markdown

from coursebuild import locate

PAGE = """---
title: "```"
---

``` widget
a:one
```

````
``` widget
shown:only
```
````

~~~ widget
a:two
```
n: 1
~~~

1. In a list

    ``` widget
    a:three
    n: 2
    ```

> ``` widget
> a:four
> ```

```widget
a:five
```

``` { .widget #here }
a:six
```

``` python hl_lines="1"
"``` widget"
```

```math``` is not a fence, nor is `` ``` widget ``.

``` widget
a:one
```
"""


def found(folder, kind="widget"):
    return [(fence.line, fence.text) for fence in locate.fences(folder) if fence.kind == kind]


def test_fences_are_found_with_their_lines(course):
    assert found(course(text=PAGE)) == [
        (5, "a:one"),
        (15, "a:two\n```\nn: 1"),
        (23, "a:three\nn: 2"),
        (28, "a:four"),
        (32, "a:five"),
        (36, "a:six"),
        (46, "a:one"),
    ]


def test_superfences_finds_the_same(course):
    made = []
    fence = {"name": "widget", "class": "nn", "format": lambda source, *_, **__: made.append(source) or "<div></div>"}
    Markdown(
        extensions=["pymdownx.superfences", "attr_list"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    ).convert(PAGE)
    assert made == [text for _, text in found(course(text=PAGE))]


def test_a_fence_ends_at_its_own_mark_only(course):
    folder = course(text="```` widget\n```\n~~~~\n`````\n  ````\n````  \n``` math\nx\n```\n")
    assert found(folder) == [(1, "```\n~~~~\n`````\n  ````")]
    assert found(folder, "math") == [(7, "x")]


def test_a_fence_without_an_end_is_told_as_such(course):
    assert [fence.closed for fence in locate.fences(course(text="``` math\nx\n```\n\n``` widget\na:one\n"))] == [
        True,
        False,
    ]


def test_windows_line_ends_and_odd_separators_do_not_shift_lines(course):
    folder = course()
    (folder / "index.md").write_bytes("a\u2028b\x0bc\r\n\r\n``` widget\r\na:one\r\n```\r\n".encode())
    assert found(folder) == [(3, "a:one")]


def test_all_pages_are_read_in_order(course):
    course("b/index.md", "``` widget\nb\n```\n")
    folder = course("a.md", "\n``` widget\na\n```\n")
    assert [fence.place for fence in locate.fences(folder)] == [f"{folder}/a.md:2", f"{folder}/b/index.md:1"]


@pytest.mark.parametrize(
    ("error", "told"),
    [(ValueError("so"), ": so"), (KeyError("so"), ": KeyError: 'so'"), (ValueError(), ": ValueError")],
)
def test_a_sentence_is_place_and_reason(course, error, told):
    folder = course(text=PAGE)
    assert locate.sentence("widget", "a:three\nn: 2\n", error) == f"{folder}/index.md:23{told}"
    assert locate.sentence("widget", "a:one", error) == f"{folder}/index.md:5{told}"
    assert locate.sentence("math", "nowhere", error) == f"a math fence{told}"
