"""Explores the attention view as a student does: without a network, without scripts, and inside JupyterLab.

Ends with 0 if all is well, 1 if not, 77 if this machine lacks the browser or Playwright.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time

from lab import Failure, Jupyter, chromium, reported, trust

SECONDS_TO_OPEN = 2.0
LAYERS = HEADS = 12
WORDS = 64


def check(true, message):
    if not true:
        raise Failure(message)


def panels_seen(frame):
    return [i for i, panel in enumerate(frame.locator("svg.p").all()) if panel.is_visible()]


def hover_changes_the_picture(page, frame, panel, word):
    """Points at a word: its lines come out and the others fade."""
    page.mouse.move(0, 0)
    view = frame.locator(".view").first
    view.scroll_into_view_if_needed()
    before = view.screenshot()
    frame.locator(f"svg.p.{panel} .q rect").nth(word).hover()
    after = view.screenshot()
    check(before != after, f"pointing at word {word + 1} changes nothing in the picture")
    lines = frame.locator(f"svg.p.{panel} .q").nth(word).locator("path").last
    others = frame.locator(f"svg.p.{panel} .q").nth(word + 1).locator("path").last
    strong, faint = (float(l.evaluate("e => getComputedStyle(e).strokeOpacity")) for l in (lines, others))
    check(strong > faint, f"the lines of the word (opacity {strong}) are not stronger than others ({faint})")


def choose(frame, panel):
    """Another layer and head: its panel comes, all others go."""
    frame.locator(f"label[for={panel}]").click()
    seen = [p.get_attribute("class") for p in frame.locator("svg.p").all() if p.is_visible()]
    check(seen == [f"p {panel}"], f"after choosing {panel} these panels are visible: {seen}")


def offline(browser, address, scripts, screenshot):
    """One big view in a page of its own; returns the seconds until its words can be seen."""
    context = browser.new_context(offline=True, java_script_enabled=scripts, viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    began = time.monotonic()
    page.goto(address)
    frame = page.frame_locator("iframe")
    frame.locator("svg.p.s0l0h0 .q rect").first.wait_for(state="visible")
    seconds = time.monotonic() - began
    check(seconds < SECONDS_TO_OPEN, f"opening took {seconds:.2f} s, expected less than {SECONDS_TO_OPEN:.0f} s")
    check(frame.locator("svg.p").count() == LAYERS * HEADS, "there is not one panel for each head")
    check(frame.locator("svg.p.s0l0h0 .q").count() == WORDS, "there is not one row for each word")
    hover_changes_the_picture(page, frame, "s0l0h0", 3)
    choose(frame, "s0l7h10")
    hover_changes_the_picture(page, frame, "s0l7h10", 20)
    page.screenshot(path=screenshot)
    other = [url for url in asked if not url.startswith(("file:", "data:", "about:"))]
    check(not other, f"the view asked the network for {other[:3]}")
    context.close()
    return seconds


def in_jupyter(browser, notebook, arguments):
    """The stored outputs of a lesson, trusted as after a run."""
    name = os.path.basename(notebook)
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, name)
        shutil.copy(notebook, copy)
        with Jupyter(folder, arguments.log) as jupyter:
            trust([copy], jupyter.environment)
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(jupyter.address("lab/tree/" + name))
            view = page.locator(".jp-OutputArea-output iframe").first
            view.wait_for(state="attached", timeout=60_000)
            view.scroll_into_view_if_needed()
            check(view.bounding_box()["height"] >= 200, "the view is too small to be read")
            frame = view.content_frame
            frame.locator("svg.p.s0l0h0").wait_for(state="visible")
            hover_changes_the_picture(page, frame, "s0l0h0", 1)
            buttons = frame.locator(".heads label")
            last = buttons.nth(buttons.count() - 1).get_attribute("for") if buttons.count() > 1 else None
            if last and last.startswith("s0"):
                choose(frame, last)
                hover_changes_the_picture(page, frame, last, 1)
            page.screenshot(path=os.path.join(arguments.screenshots, "viewer-in-jupyterlab.png"))
            page.close()


def with_view(notebooks):
    """The first lesson whose stored outputs hold an attention view."""
    for notebook in notebooks:
        with open(notebook, encoding="utf-8") as file:
            outputs = [o for cell in json.load(file)["cells"] for o in cell.get("outputs", [])]
        if any("<iframe" in "".join(o.get("data", {}).get("text/html", "")) for o in outputs):
            return notebook
    raise Failure("no lesson shows an attention view")


def visit(arguments):
    os.makedirs(arguments.screenshots, exist_ok=True)
    page = "file://" + os.path.abspath(arguments.page)
    with chromium() as browser:
        for scripts in (True, False):
            name = "viewer-offline" + ("" if scripts else "-without-scripts")
            seconds = offline(browser, page, scripts, os.path.join(arguments.screenshots, name + ".png"))
            print(
                f"  attention view, no network, scripts {'on' if scripts else 'off'}: {LAYERS} layers, {HEADS} heads,"
                f" {WORDS} words open in {seconds:.2f} s; pointing and choosing work"
            )
        notebook = with_view(arguments.notebooks)
        in_jupyter(browser, notebook, arguments)
        print(f"  attention view in JupyterLab ({os.path.basename(notebook)}): pointing and choosing work")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page", help="a page with one attention view of 12 layers, 12 heads and 64 words")
    parser.add_argument("notebooks", nargs="+")
    parser.add_argument("--screenshots", required=True)
    parser.add_argument("--log", required=True)
    arguments = parser.parse_args()
    return reported("attention view", lambda: visit(arguments))


if __name__ == "__main__":
    sys.exit(main())
