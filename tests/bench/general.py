"""Who says what in general news: `python -m tests.bench.general`, on the articles that nothing was trained on.

The attributions of `../shared/gold`, of the articles whose number is divisible by 4, are of other fields and years than
those that the component was taught by. A claim is covered when one content holds 60 % of its characters: the gold cuts
what a cue attributes into sentences, and the component does not. Precision and recall are of the characters of all
contents. Once for the component's marks as they are, once for the claims of `find`, whole.
"""

import json

from fact_check.claims import Kind
from fact_check.language import parse
from fact_check.language.attribution import attributions
from fact_check.merge_by_cue import whole
from fact_check.pipeline import annotate
from fact_check.read import Article, read_text
from fact_check.rules import load_rules, select
from fact_check.training.gold import GoldArticle, read
from tests.shared import SHARED

COVERED = 0.6

Characters = frozenset[int]


def figures(gold: list[GoldArticle], contents: list[list[Characters]]) -> dict[str, float]:
    """Score the contents that were found in each article."""
    covered = claims = right = found = held = wanted = 0
    for article, ours in zip(gold, contents, strict=True):
        theirs = [_characters(claim.pieces) for claim in article.claims if claim.attributed]
        claims += len(theirs)
        covered += sum(any(len(one & claim) >= COVERED * len(claim) for one in ours) for claim in theirs)
        marked, told = frozenset().union(*ours), frozenset().union(*theirs)
        right += len(marked & told)
        found, held, wanted = found + len(marked), held + len(marked & told), wanted + len(told)
    return {
        "claims": claims,
        "covered": round(covered / claims, 4),
        "precision": round(right / max(found, 1), 4),
        "recall": round(held / wanted, 4),
    }


def _characters(pieces: tuple[tuple[int, int], ...]) -> Characters:
    return frozenset(at for start, end in pieces for at in range(start, end))


def marks(articles: list[Article]) -> list[list[Characters]]:
    """Give the contents that the component marks in each article."""
    found = []
    for article, doc in zip(articles, parse(article.prose for article in articles), strict=True):
        contents = []
        for one in attributions(doc):
            pieces = [article.piece(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in one.content]
            contents.append(_characters(tuple((piece.start, piece.end) for piece in pieces)))
        found.append(contents)
    return found


def claims(articles: list[Article]) -> list[list[Characters]]:
    """Give the contents of the attributed claims of `find`, all that a cue attributes as one."""
    return [
        [
            _characters(tuple((piece.start, piece.end) for piece in claim.pieces))
            for claim in whole(found, article.text)
            if Kind.ATTRIBUTED in claim.kinds
        ]
        for article, found in annotate(articles)
    ]


def main() -> None:
    """Print both, and all of it as JSON."""
    gold = read(SHARED / "gold", SHARED / "articles", lambda number: number % 4 == 0)
    furniture = select(load_rules(), "furniture")
    articles = [read_text(one.text, furniture) for one in gold]
    ways = {"component alone": figures(gold, marks(articles)), "find, whole": figures(gold, claims(articles))}
    print(f"general news: {len(gold)} articles")
    for way, found in ways.items():
        print(f"  {way:16}" + "".join(f"  {name} {figure}" for name, figure in found.items()))
    print(json.dumps({"bench": "general", "figures": ways}))


if __name__ == "__main__":
    main()
