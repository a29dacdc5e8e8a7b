"""A JupyterLab of our own and a real browser, for the tests that look at lessons."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

CANNOT_RUN_HERE = 77
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSER = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


class Failure(Exception):
    """The lesson is not what it should be; the message says how."""


def skip(reason):
    print(f"  SKIPPED: {reason}")
    sys.exit(CANNOT_RUN_HERE)


def find_browser():
    wanted = os.environ.get("COURSE_CHROMIUM")
    if wanted:
        return wanted
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    return MAC_BROWSER if os.path.exists(MAC_BROWSER) else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Jupyter:
    """A JupyterLab of our own: its settings and its workspace are not the user's."""

    def __init__(self, folder, log):
        self.port, self.token = free_port(), secrets.token_hex(16)
        settings = os.path.join(folder, "jupyter")
        tracker = os.path.join(settings, "settings", "@jupyterlab", "notebook-extension")
        os.makedirs(tracker)
        with open(os.path.join(tracker, "tracker.jupyterlab-settings"), "w", encoding="utf-8") as file:
            json.dump({"windowingMode": "none"}, file)  # every output is in the page, in sight or not
        places = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        self.environment = dict(os.environ, **{key: os.path.join(settings, value) for key, value in places.items()})
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
        command += [f"--ServerApp.root_dir={folder}", f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0"]
        command += [f"--IdentityProvider.token={self.token}", "--ServerApp.answer_yes=True"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        self.log = log
        self.output = open(log, "wb")
        self.process = subprocess.Popen(
            command, stdout=self.output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=self.environment
        )

    def address(self, path):
        return f"http://127.0.0.1:{self.port}/{path}?token={self.token}"

    def __enter__(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.address("api/status"), timeout=5).read()
                return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.__exit__()
        raise Failure(f"JupyterLab did not start; what it said is in {self.log}")

    def __exit__(self, *ignored):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.output.close()


def trust(notebooks, environment):
    """Marks notebooks as run here, so that JupyterLab shows their stored outputs as they are."""
    command = [sys.executable, "-m", "jupyter", "trust", *notebooks]
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failure("jupyter trust failed: " + done.stderr.strip()[-300:])


@contextmanager
def chromium():
    """The browser, ready; ends the program with 77 if this machine lacks it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        skip("Playwright is not installed. Connect to the network and run './course test browser' again.")
    path = find_browser()
    if path is None:
        skip("no Chromium was found. Install it: 'sudo apt-get install chromium', or set COURSE_CHROMIUM to a Chrome or Chromium.")
    options = ["--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        try:
            yield browser
        finally:
            browser.close()


def reported(name, work):
    """Runs `work`; what goes wrong is one line and the status 1."""
    try:
        work()
        return 0
    except Failure as failure:
        print(f"  {name}: FAILED, {failure}")
    except Exception as error:  # a browser that dies, a page that never comes
        print(f"  {name}: FAILED, {type(error).__name__}: {str(error).splitlines()[0][:300]}")
    return 1
