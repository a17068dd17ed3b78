"""Whether `find` gives the claims that the plain pipeline gives: `python tests/bench/identical.py [EVERY]`.

`find` multiplies matrices by another library and parses in batches. Here each article is also parsed by the bundled
pipeline as spaCy loads it, alone, and its claims are compared, over the articles beside the repository and the corpus.
"""

import sys
from pathlib import Path

import spacy
from timing import emit

from fact_check.annotate import annotate
from fact_check.claims import Claim
from fact_check.find import claims
from fact_check.language import BUNDLED
from fact_check.read import read
from fact_check.relate import relate
from fact_check.rules import load_rules, select
from fact_check.suggest import suggest
from tests.shared import ARTICLES

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))


def main() -> int:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rules = load_rules()
    furniture = select(rules, "furniture")
    articles = [read(str(file), furniture) for file in [*ARTICLES, *CORPUS][::every]]
    found = [claims for _, claims in annotate(articles, rules)]  # this also registers the pipeline's parts
    plain = spacy.load(BUNDLED)
    different = total = 0
    for article, ours in zip(articles, found, strict=True):
        theirs: tuple[Claim, ...] = suggest(relate(claims(article, plain(article.prose), rules)))
        total += len(theirs)
        if ours != theirs:
            different += 1
            print(f"  {article.path}: {len(set(ours) ^ set(theirs))} claims differ")
    print(f"\nidentical: {len(articles)} articles, {total:,} claims; {different} articles differ")
    print(f"  {'FAILS' if different else 'holds'}")
    emit("identical", {"articles": len(articles), "claims": total, "articles that differ": different})
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
