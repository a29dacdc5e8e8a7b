"""Opens a lesson in JupyterLab with a real browser, runs all of it and looks at what a student would see.

Ends with 0 if all is well, 1 if not, 77 if this machine lacks the browser or Playwright.
"""

import argparse
import json
import os
import sys
import tempfile
import time

from lab import Failure, Jupyter, chromium, reported

SMALLEST_CHART = 200  # pixels

# What the notebook's own model says: asked inside the page, so it holds for cells that are out of sight as well.
STATE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  if (!panel || !panel.content || !panel.content.model) return null;
  const cells = Array.from(panel.content.model.cells).filter(c => c.type === 'code' && c.sharedModel.getSource().trim());
  const outputs = cells.flatMap(c => c.outputs.toJSON());
  const data = outputs.map(o => o.data || {});
  return {
    connected: panel.sessionContext.session?.kernel?.connectionStatus === 'connected',
    kernel: panel.sessionContext.session?.kernel?.status ?? 'none',
    cells: cells.length,
    done: cells.filter(c => c.executionCount !== null && c.executionState !== 'running').length,
    errors: outputs.filter(o => o.output_type === 'error').map(o => o.ename + ': ' + o.evalue),
    warnings: outputs.filter(o => o.output_type === 'stream' && o.name === 'stderr').map(o => String(o.text)),
    pictures: data.filter(d => d['image/png'] || d['image/svg+xml']).length,
  };
}"""


def without_outputs(notebook, copy):
    """What the test sees must come from this run."""
    with open(notebook, encoding="utf-8") as file:
        content = json.load(file)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    with open(copy, "w", encoding="utf-8") as file:
        json.dump(content, file)


def copy_course(notebook, folder):
    """The notebook without its outputs, beside the folders that a lesson reads."""
    notebooks = os.path.join(folder, "notebooks")
    os.makedirs(notebooks)
    without_outputs(notebook, os.path.join(notebooks, os.path.basename(notebook)))
    course = os.path.dirname(os.path.dirname(os.path.abspath(notebook)))
    for neighbour in ("datasets", "results"):
        if os.path.isdir(os.path.join(course, neighbour)):
            os.symlink(os.path.join(course, neighbour), os.path.join(folder, neighbour))


def run_all(page, limit):
    """Run > Run All Cells, as a student does it; waits till every cell is done."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    began = time.monotonic()
    while True:
        state = page.evaluate(STATE)
        if state["errors"]:
            raise Failure("a cell failed: " + state["errors"][0][:300])
        if state["done"] == state["cells"] and state["kernel"] == "idle":
            return state, time.monotonic() - began
        if time.monotonic() - began > limit:
            raise Failure(f"after {limit:.0f} s only {state['done']} of {state['cells']} cells are done")
        page.wait_for_timeout(200)


def look_at_charts(page, expected, screenshot):
    """Each picture that the notebook holds is in the page, loaded and of a size that one can read."""
    charts = page.locator(".jp-OutputArea-output img, .jp-OutputArea-output svg")
    if charts.count() < expected or expected == 0:
        raise Failure(f"the notebook holds {expected} pictures, the page shows {charts.count()}")
    for i in range(charts.count()):
        chart = charts.nth(i)
        chart.scroll_into_view_if_needed()
        width = chart.evaluate("e => e.naturalWidth || e.getBoundingClientRect().width")
        if not chart.is_visible() or width <= SMALLEST_CHART:
            raise Failure(f"chart {i + 1} cannot be seen (width {width:.0f} pixels)")
        if i == 0:
            page.screenshot(path=screenshot)
    return charts.count()


def visit(notebook, arguments):
    name = os.path.basename(notebook)
    os.makedirs(arguments.screenshots, exist_ok=True)
    screenshot = os.path.join(arguments.screenshots, os.path.splitext(name)[0] + ".png")
    with tempfile.TemporaryDirectory() as folder:
        copy_course(notebook, folder)
        with chromium() as browser, Jupyter(folder, arguments.log) as jupyter:
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            try:
                page.goto(jupyter.address("lab/tree/notebooks/" + name))
                page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
                page.wait_for_function(f"() => {{ const s = ({STATE})(); return s && s.connected; }}", timeout=60_000)
                state, seconds = run_all(page, arguments.limit)
                if state["warnings"]:
                    raise Failure("standard error shows in the lesson: " + state["warnings"][0][:300])
                charts = look_at_charts(page, state["pictures"], screenshot)
            except Exception:
                page.screenshot(path=screenshot)
                raise
    print(f"  {name}: {state['cells']} cells in {seconds:.1f} s, {charts} charts visible, picture in {screenshot}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook")
    parser.add_argument("--screenshots", required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--limit", type=float, default=180)
    arguments = parser.parse_args()
    return reported(os.path.basename(arguments.notebook), lambda: visit(arguments.notebook, arguments))


if __name__ == "__main__":
    sys.exit(main())
