"""Rebuild the whole bundled pipeline with one command.

`python -m fact_check.training --data ../shared/data --to fact_check/language/model`
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from fact_check import __version__
from fact_check.training import base, model_card
from fact_check.training.attribution_data import read
from fact_check.training.attribution_tuning import tuned
from fact_check.training.plan import Plan
from fact_check.training.texts import known_lemmas, labels_of

OWN = Path(__file__).parents[2] / "corpus" / "train"
"""Our own texts, with claims marked in place; they ship with the source code."""

SAMPLE = 24
"""Articles on which activation ranges are measured."""


def main() -> None:
    """Train what the command line asks for, print the scores, write pipeline and card."""
    say = argparse.ArgumentParser(prog="python -m fact_check.training", description=__doc__)
    say.add_argument("--data", type=Path, required=True, help="folder with treebank/, names/ and attribution/")
    say.add_argument("--articles", type=Path, help="folder with gold/ and articles/; by default the one above --data")
    say.add_argument("--to", type=Path, required=True, help="folder for the finished pipeline")
    say.add_argument("--work", type=Path, default=Path("training-runs"), help="folder for checkpoints")
    say.add_argument("--steps", type=int, default=Plan().steps)
    say.add_argument("--minutes", type=float, default=0.0, help="train for so long, whatever that makes of --steps")
    say.add_argument("--threads", type=int, default=Plan().threads)
    say.add_argument("--depth", type=int, default=Plan().depth, help="layers of the encoder to train and to ship")
    say.add_argument("--resume", action="store_true", help="go on from the checkpoint in --work")
    say.add_argument("--pack", action="store_true", help="train nothing, pack the checkpoint in --work")
    asked = say.parse_args()
    plan = replace(Plan(), steps=asked.steps, minutes=asked.minutes, threads=asked.threads, depth=asked.depth)
    data = base.read(asked.data)
    if not asked.pack:
        learn(data, asked.data, asked.articles or asked.data.parent, asked.work, plan, resume=asked.resume)
    pack(data, asked.data, asked.work, asked.to, asked.depth)


def learn(data: base.Data, folder: Path, articles: Path, work: Path, plan: Plan, resume: bool) -> None:
    """Train the reader, with checkpoints in `work`."""
    import torch

    from fact_check.language.encoder.inputs import Lexicon
    from fact_check.language.encoder.pieces import Pieces
    from fact_check.training.batches import gather
    from fact_check.training.learn import train
    from fact_check.training.network import Reader, encoder_of, pretrained

    torch.manual_seed(plan.seed)
    given = pretrained()
    labels = labels_of(data.train)
    work.mkdir(parents=True, exist_ok=True)
    (work / "labels.json").write_text(json.dumps(asdict(labels)))
    sources = gather(data, folder / "attribution", Lexicon(Pieces(given.words)), labels, articles, OWN)
    train(Reader(encoder_of(given, depth=plan.depth), labels), encoder_of(given), sources, plan, work, resume)


def pack(data: base.Data, folder: Path, work: Path, to: Path, depth: int) -> None:
    """Build the pipeline from the checkpoint, tune it, measure it, and write it with its model card."""
    from fact_check.training.build import assemble, packed, trained
    from fact_check.training.network import pretrained

    pieces = pretrained().words
    reader, labels = trained(work, len(pieces), depth)
    sample = [article.text for article in read(folder / "attribution" / "train.jsonl.xz")][:SAMPLE]
    nlp = packed(assemble(reader, labels, pieces, known_lemmas(data.train), sample), to, __version__)
    attributed = tuned(nlp, folder / "attribution", OWN.with_name("dev"))
    nlp = packed(nlp, to, __version__)
    scores, given = base.figures(nlp, data)
    model_card.write(to, scores, given, attributed, depth)
    print(model_card.table(scores, given), model_card.attribution_table(attributed), sep="\n\n")


if __name__ == "__main__":
    main()
