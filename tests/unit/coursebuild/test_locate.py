"""Where fences stand: found as superfences finds them."""

import re

import pytest
from markdown import Markdown

from coursebuild import locate, paths

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


CODE = """
Words.

    ``` widget
    shown:only
    ```

- an item

    ``` widget
    a:one
    ```

        ``` widget
        shown:too
        ```

!!! note

    ``` python live norun
    1
    ```
"""


def test_what_markdown_takes_for_code_is_no_fence(course):
    folder = course(text=CODE)
    assert found(folder) == [(10, "a:one")]
    assert [(fence.line, fence.role) for fence in locate.fences(folder) if fence.kind == "python"] == [(20, "cell")]


def test_markdown_is_asked_with_the_course_s_own_extensions():
    names = re.findall(
        r"^  - ([\w.]+)",
        paths.ROOT.joinpath("mkdocs.yml").read_text("utf-8").partition("\nmarkdown_extensions:")[2],
        re.M,
    )
    assert set(locate._BLOCKS) == set(names) - {
        "abbr",
        "coursebuild.minutes",
        "coursebuild.terms",
        "toc",
        "pymdownx.inlinehilite",
    }


@pytest.mark.parametrize(
    ("header", "role", "options"),
    [
        ("python", "python", ()),
        ("python live", "cell", ("live",)),
        ("python live norun", "cell", ("live", "norun")),
        ("python exercise", "exercise", ("exercise",)),
        ('python hl_lines="1 2" title="A live one"', "python", ("hl_lines=", "title=")),
        ("{ .python .live }", "python", (".live",)),
        ("question", "question", ()),
        ("yaml live", "yaml", ("live",)),
    ],
)
def test_a_fence_knows_its_role(course, header, role, options):
    [fence] = locate.fences(course(text=f"``` {header}\n1\n```\n"))
    assert (fence.role, fence.options) == (role, options)


def test_a_bare_mark_in_a_quotation_is_an_empty_line(course):
    [fence] = locate.fences(course(text="> ``` python live\n> a = 1\n>\n> a\n> ```\n"))
    assert fence.text == "a = 1\n\na"


@pytest.mark.parametrize(
    ("error", "told"),
    [(ValueError("so"), ": so"), (KeyError("so"), ": KeyError: 'so'"), (ValueError(), ": ValueError")],
)
def test_a_sentence_is_place_and_reason(course, error, told):
    folder = course(text=PAGE)
    assert locate.sentence(locate.find("widget", "a:three\nn: 2\n"), "widget", error) == f"{folder}/index.md:23{told}"
    assert locate.sentence(locate.find("widget", "a:one"), "widget", error) == f"{folder}/index.md:5{told}"
    assert locate.sentence(locate.find("math", "nowhere"), "math", error) == f"a math fence{told}"


def test_a_sentence_names_the_line_in_the_fence(course):
    folder = course(text=PAGE)
    told = locate.sentence(locate.find("widget", "a:three\nn: 2"), "widget", locate.FenceError("so", 2))
    assert told == f"{folder}/index.md:23: so (line 2 of the fence, {folder}/index.md:25)"
