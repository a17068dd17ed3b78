"""How much of fact-check one article goes through: `python tests/bench/entered.py [ARTICLE] [--list]`.

`fact-check find ARTICLE --no-cache` is run twice in this process. The first run imports, loads the pipeline and fills
what is made once; the second is counted: every function of the package that is entered, by its code object, and the
files that these stand in. A method, a nested function and a property count as functions; a lambda, a comprehension, a
generator expression and a class body are part of the function that they stand in. A function that is entered a
thousand times counts once. `--list` prints them by file.
"""

import argparse
import io
import sys
from collections import defaultdict
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType, FrameType

from timing import emit

import fact_check
from fact_check.cli import app
from tests.golden.frozen import CORPUS

PACKAGE = str(Path(fact_check.__file__).parent)
FILES, FUNCTIONS = 60, 450
"""At most."""


def find(article: Path) -> None:
    with redirect_stdout(io.StringIO()):
        app(["find", str(article), "--no-cache"], standalone_mode=False)


def entered(article: Path) -> set[CodeType]:
    """Return the code of every function of the package that a warm run enters."""
    codes: set[CodeType] = set()

    def called(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            codes.add(frame.f_code)

    find(article)
    sys.setprofile(called)
    try:
        find(article)
    finally:
        sys.setprofile(None)
    return {code for code in codes if code.co_filename.startswith(PACKAGE) and not code.co_name.startswith("<")}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("article", nargs="?", type=Path, default=CORPUS[0])
    asked.add_argument("--list", action="store_true", help="every function, by file")
    given = asked.parse_args()
    by_file: dict[str, set[CodeType]] = defaultdict(set)
    for code in entered(given.article):
        by_file[str(Path(code.co_filename).relative_to(PACKAGE))].add(code)
    rooms: dict[str, list[int]] = defaultdict(list)
    for file, codes in sorted(by_file.items()):
        rooms[str(Path(file).parent)].append(len(codes))
        if given.list:
            print(f"{len(codes):4} {file}: {', '.join(sorted(code.co_qualname for code in codes))}")
    functions = sum(map(len, by_file.values()))
    lines = sum(len(Path(PACKAGE, file).read_text(encoding="utf-8").splitlines()) for file in by_file)
    print(f"\nentered by a warm `fact-check find {given.article.name}`\n")
    for room, counts in sorted(rooms.items(), key=lambda room: -sum(room[1])):
        print(f"  {room.removeprefix('.') or 'fact_check':<32} {len(counts):3} files {sum(counts):4} functions")
    holds = len(by_file) <= FILES and functions <= FUNCTIONS
    print(f"  {'together':<32} {len(by_file):3} files {functions:4} functions", end="")
    print(f"; at most {FILES} and {FUNCTIONS}: {'holds' if holds else 'FAILS'}")
    print(f"\n  {lines:,} lines stand in these files: {lines // FILES} each, were there {FILES} of them")
    emit("entered", {"files": len(by_file), "functions": functions, "lines": lines})


if __name__ == "__main__":
    main()
