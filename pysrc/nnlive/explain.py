"""An exception in words that a reader understands, with the traceback for those who want it."""

import json
import traceback
from collections.abc import Callable, Collection
from typing import Any

from nnlive.capture import Item
from nnlive.controls import ControlError
from nnlive.lesson import LessonError
from nnlive.scene import readers_frames, summaries
from nnlive.shapes import FigureError
from nnlive.widget import WidgetError

# Ours say in their message what is wrong; a FloatingPointError comes from training that blew up, and says so too.
_PLAIN = (ControlError, FigureError, LessonError, WidgetError, FloatingPointError)

_WORDS: dict[type[BaseException], str] = {
    ZeroDivisionError: "It divided by zero",
    IndexError: "It asked for a place that a list or an array does not have",
    KeyError: "It asked for a name that is not in the table",
    NameError: "It used a name that nothing has been given",
    TypeError: "It used a value of the wrong kind",
    ValueError: "It used a value that does not fit",
    MemoryError: "It needed more memory than the page has",
    RecursionError: "A function called itself without end",
    AttributeError: "It asked a value for something it does not have",
    ImportError: "It asked for a package that is not here",
    SyntaxError: "Python cannot read it",
    SystemExit: "It asked Python to end",
}


def answer(work: Callable[[], Any]) -> str:
    """What the work gives, as JSON; {"error": words} when it fails, whatever it raises."""
    try:
        return json.dumps(work())
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        return json.dumps({"error": explain(error)})


def explain(error: BaseException) -> dict[str, str | bool]:
    """{"message": a sentence, "traceback": Python's own report, without the frames of our machinery}.

    "stopped" is added when it was the reader who stopped the code.
    """
    if isinstance(error, KeyboardInterrupt):
        where = place(error)
        return {"message": f"Stopped{where and ', in ' + where}.", "traceback": "", "stopped": True}
    frames: list[traceback.FrameSummary] = list(summaries(error))
    if not frames and not isinstance(error, _PLAIN):
        frames = list(traceback.extract_tb(error.__traceback__))
    report = "".join([*traceback.format_list(frames), *traceback.format_exception_only(error)])
    return {"message": _sentence(error), "traceback": report}


def error_item(error: BaseException, file: str, known: Collection[str] = ()) -> Item:
    """An error as an item of the output of the cell that tracebacks call `file`: message, line, traceback.

    `line` is the cell's own; where the error came up in a function of another cell, the message says so. `known` are
    names that the reader may have meant.
    """
    numbers = [line for frame, line in readers_frames(error) if frame.f_code.co_filename == file]
    if isinstance(error, SyntaxError) and error.filename == file and not numbers:
        numbers = [error.lineno or 1]
    line = numbers[-1] if numbers else None
    if isinstance(error, KeyboardInterrupt):
        where = f" in line {line}" if line else ""
        return {"kind": "error", "message": f"Stopped{where}.", "line": line, "traceback": "", "stopped": True}
    message = f"{f'Line {line}: ' if line else ''}{plain(error, known)}{_elsewhere(error, file)}"
    return {"kind": "error", "message": message[0].upper() + message[1:], "line": line, "traceback": _report(error)}


def plain(error: BaseException, known: Collection[str] = ()) -> str:
    """What is wrong, in one sentence that begins in small letters where it is ours, and ends with a full stop."""
    if advice := advised(error, known):
        return advice
    detail = _text(error).strip().rstrip(".")
    if isinstance(error, (*_PLAIN, AssertionError)) and detail:
        return detail + "."
    return f"{type(error).__name__}{detail and ': ' + detail}."


def advised(error: BaseException, known: Collection[str] = ()) -> str:
    """A sentence of advice, or ""."""
    from nnlive.advice import advise  # much text, which only errors need: the page starts without it

    return advise(error, known)


def place(error: BaseException) -> str:
    """Such as "line 7 of neuron/widgets.py": where a lesson was when it failed; empty when none took part."""
    frames = readers_frames(error)
    if not frames and isinstance(error, SyntaxError) and error.lineno:
        return f"line {error.lineno} of {error.filename}"
    return f"line {frames[-1][1]} of {frames[-1][0].f_code.co_filename}" if frames else ""


def _elsewhere(error: BaseException, file: str) -> str:
    frames = readers_frames(error)
    if not frames or frames[-1][0].f_code.co_filename == file:
        return ""
    frame, line = frames[-1]
    name = frame.f_code.co_name
    within = "" if name.startswith("<") else f", in `{name}`"
    return f" That is in line {line} of {frame.f_code.co_filename}{within}."


def _report(error: BaseException) -> str:
    frames = summaries(error).format()
    head = ["Traceback (most recent call last):\n"] if frames else []
    return "".join([*head, *frames, *traceback.format_exception_only(error)])


def _text(error: BaseException) -> str:
    try:
        return error.msg if isinstance(error, SyntaxError) else str(error)
    except Exception:  # a reader's own exception may fail here too
        return ""


def _sentence(error: BaseException) -> str:
    detail = _text(error).strip().rstrip(".")
    if isinstance(error, _PLAIN) and detail:
        return detail[0].upper() + detail[1:] + "."
    words = next((text for kind, text in _WORDS.items() if isinstance(error, kind)), "Something went wrong")
    where = place(error)
    return f"{words}{where and ', in ' + where}: {advised(error) or (detail or type(error).__name__) + '.'}"
