"""Rebuild the bundled pipeline, all of it, with one command.

`python -m fact_check.training --data ../shared/data --to fact_check/language/model`
"""

import argparse
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from fact_check import __version__
from fact_check.training import base, model_card
from fact_check.training.attribution_tuning import add
from fact_check.training.documents import example
from fact_check.training.pack import pack


def main() -> None:
    """Train what the command line asks for, print the scores, write pipeline and card."""
    say = argparse.ArgumentParser(prog="python -m fact_check.training", description=__doc__)
    say.add_argument("--data", type=Path, required=True, help="folder with treebank/, names/ and attribution/")
    say.add_argument("--to", type=Path, required=True, help="folder for the finished pipeline")
    say.add_argument("--work", type=Path, default=Path("training-runs"), help="folder for checkpoints and the log")
    say.add_argument("--steps", type=int, default=base.Plan().steps)
    say.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --work")
    say.add_argument("--pack", action="store_true", help="train nothing, pack the best checkpoint in --work")
    asked = say.parse_args()
    plan = replace(base.Plan(), steps=asked.steps)
    work = asked.work / "base"
    data = base.read(asked.data)
    if not asked.pack:
        base.train(data, work, plan, resume=asked.resume)
        learn_attribution(base.load(work / "best"), asked.data / "attribution", asked.work / "attribution")
    nlp = base.load(work / "best")
    attributed = add(nlp, asked.data / "attribution", asked.work / "attribution")
    nlp = pack(nlp, asked.to, __version__)
    dev, named = ([example(nlp, document.paragraphs) for document in part] for part in (data.dev, data.dev_names))
    scores = base.measure(nlp, dev, named)
    given = base.measure_given_words(nlp, dev)
    model_card.write(asked.to, scores, given, attributed)
    print(model_card.table(scores, given), model_card.attribution_table(attributed), sep="\n\n")


def learn_attribution(nlp: Language, data: Path, work: Path) -> None:
    """Train the attribution component; torch is imported here only, packing does without."""
    from fact_check.training import attribution

    attribution.train(nlp, data, work)


if __name__ == "__main__":
    main()
