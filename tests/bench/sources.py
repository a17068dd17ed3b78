"""How well sources are told apart by kind, and for whom a pronoun or a short form is said to stand.

    python -m tests.bench.sources [--misses [HALF]]

The labels are ours (`tests/extract/gold/sources.jsonl`): 150 sources of reported contents, drawn at random from the
attribution gold so that each article has one before any has two, and 100 that are a pronoun or a short form. They hold
offsets and kinds alone; the texts are those of the shared data. Rules may be mended by the misses of the half `seen`;
the half `held`, of other articles, is only measured.

given: the source stands where the gold has it. found: the source that the whole finder gives at that place, which
it finds for some of them only. A short form is `right` when the wording it is resolved to has all the words of its
fullest earlier mention, `open` when it is left to a reader, and wrong for whatever else it is resolved to.
"""

import hashlib
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from fact_check.claims import Source
from fact_check.extract import extract
from fact_check.extract.coreference.sources import Sources
from fact_check.language import parse
from fact_check.language.cues import compiled
from fact_check.read import Article, read_text
from fact_check.rules import load_rules, select
from tests.shared import SHARED

GOLD = SHARED / "data" / "attribution" / "dev.jsonl.xz"
LABELS = Path(__file__).parents[1] / "extract" / "gold" / "sources.jsonl"
HALVES = ("seen", "held")
Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A label of ours, with what the tool says of the source at that place."""

    half: str
    label: Row
    text: str
    """The article's."""
    given: Source
    found: Source | None

    def verdict(self, source: Source | None) -> str:
        """Return "right" or "wrong"; for a short form also "open" (with candidates), "bare" (without), or "none"."""
        if source is None:
            return "unfound"
        if "kind" in self.label:
            return "right" if source.kind == self.label["kind"] else "wrong"
        if source.resolved is not None:
            meant = [words(self.text[start:end]) for start, end in self.label["stands_for"]]
            return "right" if any(m <= words(source.resolved) for m in meant) else "wrong"
        if not self.label["stands_for"]:
            return "none"
        return "open" if source.candidates else "bare"


def words(text: str) -> set[str]:
    """Return the words of a name, lower case, without articles and marks."""
    plain = (w.strip(".,;:()'\"“”").replace("’", "'").casefold() for w in text.split())
    return {w.removesuffix("'s") for w in plain if w} - {"the", "a", "an"}


def answers() -> Iterator[Answer]:
    """Yield our labels with the tool's answers. Needs the shared data."""
    labels: dict[str, list[Row]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels.setdefault(row["article"], []).append(row)
    with lzma.open(GOLD, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [r for r in rows if key(r["text"]) in labels]
    rules = load_rules()
    articles = [read_text(r["text"], select(rules, "furniture")) for r in rows]
    for row, article, doc in zip(rows, articles, parse(a.prose for a in articles), strict=True):
        where = _places(article, doc)
        runs = {tuple(s): _run(where, *s) for a in row["attributions"] for s in a["source"][:1]}
        sources = Sources(doc, compiled(rules, doc.vocab)(doc), runs.values())
        found = [f.claim.source for f in extract(article, doc, rules) if f.claim.source is not None and not f.silent]
        for label in labels[key(row["text"])]:
            start, end = label["start"], label["end"]
            here = next((s for s in found if s.start < end and start < s.end), None)
            yield Answer(label["half"], label, row["text"], sources.source(article, runs[start, end]), here)


def key(text: str) -> str:
    """Return the name by which the labels know a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _places(article: Article, doc: Doc) -> list[tuple[int, int]]:
    pieces = (article.piece(t.idx, t.idx + len(t)) for t in doc)
    return [(p.start, p.end) for p in pieces]


def _run(where: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, (a, b) in enumerate(where) if a < end and start < b]
    return inside[0], inside[-1] + 1


def figures(of: Iterable[Answer]) -> dict[str, float]:
    """Return the shares, from 0 to 1, and how many there are."""
    kinds: dict[str, Counter[str]] = {"given": Counter(), "found": Counter()}
    short: dict[str, Counter[str]] = {"given": Counter(), "found": Counter()}
    for answer in of:
        into = kinds if "kind" in answer.label else short
        into["given"][answer.verdict(answer.given)] += 1
        into["found"][answer.verdict(answer.found)] += 1
    out: dict[str, float] = {}
    for way in ("given", "found"):
        n = kinds[way]["right"] + kinds[way]["wrong"]
        out |= {f"{way} sources": n, f"{way} kind right": kinds[way]["right"] / max(1, n)}
        n = short[way].total() - short[way]["unfound"]
        out[f"{way} short forms"] = n
        out |= {f"{way} {v}": short[way][v] / max(1, n) for v in ("right", "wrong", "open", "bare", "none")}
    return out


def main() -> None:
    """Print the figures of both halves and of all, and the misses when asked."""
    everyone = list(answers())
    if "--misses" in sys.argv:
        halves = sys.argv[sys.argv.index("--misses") + 1 :] or ["seen"]
        for answer in everyone:
            if answer.half in halves and answer.verdict(answer.given) not in ("right", "none"):
                label = answer.label
                meant = label.get("kind") or [answer.text[a:b] for a, b in label["stands_for"]]
                said = answer.given.kind if "kind" in label else answer.given.resolved or answer.given.candidates
                print(f"{label['article']} {label['start']} {answer.given.text!r}: {meant} but {said}")
    table = {h: figures(a for a in everyone if a.half == h) for h in HALVES} | {"all": figures(everyone)}
    print(f"{'':20}" + "".join(f"{h:>8}" for h in table))
    for name in table["all"]:
        line = (f"{t[name]:8.0f}" if name.endswith(("sources", "forms")) else f"{t[name]:8.1%}" for t in table.values())
        print(f"{name:20}" + "".join(line))
    print(json.dumps({f"{h} {name}": round(v, 4) for h, t in table.items() for name, v in t.items()}))


if __name__ == "__main__":
    main()
