"""Time `find` over news articles, stage by stage, beside the bare pipeline and the tools that people combine.

    python tests/bench/find.py [EVERY]        # each EVERY-th article; 1 takes all

Prints processor seconds per 1,000 words, best of three rounds, and words a second. The bare pipeline is as spaCy loads
it, and so is the parse that textacy and quantulum3 get; `find` has it multiply by another library (see
fact_check/language/products.py). Those two come with the extra `bench`; without them their rows are left out.
"""

import gc
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec

import spacy
from spacy.language import Language
from timing import emit, seconds, show, verdict

from fact_check.annotate import annotate
from fact_check.find import claims as found_in
from fact_check.language import BUNDLED, parse, pipeline
from fact_check.read import read
from fact_check.relate import relate
from fact_check.rules import load_rules, select
from fact_check.suggest import suggest
from tests.archives import CORPUS
from tests.shared import ARTICLES

ROUNDS = 3


def peers(bare: Language, texts: list[str]) -> Callable[[], object] | None:
    """Return what textacy and quantulum3 do with the same texts and the same parse; None without them."""
    if not (find_spec("textacy") and find_spec("quantulum3")):
        return None
    from quantulum3 import classifier, parser
    from textacy.extract import direct_quotations

    classifier.USE_CLF = False  # its trained part does not load with every scikit-learn

    def go() -> None:
        for text, doc in zip(texts, bare.pipe(texts, batch_size=16), strict=True):
            with suppress(ValueError, IndexError, KeyError, AttributeError):  # of theirs, on some texts
                list(direct_quotations(doc))
            with suppress(ValueError, IndexError, KeyError, AttributeError, ZeroDivisionError):
                parser.parse(text)

    return go


def main() -> None:
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
    found = [found_in(article, doc, rules) for article, doc in zip(articles, docs, strict=True)]
    related = [relate(each) for each in found]
    calls: dict[str, Callable[[], object]] = {
        "tokenizer alone": lambda: list(nlp.tokenizer.pipe(texts)),
        "nlp.pipe, bare": lambda: list(bare.pipe(texts, batch_size=16)),
        "read": lambda: [read(file, furniture) for file in files],
        "parse": lambda: list(parse(texts)),
        "find": lambda: [found_in(a, d, rules) for a, d in zip(articles, docs, strict=True)],
        "relate": lambda: [relate(each) for each in found],
        "suggest": lambda: [suggest(each) for each in related],
        "all of it": lambda: list(annotate((read(file, furniture) for file in files), rules)),
    }
    theirs = peers(bare, texts)
    if theirs is not None:
        calls["parse + textacy + quantulum3"] = theirs
    gc.collect()
    gc.freeze()  # what is kept for the stages would be gone through at each collection
    took = dict.fromkeys(calls, float("inf"))
    for _ in range(ROUNDS):
        for name, call in calls.items():
            took[name] = min(took[name], seconds(call))
    per = {name: time / words * 1000 for name, time in took.items()}
    notes = dict.fromkeys(calls, "")
    whole = per["all of it"]
    ratio = whole / per["nlp.pipe, bare"]
    notes["all of it"] = f"{verdict(ratio, most=1.25)}; {verdict(ratio, most=1.0)}; "
    notes["all of it"] += f"{words / took['all of it']:,.0f} words/s"
    if theirs is not None:
        name = "parse + textacy + quantulum3"
        notes[name] = f"{per[name] / whole:.2f} x all of it, {verdict(per[name] / whole, least=2.0)}"
    rows = {name: (time, notes[name]) for name, time in per.items()}
    title = f"find: {len(files)} articles, {words:,} words, {', '.join(nlp.pipe_names)}; CPU seconds per 1,000 words"
    show(title, rows, against="nlp.pipe, bare", unit="s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory {peak:.0f} MB (with every parse kept)")
    emit("find", {**per, "words a second": words / took["all of it"], "peak MB": peak})


if __name__ == "__main__":
    main()
