"""What an earlier build has made is taken again, as long as all that it was made of is the same."""

import os
import time

import pytest

from coursebuild import cells, entries, fence, locate, paths, remember, still


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")


@pytest.fixture
def made(course, monkeypatch):
    """made(text, name=value): a widget fence of a small course; and how often one was drawn."""
    course("index.md", "")
    drawn = []
    render = still.render
    monkeypatch.setattr(still, "render", lambda text: drawn.append(text) or render(text))

    def make(text):
        return fence.widget(text, "", "", {}, None), len(drawn)

    return make


def test_a_fence_is_drawn_once(made):
    first, times = made("x:still")
    assert (made("x:still"), times) == ((first, 1), 1)
    assert made("x:still\nn: 4") != (first, 1)
    assert made("x:still\nn: 4")[1] == 2


def test_it_is_drawn_again_when_its_python_has_changed(made):
    first, _ = made("x:still")
    file = paths.lessons() / "x/widgets.py"
    file.write_text(file.read_text("utf-8").replace("SCALE = 2", "SCALE = 3"), "utf-8")
    again, times = made("x:still")
    assert times == 2
    assert again != first


def test_it_is_drawn_again_when_our_own_code_has_changed(made, monkeypatch):
    made("x:still")
    monkeypatch.setattr(remember, "ours", lambda: "other code")
    assert made("x:still")[1] == 2


def test_what_fails_is_tried_again(made):
    for times in (1, 2):
        with pytest.raises(Exception, match="division by zero"):
            made("x:breaks")
        assert not (paths.CACHE / "made").exists(), times


def test_a_cell_depends_on_the_cells_above_it(course):
    """As a page's fences come, one after another."""

    def told(first):
        text = f"``` python live\nx = {first}\n```\n\n``` python live\nx + 1\n```\n"
        page = course("index.md", text) / "index.md"
        claimed = entries.of_page(locate.of_file(page), "home")
        return remember.remembered("cell", cells.made_of(claimed), lambda: f"made of {first}")

    assert told(1) == "made of 1"
    assert told(2) == "made of 2"
    assert told(1) == "made of 1"


def test_what_nobody_has_asked_for_in_a_month_is_deleted():
    old, new = (paths.CACHE / "packs" / name for name in ("old", "new"))
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "a.zip").write_bytes(b"x")
    month = time.time() - 31 * 86_400
    os.utime(old, (month, month))
    remember.remembered("kind", ["parts"], lambda: "text")
    remember.tidy()
    assert not old.exists()
    assert (new / "a.zip").is_file()
    assert len(list((paths.CACHE / "made").iterdir())) == 1


def test_a_folder_that_cannot_be_written_only_costs_time(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(paths, "CACHE", tmp_path / "file")
    assert remember.remembered("kind", ["parts"], lambda: "text") == "text"
