"""No page and no start of Python costs more than budgets.json allows; `budgets.py` records new ones."""

import budgets


def over(cost, budget):
    return {what: (cost[what], budget[what]) for what in cost if cost[what] > budget[what]}


def test_no_page_costs_more_than_its_budget_before_python_starts(course, browser):
    allowed = budgets.read()
    costs = {path: budgets.page_costs(browser, course, path) for path in budgets.pages(course)}
    assert {path: more for path in costs if (more := over(costs[path], allowed.get(path, allowed["a new page"])))} == {}


def test_python_costs_no_more_than_its_budget(course, browser):
    assert over(budgets.runtime_costs(browser, course), budgets.read()["Python"]) == {}
