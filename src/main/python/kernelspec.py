"""Writes the Java kernel's kernel.json: kernelspec.py FOLDER HOME JAVA_HOME HEAP.

The kernel is started without the launcher that comes with JJava: that one always takes `java` from PATH, splits its
options at blanks (and a course may lie in a folder with a blank in its name) and stays behind as a second Java process.
"""

import json
import os
import sys


def kernelspec(home, java_home, heap):
    return {
        "argv": [
            os.path.join(java_home, "bin", "java"),
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            f"-Dattentionlab.home={home}",
            f"-Xmx{heap}",
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-jar",
            "{resource_dir}/jjava.jar",
            "{connection_file}",
        ],
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "env": {
            "JJAVA_CLASSPATH": os.path.join(home, ".course", "lib", "*"),
            "ATTENTIONLAB_HOME": home,
            # Waiting threads sleep instead of spinning; and DJL does not call home.
            "OMP_WAIT_POLICY": "PASSIVE",
            "OPT_OUT_TRACKING": "true",
        },
        "metadata": {},
    }


def main(folder, home, java_home, heap):
    target = os.path.join(folder, "kernel.json")
    with open(target + ".new", "w", encoding="utf-8") as file:
        json.dump(kernelspec(home, java_home, heap), file, indent=1)
    os.replace(target + ".new", target)


if __name__ == "__main__":
    main(*sys.argv[1:])
