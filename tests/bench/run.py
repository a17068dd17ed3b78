"""Run every bench and keep its figures: `python tests/bench/run.py [NAME…] [--json FILE]`.

A bench is a file of this folder whose last line of output is JSON. Each runs in a process of its own.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from timing import ENVIRONMENT

HERE = Path(__file__).parent
BENCHES = sorted(
    f.stem for f in HERE.glob("*.py") if f.stem not in ("run", "timing") and not f.stem.startswith("test_")
)


def main() -> None:
    wanted = argparse.ArgumentParser(description="Run the benches.")
    wanted.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    wanted.add_argument("--json", type=Path, metavar="FILE", help="Append the figures to this file, a line a bench.")
    asked = wanted.parse_args()
    if unknown := set(asked.names) - set(BENCHES):
        wanted.error(f"no bench named {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    for name in asked.names or BENCHES:
        file = HERE / f"{name}.py"
        done = subprocess.run(
            [sys.executable, str(file)], stdout=subprocess.PIPE, text=True, check=True, env=ENVIRONMENT
        )
        print(done.stdout, end="", flush=True)
        last = done.stdout.rstrip().splitlines()[-1]
        if asked.json is not None:
            with asked.json.open("a", encoding="utf-8") as out:
                out.write(json.dumps({"bench": name, **json.loads(last)}) + "\n")


if __name__ == "__main__":
    main()
