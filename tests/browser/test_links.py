"""Every link of the built site leads somewhere: pages, anchors, files, the sitemap and the notebooks.

What leads out of the site is not asked here; it is listed when the tests have run.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from course_pages import ADDRESSES

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
MARKDOWN_LINK = re.compile(r"\]\(<?([^)\s>]+)")
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}")
# A widget's settings in an address: its page reads them, and they are no anchor.
SETTINGS = re.compile(r"\w+=")


@dataclass
class Read(HTMLParser):
    """What a page links to and what can be linked to in it."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.anchors |= {about[name] for name in ("id", "name") if about.get(name)}
        self.links += [about[name] for name in ("href", "src") if about.get(name) and tag != "base"]


class Built:
    """A built site: its pages as read, and what an address stands for."""

    def __init__(self, site):
        self.root, self.folder = site.url, site.folder

    @cached_property
    def pages(self):
        """Every page but the one for what is missing, whose links are absolute: by address."""
        found = {}
        for file in self.folder.rglob("*.html"):
            read = Read()
            read.feed(file.read_text("utf-8"))
            found[self.address(file)] = read
        return found

    def address(self, file: Path) -> str:
        path = file.relative_to(self.folder).as_posix()
        return self.root + (path.removesuffix("index.html") if path.endswith("index.html") else path)

    def fault(self, address: str) -> str | None:
        """What is wrong with an address below the root; None if nothing is."""
        page, anchor = urldefrag(address)
        file = self.folder / unquote(page.removeprefix(self.root)).split("?")[0]
        if not (file / "index.html" if file.is_dir() else file).is_file():
            return "no such file"
        if not anchor or SETTINGS.match(anchor) or page not in self.pages:
            return None
        return None if unquote(anchor) in self.pages[page].anchors | {"__skip"} else "no such anchor"


@pytest.fixture(scope="module")
def built(course):
    return Built(course)


def test_every_link_of_every_page_leads_somewhere(built):
    bad = []
    for page, read in built.pages.items():
        for link in read.links:
            address = urljoin(page, link)
            if address.startswith(built.root) and (fault := built.fault(address)):
                bad.append(f"{page.removeprefix(built.root)}: {link}: {fault}")
    assert bad == []


def test_links_out_are_well_formed(built, tell):
    for page, read in built.pages.items():
        for link in read.links:
            parts = urlsplit(urljoin(page, link))
            if parts.scheme in ("data", "blob") or urljoin(page, link).startswith(built.root):
                continue
            assert parts.scheme == "https", f"{page}: {link}"
            assert HOST.fullmatch(parts.netloc), f"{page}: {link}"
            assert not parts.username, f"{page}: {link}"
            tell("links out of the course", f"{link}  ({page.removeprefix(built.root) or 'home'})")


def test_the_sitemap_lists_the_pages(course, built):
    """Instant navigation takes a link for one of ours only if it stands there."""
    tree = ElementTree.parse(course.folder / "sitemap.xml")
    there = [loc.text for loc in tree.iter(LOC)]
    assert sorted(there) == sorted(course.url + address for address in ADDRESSES)
    assert [address for address in there if built.fault(address)] == []


def test_every_link_of_every_notebook_leads_somewhere(course, built):
    bad = []
    for file in course.folder.rglob("*.ipynb"):
        for cell in json.loads(file.read_text("utf-8"))["cells"]:
            if cell["cell_type"] != "markdown":
                continue
            for link in MARKDOWN_LINK.findall("".join(cell["source"])):
                if not urlsplit(link).scheme:
                    bad.append(f"{file.name}: {link}: not an address that is good everywhere")
                elif link.startswith(built.root) and (fault := built.fault(link)):
                    bad.append(f"{file.name}: {link}: {fault}")
    assert bad == []
