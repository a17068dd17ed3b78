"""How many planted number conflicts are found, and how many are seen where none was planted.

    python -m tests.bench.conflicts [FOLDER]

In a copy of each corpus article a number that the article gives more than once is changed in one of its places, each
in turn, by a digit and by a magnitude; it is found when the claim that has it now disagrees with one that kept it. With
a folder of real articles it prints what conflicts are found in them, to be read by a person.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fact_check.claims import Claim, Relation
from fact_check.pipeline import annotate
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
    """A text in which the number at `changed` no longer agrees with those at `kept`."""

    article: str
    text: str
    kept: tuple[int, ...]
    changed: int
    how: str
    headline: bool
    """One of the places is the headline."""


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
    """Yield the plants of one corpus article: in each group of restatements, each place of a number that others give.

    Left out are places that share a sentence, rates ("15 in 1,000") and a headline's fraction ("nine-thirds" is none).
    """
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = gold.with_suffix(".txt").read_text(encoding="utf-8")
    for places in _places(rows):
        for sentence, start, end in places:
            number = text[start:end]
            others = [a for s, a, _ in places if s != sentence]
            if not others or " in " in number or (start < text.index("\n") and "third" in number):
                continue
            for how, change in (("digit", digit), ("magnitude", magnitude)):
                changed = change(number)
                if changed is None or changed == number:
                    continue
                moved = tuple(a + (len(changed) - len(number)) * (a > start) for a in others)
                body = text[:start] + changed + text[end:]
                yield Plant(gold.stem, body, moved, start, how, min(start, *others) < text.index("\n"))


def _places(rows: list[dict[str, Any]]) -> Iterator[list[tuple[int, int, int]]]:
    """Yield the places of each number that claims which restate each other give: sentence, start and end."""
    group = {r["id"]: r["id"] for r in rows}
    for row in rows:
        for link in row["links"]:
            if link["relation"] == "restates" and link["to"] in group:
                old, new = group[row["id"]], group[link["to"]]
                group = {k: new if v == old else v for k, v in group.items()}
    found: dict[Hashable, set[tuple[int, int, int]]] = defaultdict(set)
    for row in rows:
        for q in row["quantities"]:
            if q["value"] is not None:
                key = (group[row["id"]], q["value"], q["unit"])
                found[key].add((row["sentence"]["start"], q["start"], q["end"]))
    yield from (sorted(places, key=lambda p: p[1]) for places in found.values())


def found(plant: Plant, claims: tuple[Claim, ...]) -> bool:
    """Tell whether the claims of a planted text say that its number disagrees with one that was kept."""
    here = {c.id for c in claims if any(abs(q.start - plant.changed) < 16 for q in c.quantities)}
    there = {c.id for c in claims if any(abs(q.start - k) < 16 for q in c.quantities for k in plant.kept)}
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
    for name, of in (("in all", lambda p: True), ("headline and body", lambda p: p.headline)):
        some = [hit for plant, hit in zip(planted, hits, strict=True) if of(plant)]
        print(f"{name}: {sum(some)} of {len(some)} planted conflicts found ({sum(some) / max(1, len(some)):.0%})")


if __name__ == "__main__":
    main()
