"""Every lesson as a Jupyter notebook, made from the same Markdown, run once so that its pictures are in it.

The notebook is a path of its own through the same material: pictures have no controls there, but their Python stands in
the cell above them.
"""

import ast
import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase
from textwrap import indent

import yaml

from coursebuild import entries, exercises, goals, locate, paths, prose, questions, ran, remember, still, wheel
from coursebuild.alone import alone
from coursebuild.errors import CourseError
from coursebuild.locate import Fence
from nnlive import lesson
from nnlive.controls import Setting
from nnlive.notebook import Cell, to_json

FOLDER = "assets/nn/notebooks"
ANYWHERE = "https://course.invalid/"  # the site's address in a notebook that is kept: the same for every address
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_WIDTH = 88

INTRODUCTION = """
# {title}

Made from [a page of the course]({address}). There the pictures have controls and play. Here they are Python: change the
code or the values in a cell and run it again.
"""
INSTALL = """
# The course's own package; it needs nothing but numpy.
%pip install -q {wheel}
"""
NOT_RUN = "This is not run with the rest of the notebook. Copy it into a cell to try it.\n\n```python\n{code}\n```"
PRINTED = """
import contextlib
import io

_answer = next(code for code in reversed(In[:-1]) if code.startswith("{first}"))
with contextlib.redirect_stdout(io.StringIO()) as _told:
    exec(_answer)
printed = _told.getvalue()

""".lstrip()
CHECK = """
try:
{asserts}
except Exception as error:
    print("Not yet.", error if isinstance(error, AssertionError) else f"{{type(error).__name__}}: {{error}}")
else:
    print("Right.")
""".lstrip()


@dataclass
class Page:
    """A page on its way to a notebook: where it stands, what its cells were so far, and what they gave."""

    title: str
    place: prose.Place
    shell: ran.Shell
    cells: list[Cell] = field(default_factory=list)
    count: dict[str, int] = field(default_factory=dict)

    def name(self, kind: str) -> str:
        """The next cell's name, such as widget-2."""
        self.count[kind] = self.count.get(kind, 0) + 1
        return f"{kind}-{self.count[kind]}"

    def say(self, name: str, text: str) -> None:
        """Adds a cell of Markdown."""
        self.cells.append(Cell(name, text, is_code=False))

    def run(self, name: str, source: str, may_fail: bool = False) -> None:
        """Adds a cell of Python, with what it gives."""
        given = self.shell.run(name, source, may_fail)
        self.cells.append(Cell(name, source, outputs=given, tags=["raises-exception"] if may_fail else []))


def files(root: str) -> dict[str, str]:
    """The notebook of every page that has one, by file name, for a site at the address `root`.

    Raises CourseError for one that does not run.
    """
    return {file_name(file): _kept(file, root) for file in pages()}


def pages() -> list[Path]:
    """The Markdown files that become notebooks: all but the home page that have something to run or to answer."""
    files = sorted(paths.lessons().rglob("*.md"))
    return [file for file in files if entries.page_of(file) != "home" and _is_live(file)]


def _is_live(file: Path) -> bool:
    return any(fence.role in MAKERS for fence in locate.of_file(file))


def file_name(file: Path) -> str:
    """The notebook of a page: logic-gates.ipynb. The theme makes the same name of the page's address."""
    return f"{entries.page_of(file).replace('/', '-')}.ipynb"


def address(site: Path) -> str:
    """The site's own address, as its first page tells it: whichever builder made that knew `site_url`."""
    found = _CANONICAL.search((site / "index.html").read_text("utf-8"))
    if not found:
        raise CourseError("The site does not know its address, which notebooks need: set site_url in mkdocs.yml.")
    return html.unescape(found[1])


def _kept(file: Path, root: str) -> str:
    """The page's notebook, made again only when something that it is made of has changed: some run for a second."""
    sources = [*sorted(paths.lessons().rglob("widgets.py")), file, paths.ROOT / "pyproject.toml"]
    parts = [file_name(file), *(source.read_text("utf-8") for source in sources)]
    return remember.remembered("notebook", parts, lambda: notebook(file, ANYWHERE)).replace(ANYWHERE, root)


def notebook(file: Path, root: str) -> str:
    """The notebook of one page, for a site at the address `root`."""
    whole = file.read_text("utf-8")
    place = prose.Place(root, file.relative_to(paths.lessons()).as_posix())
    lines = locate.plain(prose.without_matter(whole)).split("\n")
    title = _title(whole, lines)
    page = Page(title, place, ran.Shell(title))
    page.say("title", INTRODUCTION.format(title=title, address=place.address))
    page.cells.append(Cell("install", INSTALL.format(wheel=f"{root}assets/nn/{wheel.name()}")))
    for piece in _pieces(lines, locate.standing(whole, file)):
        if isinstance(piece, Fence):
            MAKERS[piece.role](page, piece)
        elif text := prose.plain(piece, place):
            page.say(page.name("text"), text)
    return to_json(page.cells) + "\n"


def _title(whole: str, lines: list[str]) -> str:
    """The first heading, which is taken out: the notebook has its own. Without one, the title in the front matter."""
    for number, line in enumerate(lines):
        if line.startswith("# "):
            lines[number] = ""
            return line.removeprefix("# ").strip()
    matter = yaml.safe_load(whole.split("---\n")[1]) if whole.startswith("---\n") else {}
    return str(matter.get("title", "A lesson"))


def _pieces(lines: list[str], fences: tuple[Fence, ...]) -> Iterator[str | Fence]:
    """The page in order: text, and the fences that become cells."""
    end = 0
    for fence in fences:
        if fence.role in MAKERS:
            yield "\n".join(lines[end : fence.line - 1])
            yield fence
            end = fence.line + len(fence.text.split("\n")) + 1
    yield "\n".join(lines[end:])


def _widget(page: Page, fence: Fence) -> None:
    """A picture: its Python in one cell, and in the next a call with the fence's values that shows it."""
    spec = still.Spec.read(fence.text)
    name, function = lesson.split(spec.reference)
    widget = still.load(name).widget(function)
    shown = {k: v for k, v in widget.settings(spec.values).items() if k not in spec.hide or k in spec.values}
    frame = "" if spec.still is None else f", frame={spec.still}"
    about = "# Change the values and run this again."
    if widget.runs:
        about += " frame is the number of the picture, from 0 on; without it the last one is shown."
    cell = page.name("widget")
    page.run(f"{cell}-python", alone((paths.lessons() / name / "widgets.py").read_text("utf-8"), widget))
    page.run(cell, f"{about}\nfigure = {function}.still({_literal(shown)}{frame})\nprint(figure.outputs)\nfigure")


def _literal(settings: dict[str, Setting]) -> str:
    """The settings as Python, in one line where they fit."""
    items = [f'"{name}": {_quoted(value)}' for name, value in settings.items()]
    line = f"{{{', '.join(items)}}}"
    return line if len(line) <= _WIDTH else "{\n" + "".join(f"    {item},\n" for item in items) + "}"


def _quoted(value: Setting) -> str:
    """As Python is written here, with double quotes."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _cell(page: Page, fence: Fence) -> None:
    """A live cell as it is. One that the build does not run may go on for ever, so nothing runs it by itself."""
    name = page.name("cell")
    if "norun" in fence.options:
        return page.say(name, NOT_RUN.format(code=fence.text))
    page.run(name, fence.text, may_fail="raises" in fence.options)


def _exercise(page: Page, fence: Fence) -> None:
    """Hints, the starter, the checks, and the solution folded away."""
    exercise = exercises.read(fence.text)
    name = page.name("exercise")
    number = page.count["exercise"]
    hints = [prose.folded(f"Hint {n}", prose.inline(hint, page.place)) for n, hint in enumerate(exercise.hints, 1)]
    page.say(
        name, "\n\n".join([f"**Exercise {number}.** Complete the cell, run it, and then the check below it.", *hints])
    )
    first = f"# Exercise {number}"
    page.run(f"{name}-answer", f"{first}\n{exercise.starter}", may_fail=True)
    page.run(f"{name}-check", _check(exercise, first))
    solved = prose.folded("Solution", f"```python\n{exercise.solution.text}\n```")
    page.say(f"{name}-solution", solved)


def _check(exercise: exercises.Exercise, first: str) -> str:
    """The checks with the other values after them. They end with a sentence, so that a run of all cells goes on."""
    asserts = f"{exercise.check.text}\n\n# With other values:\n{exercise.variations.text}"
    if any(isinstance(node, ast.Name) and node.id == "printed" for node in ast.walk(ast.parse(asserts))):
        asserts = PRINTED.format(first=first) + asserts
    code = CHECK.format(asserts=indent(asserts, "    "))
    made = ast.parse(code).body[0]
    if not isinstance(made, ast.Try) or ast.dump(ast.Module(made.body, [])) != ast.dump(ast.parse(asserts)):
        raise CourseError(f"{first[2:]}: a check with a text of several lines cannot stand in a notebook's check cell.")
    return code


def _question(page: Page, fence: Fence) -> None:
    """The question, with its answers and why folded away."""
    question = questions.read(fence.text)
    name = page.name("question")
    text = _choices(question) if isinstance(question, questions.Choices) else _number(question)
    asked = f"**Question {page.count['question']}.** {question.ask}\n\n{text}"
    page.say(name, prose.inline(asked, page.place))


def _choices(question: questions.Choices) -> str:
    lettered = list(zip(ascii_uppercase, question.choices, strict=False))
    asked = "\n".join(f"- **{letter}** {choice.text}" for letter, choice in lettered)
    why = "\n".join(f"- **{letter}** is {'right' if c.right else 'wrong'}. {c.why}" for letter, c in lettered)
    return f"{asked}\n\n{prose.folded('Answer', why)}"


def _number(question: questions.Number) -> str:
    unit = f" {question.unit}" if question.unit else ""
    wrong = "".join(f"\n- {w.value:g}{unit} is wrong. {w.why}" for w in question.wrong)
    return prose.folded("Answer", f"- **{question.answer:g}{unit}** is right. {question.why}{wrong}")


def _goals(page: Page, fence: Fence) -> None:
    """The goals as a list, and what happens folded away."""
    told = goals.read(fence.text)
    listed = "\n".join(f"- {goal.say}{' (extra)' if goal.extra else ''}" for goal in told.goals)
    answer = prose.folded("What happens", "\n\n".join(told.answer))
    page.say(page.name("goals"), prose.inline(f"**{told.title}**\n\n{listed}\n\n{answer}", page.place))


MAKERS: dict[str, Callable[[Page, Fence], None]] = {
    "widget": _widget,
    "cell": _cell,
    "exercise": _exercise,
    "question": _question,
    "goals": _goals,
}
