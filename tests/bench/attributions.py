"""Who says what, four ways: `python -m tests.bench.attributions [GOLD]`, by default the shared dev gold.

joint, whole: all that one cue attributes as one claim (`find --whole`), as the gold has it. joint, by sentence: as
`find` gives it. rules only: whole, the component's marks taken away. learned only: the component's marks as they
are, with no rule. Then the misses of the first, by kind, the commonest first.
"""

import json
import sys
from collections import Counter

from spacy.tokens import Doc

from fact_check.claims import Claim, Cue, Effect, Kind, Piece, Source, SourceKind, Span
from fact_check.extract import extract
from fact_check.language import parse
from fact_check.language.attribution import GROUP
from fact_check.language.attribution import attributions as marked
from fact_check.read import Article, read_text
from fact_check.rules import load_rules, select
from fact_check.score.attributions import MEASURES, attributions
from fact_check.score.gold import read_gold
from tests.shared import SHARED

GOLD = SHARED / "data" / "attribution" / "dev.jsonl.xz"


def learned(article: Article, doc: Doc) -> tuple[Claim, ...]:
    """Return the component's marks as claims."""

    def span(run: tuple[int, int]) -> Span:
        last = doc[run[1] - 1]
        piece = article.piece(doc[run[0]].idx, last.idx + len(last))
        return Span(start=piece.start, end=piece.end, text=article.text[piece.start : piece.end])

    found = []
    for n, one in enumerate(marked(doc)):
        pieces = [span(run) for run in one.content]
        start, end = pieces[0].start, pieces[-1].end
        cue = span(one.cue)
        source = span(one.source) if one.source is not None else None
        found.append(
            Claim(
                article="-",
                id=f"c{n:011x}",
                kinds=(Kind.ATTRIBUTED,),
                quoted=False,
                span=Span(start=start, end=end, text=article.text[start:end]),
                pieces=tuple(Piece(start=p.start, end=p.end) for p in pieces),
                sentence=Piece(start=start, end=end),
                source=Source(**source.model_dump(), kind=SourceKind.UNKNOWN) if source is not None else None,
                cue=Cue(**cue.model_dump(), effect=Effect.REPORTS, rule="reporting.learned"),
            )
        )
    return tuple(found)


def main() -> None:
    """Print the table, the misses by kind, and all of it as JSON."""
    gold = read_gold(sys.argv[1] if len(sys.argv) > 1 else str(GOLD))
    rules = load_rules()
    articles = [read_text(text, select(rules, "furniture")) for _, text, _ in gold.rows]
    joint, ruled, alone = [], [], []

    def published(article: Article, doc: Doc) -> tuple[Claim, ...]:
        return tuple(f.claim for f in extract(article, doc, rules) if not f.silent)

    for article, doc in zip(articles, parse(a.prose for a in articles), strict=True):
        alone.append(learned(article, doc))
        joint.append(published(article, doc))
        doc.spans.pop(GROUP, None)
        ruled.append(published(article, doc))
    of_joint = attributions(gold, joint)
    ways = {
        "joint, whole": (of_joint, "whole-"),
        "joint, by sentence": (of_joint, ""),
        "rules only, whole": (attributions(gold, ruled), "whole-"),
        "learned only": (attributions(gold, alone), ""),
    }
    print(f"{'F':20}" + "".join(f"{m:>9}" for m in MEASURES))
    table = {way: {m: score.figures[f"{led}{m}-f"] for m in MEASURES} for way, (score, led) in ways.items()}
    for way, figures in table.items():
        print(f"{way:20}" + "".join(f"{figures[m]:9.3f}" for m in MEASURES))
    misses = Counter(miss.kind for miss in of_joint.misses)
    print("\nmisses of joint, whole")
    for kind, n in misses.most_common():
        print(f"{n:5} {kind}")
    print(json.dumps({"f": table, "misses": dict(misses.most_common())}))


if __name__ == "__main__":
    main()
