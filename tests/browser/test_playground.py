"""The Playground in the browser: what is pressed, played, linked, pasted, taken away, and changed in its Python."""

import json
import re

import pytest
from acts import PHONE, expect_output, press, read, rewrite, run_own, slide, take_back, violations, wait_state, widget
from playground_acts import address, choose, open_it, pick, spot, steps, title, value
from playwright.sync_api import expect


def test_everything_in_the_picture_can_be_pressed(course, visit, watches, clean):
    place = open_it(visit, course)
    spot(place, "x₁², an input that is not used").click()
    expect(spot(place, "x₁², an input that is used")).to_have_attribute("aria-pressed", "true")
    address(place, "#xSquared=true")
    spot(place, "Add a neuron to layer 2, which has 2").click()
    address(place, "#networkShape=4,3&xSquared=true")
    spot(place, "Remove a neuron from layer 1, which has 4").click()
    spot(place, "Add a hidden layer of 2 neurons").click()
    address(place, "#networkShape=3,3,2&xSquared=true")
    spot(place, "Remove the last hidden layer").click()
    title(place, "2 hidden layers").to_be_visible()
    spot(place, "Data set Spiral").click()
    address(place, "#dataset=spiral&networkShape=3,3&xSquared=true")
    expect(spot(place, "Data set Spiral, chosen")).to_be_visible()
    place.page.reload()
    wait_state(place, "ready")
    expect(spot(place, "x₁², an input that is used")).to_be_visible()
    expect(spot(place, "Add a neuron to layer 1, which has 3")).to_be_visible()
    spot(place, "x₁², an input that is used").click()
    address(place, "#dataset=spiral&networkShape=3,3")
    assert watches[0].strangers(course.url) == []


def test_what_is_pointed_at_is_shown_large_and_leaves_again(course, visit, clean):
    place = open_it(visit, course)
    neuron = spot(place, re.compile("^Neuron 2 of layer 1, bias"))
    neuron.hover()
    title(place, "Neuron 2 of layer 1").to_be_visible()
    place.page.mouse.move(0, 0)
    title(place, "What the network answers").to_be_visible()
    neuron.click()
    place.page.mouse.move(0, 0)
    title(place, "Neuron 2 of layer 1").to_be_visible()
    spot(place, re.compile("^The output, bias")).click()
    spot(place, "x₁², an input that is not used").click()
    expect(spot(place, "x₁², an input that is used")).to_be_visible()
    title(place, "The input x₁²").to_be_visible()
    place.page.mouse.move(0, 0)
    title(place, "What the network answers").to_be_visible()


def test_who_types_while_it_plays_loses_nothing(course, visit, clean):
    place = open_it(visit, course)
    press(place, "Play")
    wait_state(place, "running")
    points = place.get_by_role("textbox", name="Points:")
    points.press_sequentially("1,2,1\n-1,-2,-1\n", delay=15)
    for _ in range(8):
        points.press("ArrowLeft", delay=15)
    points.press_sequentially("3,3,1\n", delay=15)
    press(place, "Pause")
    expect(points).to_have_value("1,2,1\n-3,3,1\n1,-2,-1\n")


def test_it_plays_and_every_change_can_be_taken_back(course, visit, clean):
    place = open_it(visit, course)
    steps(place, 3)
    spot(place, "Add a hidden layer of 2 neurons").click()
    expect_output(place, "epoch", "0")
    press(place, "Undo")
    expect_output(place, "epoch", "3")
    title(place, "2 hidden layers").to_be_visible()
    press(place, "Play")
    choose(place, "speed", "0")
    place.page.wait_for_function(
        "e => Number(e.textContent) > 300", arg=place.locator('[name="epoch"]').element_handle()
    )
    choose(place, "lr", "0.1")
    address(place, "#learningRate=0.1&speed=0")
    press(place, "Pause")
    wait_state(place, "ready")
    assert int(read(place, "epoch")) > 300, "a learning rate must not restart the run"
    assert float(read(place, "test_loss")) < 0.05
    for words in ("Show test data", "Two colours only", "Hidden space", "Numbers of one neuron and one point"):
        pick(place, words)
    title(place, "The two outputs of layer 2").to_be_visible()
    title(place, "test, +1").to_be_hidden()
    pick(place, "The plane")
    title(place, "test, +1").to_be_visible()
    address(place, "#learningRate=0.1&showTestData=true&discretize=true&speed=0")
    choose(place, "versus", "ReLU")
    title(place, "Other run: ReLU").to_be_visible()
    expect_output(place, "epoch", "0")
    for scheme in ("light", "dark"):
        place.page.emulate_media(color_scheme=scheme)
        assert violations(place.page) == []
    press(place, "Reset")
    expect_output(place, "epoch", "0")


def test_a_link_of_the_tensorflow_playground(course, visit, clean):
    link = "#activation=relu&batchSize=30&dataset=spiral&noise=20&networkShape=8,8&seed=0.5&sinX=true&noise_hide=true"
    place = open_it(visit, course, link + "&percTrainData_hide=true&x_hide=true&learningRate=0.05&planet=mars")
    assert [value(place, name) for name in ("activation", "batch", "noise", "seed")] == ["relu", "30", "20", "0.5"]
    expect(spot(place, "Data set Spiral, chosen")).to_be_visible()
    expect(spot(place, "sin x₁, an input that is used")).to_be_visible()
    expect(spot(place, re.compile("^x₁, an input"))).to_have_count(0)
    for name, hidden in (("noise", True), ("train_percent", True), ("batch", False)):
        assert place.locator(f'[name="{name}"]').is_hidden() == hidden
    expect(place.locator("p.nn-words")).to_contain_text("0.05 is not offered here, so 0.03 is used.")
    expect(place.locator("p.nn-words")).to_contain_text("no setting called 'planet'")


def test_own_data_own_weights_and_files(course, visit, clean):
    place = open_it(visit, course)
    steps(place, 2)
    spot(place, re.compile("^Neuron 2 of layer 2, bias")).click()
    place.page.mouse.move(0, 0)
    title(place, "Neuron 2 of layer 2").to_be_visible()
    slide(place, "value", -2.5)
    expect(spot(place, "Neuron 2 of layer 2, bias −2.50")).to_be_visible()
    points = place.get_by_role("textbox", name="Points:")
    points.fill("x,y,label\n1,2,blue\n-1,oops,orange")
    expect(place.locator("output", has_text="line 3: 'oops' is not a number.")).to_be_visible()
    points.fill("1,2,blue\n-1,-2,orange")
    expect(place.locator('output[name="test_loss"]')).to_have_count(0)
    pick(place, "Adds blue")
    plane = spot(place, "The plane: press")
    box = plane.bounding_box()
    plane.click(position={"x": box["width"] / 4, "y": box["height"] / 4})
    expect(points).to_have_value(re.compile(r"orange\n-(3|2\.9)[\d.]*, (3|2\.9)[\d.]*, 1\n"))
    steps(place, 1)
    place.get_by_text("Take it with you").click()
    files = {}
    for name in ("playground.py", "playground.ipynb", "keras.py", "weights.json", "weights.npz"):
        with place.page.expect_download() as download:
            press(place, name)
        assert download.value.suggested_filename == name
        files[name] = download.value.path().read_bytes()
    assert json.loads(files["weights.json"])["epochs"] == 3
    assert json.loads(files["playground.ipynb"])["cells"]
    compile(files["playground.py"], "playground.py", "exec")
    assert files["weights.npz"].startswith(b"PK")


def test_my_activation(course, visit, clean):
    place = open_it(visit, course, "#dataset=spiral&networkShape=8,8&speed=20")
    rewrite(place, "MY_ACTIVATION = None", "MY_ACTIVATION = (np.sin, np.cos)")
    run_own(place)
    expect(place.locator('[name="code"]')).to_have_value(re.compile("MY_ACTIVATION"))
    for n in range(30):
        press(place, "Step")
        expect_output(place, "epoch", str(20 * (n + 1)))
    assert read(place, "test_points_right") == "99%"
    take_back(place)
    expect_output(place, "epoch", "0")
    expect(place.locator('[name="code"]')).to_have_value(re.compile("np.tanh"))


def test_everything_by_keyboard(course, visit, clean):
    place = open_it(visit, course, reduced_motion="reduce")
    keys = place.page.keyboard
    spot(place, re.compile("^x₁, an input")).focus()
    for _ in range(3):
        keys.press("Tab")
    title(place, "The input x₂²").to_be_visible()
    keys.press("Enter")
    expect(spot(place, "x₂², an input that is used")).to_be_focused()
    address(place, "#ySquared=true")
    place.get_by_role("button", name="Step", exact=True).focus()
    keys.press("Enter")
    expect_output(place, "epoch", "1")
    spot(place, "The plane: press").focus()
    keys.press("Enter")
    place.page.wait_for_function("e => e.value === '0'", arg=place.locator('[name="px"]').element_handle())


def test_on_a_phone(course, visit, clean):
    page = visit(course, "playground/", **PHONE)
    place = widget(page, "playground:playground")
    play = place.get_by_role("button", name="Play")
    expect(play).to_be_in_viewport(ratio=1)
    place.get_by_role("button", name="Step", exact=True).tap()
    expect_output(place, "epoch", "0")
    spot(place, re.compile("^Neuron 1 of layer 1")).tap()
    title(place, "Neuron 1 of layer 1").to_be_visible()
    spot(place, "The plane: press").tap()
    page.wait_for_function("e => Math.abs(e.value) < 0.2", arg=place.locator('[name="px"]').element_handle())
    expect(place.get_by_role("button", name="Play")).to_be_in_viewport(ratio=1)
    spot(place, "Data set Exclusive or").tap()
    address(place, "#dataset=xor")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


@pytest.mark.parametrize("size", [{}, PHONE])
def test_without_javascript_there_is_a_picture(course, visit, size):
    place = widget(visit(course, "playground/", java_script_enabled=False, **size), "playground:playground")
    expect(place.locator(".nn-picture svg").first).to_be_visible()
    assert read(place, "epoch") == "60"
