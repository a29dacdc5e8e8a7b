"""The other side of `./course bench bpe`: byte-pair encoding by subword-nmt, the program of the method's authors.

It reads its task as JSON from the first argument (files, merges), then orders from standard input, one a line with
tabs between its parts, and answers each with one line of JSON:
  learn FILE         learns from all files together and writes the merges; how many seconds it took
  apply MERGES FILE  cuts all lines of all files and writes them, with @@ where a word goes on; how many seconds it took
"""

import importlib.metadata
import io
import json
import platform
import sys
import time

from subword_nmt.apply_bpe import BPE
from subword_nmt.learn_bpe import learn_bpe


def answer(**values):
    print(json.dumps(values), flush=True)


def lines(files):
    for file in files:
        with open(file, encoding="utf-8", newline="\n") as text:
            yield from text


class Text:
    """What learn_bpe wants of a file: a name and lines."""

    name = "text"

    def __init__(self, files):
        self.files = files

    def __iter__(self):
        return lines(self.files)


def learn(task, file):
    with open(file, "w", encoding="utf-8", newline="\n") as merges:
        learn_bpe(Text(task["files"]), merges, task["merges"])


def apply(task, merges, file):
    with open(merges, encoding="utf-8", newline="\n") as codes:
        bpe = BPE(io.StringIO(codes.read()))
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        for line in lines(task["files"]):
            out.write(bpe.segment(line) + "\n")


def main(task):
    version = importlib.metadata.version("subword-nmt")
    answer(version=f"subword-nmt {version}, Python {platform.python_version()}")
    for line in sys.stdin:
        order, *arguments = line.rstrip("\r\n").split("\t")
        start = time.perf_counter()
        {"learn": learn, "apply": apply}[order](task, *arguments)
        answer(seconds=time.perf_counter() - start)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
