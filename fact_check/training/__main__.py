"""Rebuild the bundled pipeline, all of it, with one command.

`python -m fact_check.training --data ../shared/data --to fact_check/language/model`
"""

import argparse
from dataclasses import replace
from pathlib import Path

from fact_check.training import base


def main() -> None:
    """Train what the command line asks for."""
    say = argparse.ArgumentParser(prog="python -m fact_check.training", description=__doc__)
    say.add_argument("--data", type=Path, required=True, help="folder with treebank/ and names/")
    say.add_argument("--to", type=Path, required=True, help="folder for the finished pipeline")
    say.add_argument("--work", type=Path, default=Path("training-runs"), help="folder for checkpoints and the log")
    say.add_argument("--steps", type=int, default=base.Plan().steps)
    say.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --work")
    asked = say.parse_args()
    plan = replace(base.Plan(), steps=asked.steps)
    nlp = base.train(base.read(asked.data), asked.work / "base", plan, resume=asked.resume)
    base.save(nlp, asked.to)


if __name__ == "__main__":
    main()
