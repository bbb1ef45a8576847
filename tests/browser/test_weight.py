"""What a reader pays before touching anything: at most 200 kB a page, as a browser loads it and gzip sends it."""

import pytest
from acts import PHONE
from course_pages import ADDRESSES

MOST = 200_000
LATER = ("/assets/pyodide/", "/assets/nn/worker", "/assets/nn/nnlive", "/search/search_index")  # come with a touch


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_light(course, visit, path, tell):
    course.forget()
    page = visit(course, path, **PHONE, reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    sent = dict(course.sent)
    assert [name for name in sent if any(part in name for part in LATER)] == []
    parts = "  ".join(f"{kind} {size / 1000:5.1f}" for kind, size in kinds(sent).items())
    tell("kB gzip of a page before the runtime", f"{sum(sent.values()) / 1000:7.1f}  {path or 'home':24} {parts}")
    assert sum(sent.values()) <= MOST, sorted(sent.items(), key=lambda item: -item[1])


def kinds(sent):
    """The bytes by what they are."""
    found = {"html": 0, "css": 0, "js": 0, "other": 0}
    for name, size in sent.items():
        ending = name.rpartition(".")[2] if not name.endswith("/") else "html"
        found[ending if ending in found else "other"] += size
    return found
