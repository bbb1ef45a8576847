"""An exception in words that a reader understands, with the traceback for those who want it."""

import traceback

from nnlive.controls import ControlError
from nnlive.lesson import LessonError
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
    SystemExit: "It ended Python, which the page keeps running",
}


def explain(error: BaseException) -> dict[str, str | bool]:
    """{"message": a sentence, "traceback": Python's own report, without the frames of our machinery}.

    "stopped" is added when it was the reader who stopped the code.
    """
    if isinstance(error, KeyboardInterrupt):
        where = place(error)
        return {"message": f"Stopped{where and ', in ' + where}.", "traceback": "", "stopped": True}
    frames, lesson = traceback.extract_tb(error.__traceback__), _of_lessons(error)
    begin = lesson[0] if lesson else len(frames) if isinstance(error, _PLAIN) else 0
    report = "".join([*traceback.format_list(frames[begin:]), *traceback.format_exception_only(error)])
    return {"message": _sentence(error), "traceback": report}


def place(error: BaseException) -> str:
    """Such as "line 7 of neuron/widgets.py": where a lesson was when it failed; empty when none took part."""
    numbers = _of_lessons(error)
    if not numbers:
        return ""
    frame = traceback.extract_tb(error.__traceback__)[numbers[-1]]
    return f"line {frame.lineno} of {frame.filename}"


def _of_lessons(error: BaseException) -> list[int]:
    """Which frames of the traceback are a lesson's. It runs from text; only modules that were imported have a spec."""
    walked = enumerate(traceback.walk_tb(error.__traceback__))
    return [number for number, (frame, _) in walked if frame.f_globals.get("__spec__") is None]


def _sentence(error: BaseException) -> str:
    detail = str(error).strip().rstrip(".")
    if isinstance(error, _PLAIN) and detail:
        return detail[0].upper() + detail[1:] + "."
    words = next((text for kind, text in _WORDS.items() if isinstance(error, kind)), "Something went wrong")
    where = place(error)
    return f"{words}{where and ', in ' + where}: {detail or type(error).__name__}."
