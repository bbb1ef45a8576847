"""Packages come when a cell imports them, and not before; one that the site does not carry is told in a sentence."""

import re

from acts import press
from playwright.sync_api import expect

SLOW = 90_000  # Python has to start, and matplotlib takes seconds of its own


def cell(page, number):
    return page.locator(f'nn-cell[name="packages:cell-{number}"]')


def run(page, number):
    press(cell(page, number), "Run")
    return cell(page, number).locator(".nn-output")


def fetched(site, name):
    """How often the site was asked for a package's files."""
    return sum(times for path, times in site.requests.items() if f"/assets/pyodide/{name}-" in path)


def test_a_plot_loads_matplotlib_from_the_site_and_shows(faults, visit, watches, clean):
    page = visit(faults, "packages/")
    expect(run(page, 3)).to_have_text("2", timeout=SLOW)
    assert fetched(faults, "numpy") > 0
    assert fetched(faults, "matplotlib") == fetched(faults, "pillow") == 0
    output = run(page, 1)
    expect(page.get_by_text(re.compile(r"Loading matplotlib: .* of 10\.3 MB")).first).to_be_attached()
    plot = output.get_by_role("img")
    expect(plot).to_have_attribute("alt", re.compile("Up and up"), timeout=SLOW)
    expect(output).to_contain_text("shown")
    assert plot.evaluate("image => image.complete && image.naturalWidth") > 300
    assert fetched(faults, "matplotlib") == fetched(faults, "pillow") == 1
    assert watches[0].strangers(faults.url) == []


def test_a_package_that_is_not_carried_is_told(faults, visit, clean):
    page = visit(faults, "packages/")
    expect(run(page, 2)).to_contain_text("there is no package pandas here", timeout=SLOW)


def test_a_package_that_does_not_arrive_is_asked_for_again(faults, visit):
    page = visit(faults, "packages/")
    page.context.route("**/pillow-*", lambda route: route.abort())
    expect(run(page, 1)).to_contain_text("matplotlib could not be fetched. Check the connection", timeout=SLOW)
    page.context.unroute("**/pillow-*")
    plot = run(page, 1).get_by_role("img")
    expect(plot).to_have_attribute("alt", re.compile("Up and up"), timeout=SLOW)
