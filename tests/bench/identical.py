"""Whether `find` gives the claims that the plain pipeline gives: `python tests/bench/identical.py [EVERY]`.

`find` multiplies matrices by another library and parses in batches. Here each article is also parsed by the bundled
pipeline as spaCy loads it, alone and to its end, and its claims are compared, over the articles beside the repository
and the corpus. Then once more with a long rest after each article that no claim can come of, which `find` leaves
unparsed.
"""

import sys
from pathlib import Path

import spacy
from timing import alone, emit

from fact_check.extract import extract, read_until
from fact_check.language import BUNDLED, pipeline
from fact_check.language.cues import compiled
from fact_check.pipeline import annotate
from fact_check.read import read, read_text
from fact_check.relate import relate
from fact_check.rules import load_rules, select
from fact_check.suggest import suggest
from tests.archives import QUIET
from tests.shared import ARTICLES

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))


def main() -> int:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rules = load_rules()
    furniture = select(rules, "furniture")
    articles = [read(str(file), furniture) for file in [*ARTICLES, *CORPUS][::every]]
    longer = [read_text(f"{article.text}\n\n{QUIET * 25}", furniture, path=article.path) for article in articles]
    cues = compiled(rules, pipeline().vocab)  # this also registers the pipeline's parts
    plain = spacy.load(BUNDLED)
    figures: dict[str, float] = {}
    print(f"\nidentical: {len(articles)} articles")
    for name, texts in (("as they are", articles), ("with a rest that makes no claim", longer)):
        different = total = 0
        for article, ours in annotate(texts, rules):
            theirs = suggest(relate(extract(article, plain(article.prose), rules)))
            total += len(theirs)
            if ours != theirs:
                different += 1
                print(f"  {article.path}: {len(set(ours) ^ set(theirs))} claims differ")
        left = sum(len(a.prose) - read_until(a.prose, cues) for a in texts) / sum(len(a.prose) for a in texts)
        print(f"  {name:<32} {total:6,} claims; {left:5.1%} unparsed; {different} articles differ", end="")
        print(f": {'FAILS' if different else 'holds'}")
        figures |= {f"{name}: claims": total, f"{name}: unparsed": left, f"{name}: articles that differ": different}
    emit("identical", figures)
    return int(any(figures[key] for key in figures if key.endswith("differ")))


if __name__ == "__main__":
    alone()
    raise SystemExit(main())
