"""An exception in words that a reader understands, with the traceback for those who want it."""

import traceback

from nnlive.controls import ControlError
from nnlive.figure import FigureError
from nnlive.lesson import LessonError
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
}


def explain(error: BaseException) -> dict[str, str]:
    """{"message": a sentence, "traceback": Python's own report, without the frames of our machinery}."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "nnlive/live.py" not in f.filename]
    report = "".join([*traceback.format_list(frames), *traceback.format_exception_only(error)])
    return {"message": _sentence(error, frames), "traceback": report}


def _sentence(error: BaseException, frames: list[traceback.FrameSummary]) -> str:
    detail = str(error).strip().rstrip(".")
    if isinstance(error, _PLAIN) and detail:
        return detail[0].upper() + detail[1:] + "."
    words = next((text for kind, text in _WORDS.items() if isinstance(error, kind)), "Something went wrong")
    lesson = [f for f in frames if "nnlive" not in f.filename]
    where = f", in line {lesson[-1].lineno} of {lesson[-1].filename}" if lesson else ""
    return f"{words}{where}: {detail or type(error).__name__}."
