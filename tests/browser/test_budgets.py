"""What a reader pays: no page and no start of Python costs more than budgets.json allows (recorded by `budgets.py`)."""

import budgets
import pytest
from course_pages import ADDRESSES

MOST = 200_000  # bytes of a page before the first touch, as a browser loads it and gzip sends it
LATER = "/search/search_index", "/assets/nn/nnlive"  # come with a touch


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_light_and_within_its_budget(course, browser, path, tell):
    cost = budgets.page_costs(browser, course, path)
    sent = dict(course.sent)
    assert [name for name in sent if any(part in name for part in LATER)] == []
    parts = "  ".join(f"{kind} {size / 1000:5.1f}" for kind, size in kinds(sent).items())
    tell("kB gzip of a page before the runtime", f"{cost['bytes'] / 1000:7.1f}  {path or 'home':24} {parts}")
    assert cost["bytes"] <= MOST, sorted(sent.items(), key=lambda item: -item[1])
    allowed = budgets.read()
    assert over(cost, allowed.get(path, allowed["a new page"])) == {}


def test_python_costs_no_more_than_its_budget(course, browser):
    assert over(budgets.runtime_costs(browser, course), budgets.read()["Python"]) == {}


def over(cost, budget):
    return {what: (cost[what], budget[what]) for what in cost if cost[what] > budget[what]}


def kinds(sent):
    """The bytes by what they are."""
    found = {"html": 0, "css": 0, "js": 0, "other": 0}
    for name, size in sent.items():
        ending = name.rpartition(".")[2] if not name.endswith("/") else "html"
        found[ending if ending in found else "other"] += size
    return found
