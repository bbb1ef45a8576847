"""Text is escaped as Python's own html.escape does it."""

import html

from nnlive.escape import escape


def test_it_is_the_same_as_the_standard_librarys():
    text = """<b class="x">Grüße & 'more'</b> &amp; {}"""
    assert escape(text) == html.escape(text)
