"""Teach a machine with pictures: collect, train, be judged, keep, and what may go wrong on the way."""

import io
import re
import zipfile

import numpy as np
from acts import PHONE, expect_output, press, read, widget
from playwright.sync_api import expect
from teach_acts import SLOW, card, count, download, give, hold, png, told, train


def test_the_built_in_hands_are_learned(teach, clean):
    place = teach()
    assert count(place, "Knuckle") == count(place, "High five") == 60
    train(place)
    assert read(place, "held_out") == "100 %"


def test_the_camera_fills_a_class_and_is_judged_live(teach, clean):
    place = teach()
    train(place)
    press(place, "Camera")
    expect(place.locator("video")).to_be_visible()
    before = place.get_attribute("data-frame")
    place.page.wait_for_function(
        "([e, f]) => Number(e.dataset.frame) > Number(f) + 3", arg=[place.element_handle(), before]
    )
    hold(place, "Knuckle", 1500)
    assert count(place, "Knuckle") > 65
    expect_output(place, "epoch", "0")  # other samples: it must learn anew


def test_the_pad_takes_drawings_by_finger(teach, clean):
    place = teach(**PHONE)
    press(place, "Empty project")
    press(place, "Draw")
    pad = place.locator(".nn-pad canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    place.page.touchscreen.tap(box["x"] + 60, box["y"] + 60)
    card(place, "Class 1").get_by_role("button", name=re.compile("^Add this")).click()
    assert count(place, "Class 1") == 1
    card(place, "Class 1").get_by_role("button", name=re.compile("^Add this")).click()
    expect(told(place)).to_contain_text("Draw something first")


def test_files_of_every_kind_get_a_sentence_and_nothing_is_lost(teach, clean):
    place = teach()
    give(
        place,
        "Knuckle",
        ("red.png", "image/png", png((255, 0, 0))),
        ("story.png", "image/png", b"Once upon a time there was no picture."),
        ("IMG_1.HEIC", "image/heic", b"\0\0\0\x18ftypheic" + bytes(200)),
        ("empty.jpg", "image/jpeg", b""),
    )
    words = told(place)
    expect(words).to_contain_text("1 added to “Knuckle”")
    expect(words).to_contain_text("story.png: This is no picture")
    expect(words).to_contain_text("IMG_1.HEIC: This browser cannot open .heic")
    expect(words).to_contain_text("empty.jpg: The file is empty")
    assert count(place, "Knuckle") == 61


def test_a_photograph_of_forty_megapixels_is_made_small(teach, clean):
    place = teach()
    give(place, "Knuckle", ("large.png", "image/png", png((0, 120, 0), 6400)))
    expect(card(place, "Knuckle").locator(".nn-count")).to_have_text("61 samples", timeout=SLOW)


def test_a_full_store_is_told_and_all_samples_stay(teach):
    place = teach()
    place.page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    give(place, "Knuckle", ("red.png", "image/png", png((255, 0, 0))))
    expect(told(place)).to_contain_text("This browser keeps no more of this project")
    assert count(place, "Knuckle") == 61


def test_a_page_that_is_hidden_stops_the_camera_and_keeps_the_samples(teach, clean):
    place = teach()
    press(place, "Camera")
    expect(place.locator("video")).to_be_visible()
    place.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    place.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(told(place)).to_contain_text("The page was hidden, so recording has ended")
    expect(place.locator("video")).to_have_count(0)
    assert count(place, "Knuckle") == 60


def test_a_page_that_is_hidden_while_the_camera_starts_has_no_camera_afterwards(teach, clean):
    place = teach()
    place.page.evaluate(
        """() => {
             const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
             navigator.mediaDevices.getUserMedia = async (what) => {
               await new Promise((resolve) => setTimeout(resolve, 500));
               return (window.given = await ask(what));
             };
           }"""
    )
    press(place, "Camera")
    place.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    place.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(told(place)).to_contain_text("The page was hidden, so recording has ended")
    place.page.wait_for_function("() => window.given?.getTracks().every((track) => track.readyState === 'ended')")
    expect(place.get_by_role("button", name="Camera", exact=True)).to_have_attribute("aria-pressed", "false")


def test_a_refused_camera_is_told_and_the_rest_works(teach):
    place = teach(permissions=[])
    press(place, "Camera")
    expect(told(place)).to_contain_text(re.compile("not allowed|No camera"))
    train(place)


def test_classes_that_cannot_be_told_apart_get_a_sentence(teach):
    place = teach()
    press(place, "Empty project")
    expect(place.locator(".nn-error")).to_contain_text("“Class 1” has no samples")
    for name in ("Class 1", "Class 2"):
        give(place, name, *[(f"{i}.png", "image/png", png((9, 9, 9))) for i in range(3)])
        expect(card(place, name).locator(".nn-count")).to_have_text("3 samples")
    expect(place.locator(".nn-error")).to_contain_text("All samples are equal")


def test_a_class_is_renamed_switched_off_removed_and_brought_back(teach, clean):
    place = teach()
    press(place, "Add a class")
    card(place, "Class 3").get_by_role("checkbox").uncheck()
    name = card(place, "High five").get_by_role("textbox")
    name.fill("Open hand")
    name.press("Enter")
    card(place, "Open hand").locator(".nn-thumb").first.click()
    assert count(place, "Open hand") == 59
    place.locator(".nn-said").get_by_role("button", name="Undo").click()
    assert count(place, "Open hand") == 60
    press(card(place, "Open hand"), "Remove")
    expect(card(place, "Open hand")).to_have_count(0)
    place.locator(".nn-said").get_by_role("button", name="Undo").click()
    expect(card(place, "Open hand")).to_be_visible()
    train(place)


def test_a_project_is_kept_over_a_reload_saved_and_opened(teach, clean):
    place = teach()
    give(place, "Knuckle", ("red.png", "image/png", png((255, 0, 0))))
    expect(card(place, "Knuckle").locator(".nn-count")).to_have_text("61 samples")
    train(place)
    saved = download(place, "project.npz")
    with np.load(io.BytesIO(saved)) as file:
        assert file["samples_0"].shape == (61, 64, 64, 3)
        assert file["samples_0"][-1, 32, 32].tolist() == [255, 0, 0]
    place.page.wait_for_timeout(700)  # the project is written down when it has been left alone for half a second
    place.page.reload()
    place = widget(place.page, "teach-a-machine:pictures")
    expect(card(place, "Knuckle").locator(".nn-count")).to_have_text("61 samples")
    press(place, "Empty project")
    opening = place.locator(".nn-start input[type=file]")
    opening.set_input_files([{"name": "mine.npz", "mimeType": "", "buffer": saved}])
    expect(told(place)).to_contain_text("mine.npz is open", timeout=SLOW)
    expect(card(place, "Knuckle").locator(".nn-count")).to_have_text("61 samples")
    expect_output(place, "held_out", "100 %")  # it judges by the network that came with it
    opening.set_input_files([{"name": "other.npz", "mimeType": "", "buffer": b"nothing of ours"}])
    expect(told(place)).to_contain_text("no project that was saved here")
    assert count(place, "Knuckle") == 61


def test_the_model_can_be_taken_away(teach, clean):
    place = teach()
    train(place)
    model = zipfile.ZipFile(io.BytesIO(download(place, "model.npz"))).namelist()
    assert {"W0.npy", "b1.npy", "mean.npy"} <= set(model)


def test_an_experiment_sets_itself_up_and_the_readers_own_samples_come_back(teach, clean):
    place = teach()
    give(place, "Knuckle", ("red.png", "image/png", png((255, 0, 0))))
    expect(place.get_by_role("button", name="My samples")).to_be_hidden()
    expect(card(place, "Knuckle").locator(".nn-count")).to_have_text("61 samples")
    corner = place.page.locator("nn-goals").nth(2)
    press(corner, "Set this up")
    expect(card(place, "Cat")).to_be_visible()
    expect(place.get_by_role("button", name="Train", exact=True)).to_be_in_viewport()
    train(place)
    expect(corner.locator(".nn-goals-list > li")).to_have_attribute("data-reached", "")
    expect(corner.locator("tbody td").first).to_have_text("White corner on class 1")
    expect(corner.locator(".nn-answers")).to_be_visible()
    press(place, "My samples")
    expect(card(place, "Knuckle").locator(".nn-count")).to_have_text("61 samples")
    place.page.reload()
    place = widget(place.page, "teach-a-machine:pictures")
    expect(card(place, "Knuckle").locator(".nn-count")).to_have_text("61 samples")


def test_on_a_phone_train_shows_the_picture_and_the_camera_stays_in_sight(teach, clean):
    place = teach(**PHONE)
    train(place)
    expect(place.locator(".nn-picture svg").first).to_be_in_viewport()
    press(place, "Camera")
    expect(place.locator(".nn-answer")).to_contain_text("It says")
    card(place, "High five").scroll_into_view_if_needed()
    expect(place.locator("video")).to_be_in_viewport()
    press(place, "Off")
    expect(place.locator(".nn-picture")).to_have_attribute("aria-label", re.compile("Shown a held-out sample"))
