"""Starts the Java kernel as a notebook does and says how long it takes: kernel_start.py LOG."""

import sys
import time

from jupyter_client.manager import start_new_kernel


def main(log):
    with open(log, "wb") as kernel_log:
        began = time.monotonic()
        manager, client = start_new_kernel(startup_timeout=60, kernel_name="java", stdout=kernel_log, stderr=kernel_log)
        try:
            ready = time.monotonic() - began
            said = []
            hear = lambda message: said.append(message["content"].get("text", ""))
            reply = client.execute_interactive('System.out.print("java " + Runtime.version().feature());', timeout=60, output_hook=hear)
            first = time.monotonic() - began
            if reply["content"]["status"] != "ok" or "java" not in "".join(said):
                return 1
            print(f"ready in {ready:.1f} s, first cell done after {first:.1f} s")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
