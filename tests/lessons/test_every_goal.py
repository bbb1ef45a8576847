"""Every goal of every lesson can be reached: with the settings and the epochs of its solution, in the widget itself."""

import pytest
from goal_runs import missed, proved, tasks

from coursebuild import entries

ALL = [
    pytest.param(entry, told, goal, id=f"{entry.name}: {goal.say[:40]}")
    for page in entries.of_course()
    for entry, told in tasks(page)
    for goal in told.goals
]


@pytest.mark.parametrize(("entry", "told", "goal"), ALL)
def test_a_goal_can_be_reached(entry, told, goal):
    met = {}
    for settings, seen in proved(entry, told, goal):
        assert not missed(told, goal, settings, seen), settings
        met.setdefault(settings.get(goal.alike), set()).add(settings.get(goal.different, len(met)))
    assert max(map(len, met.values())) >= goal.runs
