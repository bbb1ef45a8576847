"""A task's goals proved: the runs of their solutions, through the widget itself, as a reader makes them."""

from functools import lru_cache

from coursebuild import entries, goals, watched

FAST = {"speed": 20}  # epochs a picture, where a widget has this control


@lru_cache(maxsize=64)
def outputs(lesson, function, settings, clock, until):
    """What a widget's read-outs are in all pictures of a run, up to a moment."""
    from coursebuild import still

    widget, seen = still.load(lesson).widget(function), []
    for figure in widget.figures(dict(settings)):
        seen.append(figure.outputs)
        if figure.outputs[clock] >= until:
            return seen
    raise AssertionError(f"{lesson}:{function} ends before {clock} {until}")


def proved(entry, told, goal):
    """Every run of the goal's solution: its settings and what it showed."""
    on = watched.find(told, entry.fence)
    lesson, function = told.watch.split(":")
    for run in goal.solution:
        where = {name: values[0] for name, values in {**told.where, **goal.where}.items()}
        own = {name: value for name, value in run.items() if name != told.clock}
        fast = {name: value for name, value in FAST.items() if name in on.widget.controls}
        settings = on.widget.settings({**on.settings, **told.set, **where, **own, **fast})
        yield settings, outputs(lesson, function, tuple(settings.items()), told.clock, float(run[told.clock]))


def missed(told, goal, settings, seen):
    """The conditions of a goal that a run does not meet."""
    excluded = {
        name for each in (told.unless, goal.unless) for name, values in each.items() if str(settings[name]) in values
    }
    wrong = {
        name for each in (told.where, goal.where) for name, values in each.items() if str(settings[name]) not in values
    }
    least = {name for name, limit in goal.least.items() if max(shown[name] for shown in seen) < limit}
    most = {name for name, limit in goal.most.items() if round(min(shown[name] for shown in seen), 3) > limit}
    return excluded | wrong | least | most


def tasks(page):
    """A page's tasks with goals: each entry and what it tells."""
    found = entries.of_course().get(page, ())
    return [(entry, goals.read(entry.fence.text)) for entry in found if entry.fence.role == "goals"]
