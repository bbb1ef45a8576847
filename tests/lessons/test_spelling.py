"""Every word of the lessons' prose is in a British dictionary or in the course's own list, words.txt."""

import json
import subprocess
from pathlib import Path

import pytest
import readable
from course_pages import PAGES

from coursebuild import bundle, node, paths

HERE = Path(__file__).parent
OWN = (HERE / "words.txt").read_text("utf-8").split()


@pytest.fixture(scope="module")
def used():
    """The words of the course, each with the pages that have it."""
    where = {}
    for page in PAGES:
        for word in readable.words(readable.prose_of(page.file)):
            where.setdefault(word, []).append(page.name)
    return where


@pytest.fixture(scope="module")
def unknown(used):
    bundle.ensure_packages()
    command = [str(node.node()), str(HERE / "spelling.mjs"), str(paths.SHELL)]
    told = subprocess.run(command, input=json.dumps(sorted(used)), capture_output=True, check=True, encoding="utf-8")
    return set(json.loads(told.stdout))


def test_every_word_is_known(used, unknown):
    own = {*OWN, *(word.capitalize() for word in OWN)}
    told = [f"{word}: {', '.join(used[word])}" for word in sorted(unknown - own)]
    assert not told, "misspelt, or words for words.txt:\n" + "\n".join(told)


def test_our_own_list_is_sorted_and_needed(unknown):
    assert sorted(set(OWN), key=lambda word: (word.lower(), word)) == OWN
    assert [word for word in OWN if not {word, word.capitalize()} & unknown] == [], "not used, or in the dictionary"


def test_only_prose_is_looked_at(tmp_path):
    fences = "``` python live\nspam = 1\n```\n\n``` question\nask: Whta?\nanswer: 1\nwithin: 0.1\nwhy: Becuase.\n```\n"
    text = f"---\ntitle: A colour\n---\n\nTeh `speling` of [wrods](../xyzzy/index.md#qux).\n{{ .nn-foo }}\n\n{fences}"
    file = tmp_path / "page.md"
    file.write_text(text, "utf-8")
    assert readable.words(readable.prose_of(file)) == {"colour", "Teh", "of", "wrods", "Whta", "Becuase"}
