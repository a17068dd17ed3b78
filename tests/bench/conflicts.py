"""How many planted number conflicts are found, and how many are seen where none was planted.

    python -m tests.bench.conflicts [FOLDER]

In a copy of each corpus article a number that the article gives twice is changed in its second place, by a digit and
by a magnitude. With a folder of real articles it prints what conflicts are found in them, to be read by a person.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fact_check.annotate import annotate
from fact_check.claims import Claim, Relation
from fact_check.read import read, read_text
from fact_check.rules import load_rules, select

CORPUS = Path(__file__).parents[2] / "corpus"
WORDS = {
    "two": ("nine", "twenty"),
    "three": ("eight", "thirty"),
    "four": ("seven", "forty"),
    "five": ("nine", "fifty"),
    "six": ("two", "sixty"),
    "seven": ("four", "seventy"),
    "eight": ("three", "eighty"),
    "nine": ("five", "ninety"),
    "ten": ("six", "a hundred"),
    "million": ("million", "billion"),
    "billion": ("billion", "million"),
}


@dataclass(frozen=True)
class Plant:
    """A text in which the number at `changed` no longer agrees with the one at `kept`."""

    article: str
    text: str
    kept: int
    changed: int
    how: str
    lead: bool
    """The number stands in the headline, and this is the first place that repeats it."""


def digit(number: str) -> str | None:
    """Change one digit of a number, or the word for it."""
    if match := re.search(r"\d", number):
        other = str((int(match[0]) + 4) % 9 + 1)
        return number[: match.start()] + other + number[match.end() :]
    return _word(number, 0)


def magnitude(number: str) -> str | None:
    """Make a number ten or a thousand times what it was."""
    changed = _word(number, 1)
    if changed is not None:
        return changed
    match = re.search(r"\d[\d,]*(?![\d.]|\.\d)", number)
    if match is None or "." in number:
        return None
    return f"{number[: match.start()]}{int(match[0].replace(',', '')) * 10:,}{number[match.end() :]}"


def _word(number: str, which: int) -> str | None:
    for word, instead in WORDS.items():
        if instead[which] != word and re.search(rf"\b{word}\b", number, re.IGNORECASE):
            return re.sub(rf"\b{word}\b", instead[which], number, count=1, flags=re.IGNORECASE)
    return None


def plants(gold: Path) -> Iterator[Plant]:
    """Yield the plants of one corpus article: in each pair of restatements, each number that both give."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = gold.with_suffix(".txt").read_text(encoding="utf-8")
    by_id = {r["id"]: r for r in rows}
    seen: set[int] = set()
    led: set[tuple[int, str]] = set()
    for later in rows:
        for link in later["links"]:
            first = by_id.get(link["to"])
            if link["relation"] != "restates" or first is None:
                continue
            for a in first["quantities"]:
                for b in later["quantities"]:
                    one = a["value"] is not None and (a["value"], a["unit"]) == (b["value"], b["unit"])
                    if not one or b["start"] in seen or " in " in b["text"]:
                        continue
                    seen.add(b["start"])
                    for how, change in (("digit", digit), ("magnitude", magnitude)):
                        changed = change(b["text"])
                        if changed is not None and changed != b["text"]:
                            body = text[: b["start"]] + changed + text[b["end"] :]
                            lead = a["start"] < text.index("\n") and (a["start"], how) not in led
                            led.add((a["start"], how))
                            yield Plant(gold.stem, body, a["start"], b["start"], how, lead)


def found(plant: Plant, claims: tuple[Claim, ...]) -> bool:
    """Tell whether the claims of a planted text say that its two numbers disagree."""
    here = {c.id for c in claims if any(abs(q.start - plant.changed) < 16 for q in c.quantities)}
    there = {c.id for c in claims if any(abs(q.start - plant.kept) < 16 for q in c.quantities)}
    return any(
        k.relation is Relation.CONFLICTS and ((c.id in here and k.to in there) or (c.id in there and k.to in here))
        for c in claims
        for k in c.links
    )


def main() -> None:
    """Print both rates."""
    rules = load_rules()
    furniture = select(rules, "furniture")
    if len(sys.argv) > 1:
        articles = [read(str(p), furniture) for p in sorted(Path(sys.argv[1]).glob("*.txt"))]
        pairs = 0
        for article, claims in annotate(articles, rules):
            by_id = {c.id: c for c in claims}
            for c in claims:
                for k in c.links:
                    if k.relation is Relation.CONFLICTS and by_id[k.to].span.start < c.span.start:
                        pairs += 1
                        print(f"{Path(article.path).stem[:30]} {k.score} {k.because}")
                        print(f"    {by_id[k.to].span.text[:150]}\n    {c.span.text[:150]}")
        print(f"{pairs} conflicts in {len(articles)} articles")
        return
    planted = [p for gold in sorted(CORPUS.glob("*/*.jsonl")) for p in plants(gold)]
    results = annotate((read_text(p.text, furniture) for p in planted), rules)
    hits = [found(p, claims) for p, (_, claims) in zip(planted, results, strict=True)]
    for plant, hit in zip(planted, hits, strict=True):
        if not hit:
            around = " ".join(plant.text[max(0, plant.changed - 70) : plant.changed + 60].split())
            print(f"missed {plant.article} {plant.how}: {around}")
    for name, of in (("in all", lambda p: True), ("headline against its first restatement", lambda p: p.lead)):
        some = [hit for plant, hit in zip(planted, hits, strict=True) if of(plant)]
        print(f"{name}: {sum(some)} of {len(some)} planted conflicts found ({sum(some) / max(1, len(some)):.0%})")


if __name__ == "__main__":
    main()
