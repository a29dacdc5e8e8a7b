"""Looks at the stored outputs of lessons: in JupyterLab in light and in dark, and as an exported page without scripts.

Nothing is run. For each lesson: no error output, nothing wider than its column, every picture loaded and large enough,
and our own HTML readable on its ground. Screenshots, cut in slices, are left for a person to look at.

Ends with 0 if all is well, 1 if not, 77 if this machine lacks the browser or Playwright.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

from lab import Failure, Jupyter, chromium, reported, trust

WIDTH = 1280
SLICE = 3000  # pixels of height in one screenshot
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}

# Runs in the page; returns sentences about what is wrong. Small pictures in table cells are meant to be small.
PROBLEMS = """() => {
  const problems = [];
  const SMALLEST = 200, CONTRAST = 4.5, LARGE = 3;
  const parse = colour => {
    const n = (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return {rgb: n.slice(0, 3), a: n.length > 3 ? n[3] : 1};
  };
  const over = (top, alpha, below) => top.map((c, i) => c * alpha + below[i] * (1 - alpha));
  const luminance = rgb => {
    const [r, g, b] = rgb.map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundBelow = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const g = parse(getComputedStyle(e).backgroundColor);
      if (g.a > 0) layers.push(g);
      if (g.a === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer.rgb, layer.a, below), [255, 255, 255]);
  };
  const contrast = element => {
    const style = getComputedStyle(element), ground = groundBelow(element);
    const svg = element.namespaceURI.endsWith('svg');
    const ink = parse(svg ? style.fill : style.color);
    let alpha = ink.a;
    for (let e = element; e; e = e.parentElement) alpha *= Number(getComputedStyle(e).opacity);
    const [a, b] = [luminance(over(ink.rgb, alpha, ground)), luminance(ground)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const readable = (root, where) => {
    const seen = new Set();
    for (const element of root.querySelectorAll('*')) {
      const words = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join(' ').trim();
      const style = getComputedStyle(element);
      if (!words || style.visibility === 'hidden' || element.getClientRects().length === 0) continue;
      if (['STYLE', 'SCRIPT', 'TITLE'].includes(element.tagName)) continue;
      const size = parseFloat(style.fontSize);
      const sign = !/[\\p{L}\\p{N}]/u.test(words); // a mark such as ✓, not letters
      const large = sign || size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
      const found = contrast(element);
      const key = found.toFixed(1);
      if (found < (large ? LARGE : CONTRAST) && !seen.has(key)) {
        seen.add(key); // once in an output
        problems.push(`${where}: "${words.slice(0, 40)}" has contrast ${key}`);
      }
    }
  };
  const open = document.querySelector('.jp-NotebookPanel') || document; // in JupyterLab, or exported
  const cells = [...open.querySelectorAll('.jp-CodeCell')];
  cells.forEach((cell, index) => {
    for (const output of cell.querySelectorAll('.jp-OutputArea-output')) {
      const where = `code cell ${index + 1}`;
      const parts = [output, ...output.querySelectorAll('pre, div')];
      const wide = parts.find(e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1);
      if (wide) problems.push(`${where}: ${wide.scrollWidth} pixels wide in ${wide.clientWidth}: "${wide.textContent.trim().slice(0, 60)}"`);
      for (const image of output.querySelectorAll('img')) {
        const box = image.getBoundingClientRect(), column = output.getBoundingClientRect();
        if (!image.complete || image.naturalWidth === 0) problems.push(`${where}: a picture is not loaded`);
        else if (box.right > column.right + 1) problems.push(`${where}: a picture is cut off at the right`);
        else if (!image.closest('td') && box.width < SMALLEST) problems.push(`${where}: a picture is ${Math.round(box.width)} pixels wide`);
      }
      if (output.matches('.jp-RenderedHTML') || output.querySelector('.jp-RenderedHTML')) readable(output, where);
      for (const frame of output.querySelectorAll('iframe')) {
        const page = frame.contentDocument;
        if (!page || !page.body) problems.push(`${where}: a view is empty`);
        else {
          const root = page.documentElement;
          if (root.scrollHeight > root.clientHeight + 1) problems.push(`${where}: a view is cut off below`);
          if (root.scrollWidth > root.clientWidth + 1) problems.push(`${where}: a view is cut off at the right`);
          readable(page.body, where);
        }
      }
    }
  });
  const wideCode = cells.filter(cell => {
    const lines = cell.querySelector('.cm-scroller, .jp-InputArea pre');
    return lines && lines.scrollWidth > lines.clientWidth + 1;
  }).length;
  return {problems, wideCode, outputs: open.querySelectorAll('.jp-OutputArea-output').length};
}"""

SCROLLER = "document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer')"


def stored_outputs(notebook):
    """All outputs; lines that were printed one after another are one."""
    with open(notebook, encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    outputs = []
    for cell in cells:
        stream = None
        for output in cell.get("outputs", []):
            name = output.get("name") if output["output_type"] == "stream" else None
            if name is None or name != stream:
                outputs.append(output)
            stream = name
    return outputs


def errors(notebook):
    return [f"stored error: {o['ename']}" for o in stored_outputs(notebook) if o["output_type"] == "error"]


def found(page, notebook, where):
    """What is wrong in the open page, and how many code cells one must scroll sideways to read."""
    looked = page.evaluate(PROBLEMS)
    expected = len(stored_outputs(notebook))
    if looked["outputs"] < expected:
        return [f"{where}: the page has {looked['outputs']} outputs, the notebook {expected}"], 0
    return [f"{where}: {problem}" for problem in looked["problems"]], looked["wideCode"]


class Shots:
    """Slices of a long page, from top to bottom."""

    def __init__(self, folder, notebook):
        self.stem = os.path.join(folder, os.path.splitext(os.path.basename(notebook))[0])

    def take(self, page, name, scroller):
        height, seen = page.evaluate(f"[{scroller}.scrollHeight, {scroller}.clientHeight]")
        for number, top in enumerate(range(0, height, seen)):
            page.evaluate(f"{scroller}.scrollTop = {top}")
            page.screenshot(path=f"{self.stem}-{name}-{number + 1:02d}.png")


def without_kernel(route):
    """Opening a notebook would start a kernel, which nobody needs to look at what is stored."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def in_lab(page, jupyter, notebook, shots):
    page.route("**/api/sessions**", without_kernel)
    page.goto(jupyter.address("lab/tree/" + os.path.basename(notebook)) + "&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.add_style_tag(content=".jp-Dialog, .jp-toastContainer {display: none !important}")  # no kernel: we know
    page.evaluate("() => window.jupyterapp.restored")
    if page.locator(".jp-SideBar .lm-mod-current[data-id=filebrowser]").count():
        page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    count = len(stored_outputs(notebook))
    page.wait_for_function(f"document.querySelectorAll('.jp-OutputArea-output').length >= {count}", timeout=30_000)
    problems = []
    for name, theme in THEMES.items():
        page.evaluate(f"() => window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{theme}'}})")
        page.wait_for_function(f"document.body.dataset.jpThemeName === '{theme}'", timeout=20_000)
        page.wait_for_timeout(500)  # the style sheet comes after the name
        more, wide = found(page, notebook, name)
        problems += more
        shots.take(page, name, SCROLLER)
    return problems, wide


def exported(browser, notebook, folder, shots):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "--output-dir", folder, notebook]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failure("nbconvert failed: " + done.stderr.strip()[-300:])
    stem = os.path.splitext(os.path.basename(notebook))[0]
    context = browser.new_context(offline=True, java_script_enabled=False, viewport={"width": WIDTH, "height": SLICE})
    page = context.new_page()
    page.goto("file://" + os.path.join(folder, stem + ".html"))
    problems, _ = found(page, notebook, "exported")
    shots.take(page, "exported", "document.scrollingElement")
    context.close()
    return problems


def look_at(notebook, browser, jupyter, folder, arguments):
    shots = Shots(arguments.screenshots, notebook)
    context = browser.new_context(viewport={"width": WIDTH, "height": SLICE})
    problems, wide = in_lab(context.new_page(), jupyter, notebook, shots)
    context.close()
    problems += errors(notebook) + exported(browser, notebook, folder, shots)
    if problems:
        more = f"\n    and {len(problems) - 12} more" if len(problems) > 12 else ""
        raise Failure("\n    " + "\n    ".join(problems[:12]) + more)
    note = f" ({wide} code cells have lines that do not fit {WIDTH} pixels)" if wide else ""
    print(f"  {os.path.basename(notebook)}: {len(stored_outputs(notebook))} outputs, all well{note}", flush=True)


def visit(arguments):
    os.makedirs(arguments.screenshots, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        copies = [shutil.copy(notebook, folder) for notebook in arguments.notebooks]
        with chromium() as browser, Jupyter(folder, arguments.log) as jupyter:
            trust(copies, jupyter.environment)
            for notebook in copies:  # whoever writes the lessons meanwhile does no harm
                name = os.path.basename(notebook)
                failed += reported(name, lambda: look_at(notebook, browser, jupyter, folder, arguments))
    print(f"  screenshots in {arguments.screenshots}")
    if failed:
        raise Failure(f"{failed} of {len(arguments.notebooks)} lessons do not look right")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebooks", nargs="+")
    parser.add_argument("--screenshots", required=True)
    parser.add_argument("--log", required=True)
    arguments = parser.parse_args()
    return reported("looks", lambda: visit(arguments))


if __name__ == "__main__":
    sys.exit(main())
