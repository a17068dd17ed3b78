"""Who says what, beside textacy's `direct_quotations`, on the same parses: `python -m tests.bench.quotations [EVERY]`.

Each EVERY-th article of PolNeAR's dev part; 1 takes all. textacy comes with the extra `bench`. It looks for direct
quotations alone, so the table has two parts: contents that begin with a quotation mark, and all attributions. A content
is found when its characters and the gold's have a Dice of at least 0.5; it is right with its source when the sources
overlap. textacy raises on some texts; those count as texts without quotations, and are said.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from fact_check.claims import Kind
from fact_check.language import parse
from fact_check.pipeline import annotate
from fact_check.read import read_text
from fact_check.rules import load_rules
from fact_check.score.gold import read_gold
from tests.shared import SHARED

GOLD = SHARED / "data" / "attribution" / "dev.jsonl.xz"
MARKS = "\"“”„«»'‘’"
EDGES = MARKS + " ,.\n"

Said = tuple[frozenset[int], frozenset[int]]
"""The characters of a content and of its source."""


def characters(text: str, spans: Iterable[tuple[int, int]], *, content: bool = False) -> frozenset[int]:
    """Return the characters of some spans, a content's without the marks and stops at its edges."""
    found = sorted({at for start, end in spans for at in range(start, end)})
    while content and found and text[found[0]] in EDGES:
        found.pop(0)
    while content and found and text[found[-1]] in EDGES:
        found.pop()
    return frozenset(found)


def theirs(doc: Doc) -> Iterator[Said]:
    """Yield what textacy finds."""
    from textacy.extract import direct_quotations

    text = doc.text
    for found in direct_quotations(doc):
        source = [(token.idx, token.idx + len(token)) for token in found.speaker]
        start, end = found.content.start_char, found.content.end_char
        yield characters(text, [(start, end)], content=True), characters(text, source)


def score(gold: list[Said], found: list[Said]) -> Counter[str]:
    """Pair contents, the likest first, and count."""
    pairs = sorted(
        (
            (2 * len(g[0] & f[0]) / (len(g[0]) + len(f[0])), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g[0] & f[0]
        ),
        reverse=True,
    )
    counted: Counter[str] = Counter(gold=len(gold), found=len(found))
    used: tuple[set[int], set[int]] = (set(), set())
    for dice, i, j in pairs:
        if dice >= 0.5 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            counted["content"] += 1
            counted["full"] += bool(gold[i][1] & found[j][1])
    return counted


def main() -> None:
    """Print precision and recall of both, for quotations and for all."""
    import textacy.extract  # noqa: F401  # before anything is read: it is not always there

    rows = read_gold(str(GOLD)).rows[:: int(sys.argv[1]) if len(sys.argv) > 1 else 1]
    articles = [read_text(text, path=name) for name, text, _ in rows]
    counts: dict[tuple[str, str], Counter[str]] = {}
    raised = 0
    ours = [claims for _, claims in annotate(articles, load_rules())]
    docs = list(parse(text for _, text, _ in rows))
    for (_, text, row), article, claims, doc in zip(rows, articles, ours, docs, strict=True):
        wanted = [
            (
                characters(text, a["content"], content=True),
                characters(text, a["source"]),
                text[a["content"][0][0]] in MARKS,
            )
            for a in row["attributions"]
            if a.get("reporting", True)
        ]
        mine = [
            (
                characters(article.text, [(p.start, p.end) for p in claim.pieces], content=True),
                characters(article.text, [(claim.source.start, claim.source.end)] if claim.source else []),
            )
            for claim in claims
            if Kind.ATTRIBUTED in claim.kinds
        ]
        try:
            other = list(theirs(doc))
        except (ValueError, IndexError, KeyError, AttributeError):
            other, raised = [], raised + 1
        quoted = [(content, source) for content, source, direct in wanted if direct]
        everything = [(content, source) for content, source, _ in wanted]
        for reader, found in (("fact-check", mine), ("textacy", other)):
            for part, target in (("quoted", quoted), ("all", everything)):
                counts.setdefault((reader, part), Counter()).update(score(target, found))
    print(f"{len(articles)} articles; textacy raised on {raised}")
    for (reader, part), got in counts.items():
        recall, precision = got["content"] / got["gold"], got["content"] / max(1, got["found"])
        full = got["full"] / got["gold"]
        print(f"{reader:11} {part:7} recall {recall:.3f} precision {precision:.3f} recall with source {full:.3f}")


if __name__ == "__main__":
    main()
