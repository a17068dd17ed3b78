"""Run every bench and keep its figures: `python tests/bench/run.py [NAME…] [--large] [--json FILE]`.

A bench is a file of this folder whose last line of output is JSON. Each runs in a process of its own.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from timing import ENVIRONMENT

HERE = Path(__file__).parent
NAMES = ("find", "rounding", "entered", "unparsed", "start", "batch", "growth", "check", "review")
LARGE = {"batch": ("10000",), "growth": ("10000", "1000000")}
"""What the benches that grow take with --large."""


def main() -> None:
    wanted = argparse.ArgumentParser(description="Run the benches.")
    wanted.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    wanted.add_argument("--json", type=Path, metavar="FILE", help="Append the figures to this file, a line a bench.")
    wanted.add_argument("--large", action="store_true", help="10,000 articles and a million words: half an hour.")
    asked = wanted.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        wanted.error(f"no bench named {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    failed: list[str] = []
    fell: list[str] = []
    for name in asked.names or NAMES:
        file = HERE / f"{name}.py"
        command = [sys.executable, str(file), *(LARGE.get(name, ()) if asked.large else ())]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=ENVIRONMENT)
        print(done.stdout, end="", flush=True)
        if done.returncode:
            failed.append(name)
            continue
        fell += [f"{name}: {' '.join(line.split())}" for line in done.stdout.splitlines() if "FAILS" in line]
        last = done.stdout.rstrip().splitlines()[-1]
        if asked.json is not None:
            with asked.json.open("a", encoding="utf-8") as out:
                out.write(json.dumps({"bench": name, **json.loads(last)}) + "\n")
    print("\n".join(["", "does not hold:", *fell] if fell else ["", "all that is held to a figure holds"]))
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
