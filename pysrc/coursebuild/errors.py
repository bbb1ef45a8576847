"""The one exception that a reader of a terminal is meant to see: its text is a sentence, not a traceback."""


class CourseError(Exception):
    """What failed and what to do about it, in one sentence."""
