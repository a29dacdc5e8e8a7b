"""Executes notebooks in the real kernel, one line of progress a cell: see `./course run --help`.

With --check it also holds each notebook to what a lesson promises and writes a summary for `./course test lessons`.
"""

import argparse
import atexit
import os
import re
import sys
import tempfile
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from jupyter_client.kernelspec import NoSuchKernel

ANSI = re.compile(r"\x1b\[[0-9;]*m")
UUID = re.compile(r"^\s*'?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'?\s*$")
PICTURES = ("image/png", "image/svg+xml", "image/jpeg")
START_SECONDS = 120  # for a very busy machine; a quiet one needs two


class Watch(NotebookClient):
    """A client that tells what it does and remembers when the first picture came."""

    def begin(self):
        self.began = self.ended = time.monotonic()
        self.first_picture = None
        self.code_cells = [i for i, cell in enumerate(self.nb.cells) if is_run(cell)]

    def process_message(self, msg, cell, cell_index):
        data = msg.get("content", {}).get("data", {})
        if self.first_picture is None and any(kind in data for kind in PICTURES):
            self.first_picture = time.monotonic() - self.began
        return super().process_message(msg, cell, cell_index)

    async def async_execute_cell(self, cell, cell_index, execution_count=None, store_history=True):
        if not is_run(cell):
            return await super().async_execute_cell(cell, cell_index, execution_count, store_history)
        began = time.monotonic()
        try:
            return await super().async_execute_cell(cell, cell_index, execution_count, store_history)
        finally:
            number = self.code_cells.index(cell_index) + 1
            self.ended = time.monotonic()
            took = self.ended - began
            print(f"  [{number}/{len(self.code_cells)}] {took:5.1f} s  {first_line(cell)}", flush=True)


def is_run(cell):
    return cell.cell_type == "code" and cell.source.strip() != ""


def first_line(cell):
    """The first line that says something: a comment counts, an import does not."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith("import ")] or lines
    return telling[0][:70]


def execute(path, arguments):
    """Runs one notebook; returns it with its faults, seconds, and seconds to the first picture."""
    notebook = nbformat.read(path, as_version=4)
    client = Watch(
        notebook,
        timeout=arguments.timeout,
        startup_timeout=START_SECONDS,
        kernel_name=arguments.kernel,
        record_timing=False,
        allow_errors=False,
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}},
    )
    client.begin()
    faults = []
    # The kernel logs its own start and end; nobody wants that between the lines of progress.
    with open(arguments.log, "wb") as kernel_log:
        try:
            client.execute(stdout=kernel_log, stderr=kernel_log)
        except CellExecutionError as error:
            faults.append(failed_cell(notebook, error))
        except CellTimeoutError:
            faults.append(f"a cell took longer than {arguments.timeout} s (--timeout SECONDS allows more)")
        except DeadKernelError:
            faults.append(f"the kernel died; its last words are in {arguments.log} (out of memory? COURSE_KERNEL_MEMORY=4g gives it more)")
        except RuntimeError as error:
            if "respond" not in str(error):
                raise
            atexit.unregister(client._cleanup_kernel)  # it would complain that there is nothing to clean up
            faults.append(f"the kernel did not start within {START_SECONDS} s; ./course doctor looks for the reason")
        except NoSuchKernel:
            faults.append(f"there is no kernel named '{arguments.kernel}'")
    return notebook, faults, client.ended - client.began, client.first_picture


def failed_cell(notebook, error):
    """A short account of an error: the cell, its source, what the kernel said without colours and deep traces."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                said = ANSI.sub("", "\n".join(output.traceback) or f"{output.ename}: {output.evalue}")
                lines = [line for line in said.splitlines() if line.strip()][:12]
                return f"cell {index + 1} failed: {first_line(cell)}\n" + "\n".join("      " + line for line in lines)
    return f"a cell failed: {error.ename}: {error.evalue}"


def broken_promises(notebook, seconds, limit):
    """What a lesson must not show: errors, anything on standard error, a bare display id; and it must be quick."""
    faults = []
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                faults.append(f"cell {index + 1} writes to standard error: {output.text.strip()[:200]!r}")
            shown = output.get("data", {}).get("text/plain", "")
            if output.output_type == "execute_result" and UUID.match(shown):
                faults.append(f"cell {index + 1} shows a display id as its result (use show(x) instead of display(x))")
    if seconds > limit:
        faults.append(f"it took {seconds:.0f} s; a lesson may take {limit:.0f} s")
    return faults


def tidy(notebook):
    """Leaves out what differs from machine to machine, so that committed notebooks compare well."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["kernelspec"] = {"display_name": "Java", "language": "java", "name": "java"}
    notebook.metadata["language_info"] = {
        "codemirror_mode": "java",
        "file_extension": ".jshell",
        "mimetype": "text/x-java-source",
        "name": "Java",
        "pygments_lexer": "java",
    }
    return notebook


def write(notebook, path):
    """Whole or not at all: a cut-off write leaves the old file."""
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(suffix=".ipynb", dir=folder)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            nbformat.write(notebook, file)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebooks", nargs="+")
    parser.add_argument("--out")
    parser.add_argument("--in-place", action="store_true")
    parser.add_argument("--timeout", type=int, default=600)
    parser.add_argument("--kernel", default="java")
    parser.add_argument("--log", required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--limit", type=float, default=90)
    parser.add_argument("--summary")
    arguments = parser.parse_args()

    passed = failed = 0
    for path in arguments.notebooks:
        print(path, flush=True)
        try:
            notebook, faults, seconds, picture = execute(path, arguments)
        except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
            print(f"    {path} is not a notebook: {str(error).splitlines()[0]}", flush=True)
            failed += 1
            continue
        if arguments.check and not faults:
            faults = broken_promises(notebook, seconds, arguments.limit)
        for fault in faults:
            print(f"    {fault}", flush=True)
        chart = "no chart" if picture is None else f"first chart after {picture:.1f} s"
        print(f"  {'failed' if faults else 'done'} in {seconds:.1f} s, {chart}", flush=True)
        passed, failed = (passed, failed + 1) if faults else (passed + 1, failed)
        if arguments.out:
            target = os.path.join(arguments.out, os.path.basename(path))
            if os.path.exists(target) and os.path.samefile(target, path):
                print("    --out names the folder of the notebook itself; the original stays as it is")
            else:
                write(tidy(notebook), target)
        elif arguments.in_place and not faults:
            write(tidy(notebook), path)
    if arguments.summary:
        with open(arguments.summary, "w", encoding="utf-8") as file:
            file.write(f"{passed} {failed}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        sys.exit(130)
