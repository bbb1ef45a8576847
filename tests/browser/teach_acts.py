"""What a reader does on the desk of a teaching widget, as verbs."""

import re
import struct
import zlib

from acts import press, wait_state
from playwright.sync_api import expect

ALLOWED = {"permissions": ["camera", "microphone"]}
SLOW = 60_000


def card(place, name):
    return place.get_by_role("region", name=f"Class {name}", exact=True)


def told(place):
    return place.locator(".nn-told")


def count(place, name):
    return int(card(place, name).locator(".nn-count").inner_text().split()[0])


def train(place):
    press(place, "Train")
    expect(place.locator('output[name="epoch"]')).to_have_text("40", timeout=SLOW)
    wait_state(place, "ready")


def hold(place, name, milliseconds):
    """Holds the record button of a class."""
    button = card(place, name).get_by_role("button", name=re.compile("^Hold to record"))
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    mouse = place.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 20)
    mouse.down()
    place.page.wait_for_timeout(milliseconds)
    mouse.up()


def png(colour, side=40):
    """A picture file of one colour, written without a library."""
    rows = b"".join(b"\0" + bytes(colour) * side for _ in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def give(place, name, *files):
    card(place, name).locator("input[type=file]").set_input_files(
        [{"name": file, "mimeType": kind, "buffer": data} for file, kind, data in files]
    )


def download(place, name):
    place.get_by_text("Take it with you").first.click()
    with place.page.expect_download() as waiting:
        place.get_by_role("button", name=name, exact=True).click()
    return waiting.value.path().read_bytes()
