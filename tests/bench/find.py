"""Time `find` over news articles, stage by stage, beside the bare pipeline and the tools that people combine.

    python tests/bench/find.py [EVERY]        # each EVERY-th article; 1 takes all

Prints processor seconds per 1,000 words, best of three rounds, words a second, and the memory of a process that only
finds. The bare pipeline is as spaCy loads it. textacy and quantulum3 come with the extra `bench`; without them their
rows are left out.
"""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec

import spacy
from spacy.language import Language
from timing import alone, emit, run, seconds, show, verdict

from fact_check.extract import extract
from fact_check.language import BUNDLED, parse, pipeline
from fact_check.pipeline import annotate
from fact_check.read import read
from fact_check.relate import relate
from fact_check.rules import load_rules, select
from fact_check.runtime.gc_tuning import collect_seldom
from fact_check.suggest import suggest
from tests.archives import CORPUS
from tests.shared import ARTICLES

ROUNDS = 3


BARE = "nlp.pipe, bare"
THEIRS = "parse + textacy + quantulum3"


def peers(bare: Language, texts: list[str]) -> dict[str, Callable[[], object]]:
    """Return what textacy does with the bare pipeline's parse, and quantulum3 with the texts; nothing without them."""
    if not (find_spec("textacy") and find_spec("quantulum3")):
        return {}
    from quantulum3 import classifier, parser
    from textacy.extract import direct_quotations

    classifier.USE_CLF = False  # its trained part does not load with every scikit-learn

    docs = list(bare.pipe(texts, batch_size=16))

    def quotations() -> None:
        for doc in docs:
            with suppress(ValueError, IndexError, KeyError, AttributeError):  # of theirs, on some texts
                list(direct_quotations(doc))

    def quantities() -> None:
        for text in texts:
            with suppress(ValueError, IndexError, KeyError, AttributeError, ZeroDivisionError):
                parser.parse(text)

    return {"textacy's quotations": quotations, "quantulum3": quantities}


def main() -> None:
    alone()
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rules = load_rules()
    furniture = select(rules, "furniture")
    files = [str(file) for file in (ARTICLES or CORPUS)[::every]]
    articles = [read(file, furniture) for file in files]
    texts = [article.prose for article in articles]
    words = sum(len(text.split()) for text in texts)
    nlp = pipeline()
    bare = spacy.load(BUNDLED)
    docs = list(parse(texts))
    found = [extract(article, doc, rules) for article, doc in zip(articles, docs, strict=True)]
    related = [relate(each) for each in found]
    calls: dict[str, Callable[[], object]] = {
        "tokenizer alone": lambda: list(nlp.tokenizer.pipe(texts)),
        BARE: lambda: list(bare.pipe(texts, batch_size=16)),
        "read": lambda: [read(file, furniture) for file in files],
        "parse": lambda: list(parse(texts)),
        "find": lambda: [extract(a, d, rules) for a, d in zip(articles, docs, strict=True)],
        "relate": lambda: [relate(each) for each in found],
        "suggest": lambda: [suggest(each) for each in related],
        "all of it": lambda: list(annotate((read(file, furniture) for file in files), rules)),
    }
    theirs = peers(bare, texts)
    calls |= theirs
    gc.collect()
    collect_seldom()  # as every command does
    gc.freeze()  # what is kept for the stages would be gone through at each collection
    took = dict.fromkeys(calls, float("inf"))
    for _ in range(ROUNDS):
        for name, call in calls.items():
            took[name] = min(took[name], seconds(call))
    per = {name: time / words * 1000 for name, time in took.items()}
    if theirs:
        per[THEIRS] = per[BARE] + sum(per[name] for name in theirs)
    notes = {name: f"{1000 / time:11,.0f} words/s" for name, time in per.items()}
    whole = per["all of it"]
    ratios = {f"all of it / {name}": whole / per[name] for name in (BARE,)}
    title = f"find: {len(files)} articles, {words:,} words, {', '.join(nlp.pipe_names)}; CPU seconds per 1,000 words"
    show(title, {name: (time, notes[name]) for name, time in per.items()}, against=BARE, unit="s")
    for name, ratio in ratios.items():
        print(f"  {name}: {ratio:.2f}, {verdict(ratio, most=1.25)}")
    if theirs:
        ratio = ratios[f"{THEIRS} / all of it"] = per[THEIRS] / whole
        print(f"  {THEIRS} / all of it: {ratio:.2f}, {verdict(ratio, least=1.8)}")
    peak = run([sys.executable, "-m", "fact_check", "find", "--no-cache", "--format", "jsonl", *files]).peak
    print(f"  peak memory of `fact-check find` over them all: {peak:.0f} MB")
    emit("find", {**per, **ratios, "words a second": words / took["all of it"], "peak MB": peak})


if __name__ == "__main__":
    main()
