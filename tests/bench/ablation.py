"""What each part of the reader contributes: claims and labels with each part alone, and with each left out.

    python -m tests.bench.ablation [FOLDER ...]

A folder has NAME.jsonl with the claims of articles beside it (see `fact_check.score.gold`); the default is `corpus/dev`
and the gold beside the repository, without the articles whose number is divisible by 4: those only measure. Each text
is parsed once; all that comes after the parse runs anew for each variant.

f: claims found, F. right: found with the right label, of all gold. Then, for each label, how many of its gold claims
are found with it. resolved: sources that stand for somebody else whom a reader is told; open: pronouns left as such.
"""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from fact_check.claims import Claim, Label
from fact_check.extract import Parts, extract
from fact_check.extract.attribution import ATTRIBUTORS
from fact_check.extract.attribution.by_rules import by_rules
from fact_check.extract.attribution.merge import by_network
from fact_check.extract.coreference.sources import Unresolved
from fact_check.language import parse
from fact_check.read import Article, read_text
from fact_check.relate import relate
from fact_check.rules import Rule, load_rules, select
from fact_check.score.gold import Gold, Row, chars, read_gold
from fact_check.score.labels import labels
from fact_check.score.measure import pair
from fact_check.suggest import suggest
from tests.shared import SHARED

DEV = Path(__file__).parents[2] / "corpus" / "dev"
MEASURES = re.compile(r"(?:^|/)(\d{3})-[^/]*$")
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i"])


def name_of(attributor: object) -> str:
    """Return an attributor's name: "by network"."""
    return str(getattr(attributor, "__name__", attributor)).replace("_", " ")


VARIANTS: dict[str, Parts] = {
    "all": Parts(),
    "rules only": Parts(attributors=(by_rules,)),
    "network only": Parts(attributors=(by_network,)),
    **{f"without {name_of(a)}": Parts(attributors=tuple(b for b in ATTRIBUTORS if b is not a)) for a in ATTRIBUTORS},
    "without coreference": Parts(coreference=Unresolved),
}


@dataclass(frozen=True)
class Parsed:
    """The texts of a gold set, parsed."""

    gold: Gold
    texts: tuple[tuple[Article, Doc], ...]

    def claims(self, rules: tuple[Rule, ...], parts: Parts) -> list[tuple[Claim, ...]]:
        """Return the claims of each text, with some parts."""
        return [suggest(relate(extract(article, doc, rules, parts))) for article, doc in self.texts]


def parsed(folder: Path, rules: tuple[Rule, ...]) -> Parsed:
    """Read and parse a gold set, without the articles that only measure."""
    gold = read_gold(str(folder))
    if folder != DEV:
        gold = Gold(gold.path, gold.kind, [row for row in gold.rows if not _measures(row[0])])
    articles = [read_text(text, select(rules, "furniture"), path=name) for name, text, _ in gold.rows]
    return Parsed(gold, tuple(zip(articles, parse(a.prose for a in articles), strict=True)))


def _measures(name: str) -> bool:
    number = MEASURES.search(name)
    return number is not None and int(number[1]) % 4 == 0


def line(gold: Gold, found: Sequence[Sequence[Claim]]) -> str:
    """Return the figures of a variant, in columns."""
    figures, counts = labels(gold, found).figures, Counter[str]()
    for (_, _, rows), claims in zip(gold.rows, found, strict=True):
        _count(rows, claims, counts)
    each = "  ".join(f"{label} {counts[f'{label} right']:4}/{counts[label]}" for label in Label)
    sources = f"resolved {counts['resolved']:4}  open {counts['open']:4}"
    return f"f {figures['claims-f']:.4f}  right {figures['label-of-all']:.4f}  {each}  {sources}"


def _count(rows: Sequence[Row], claims: Sequence[Claim], counts: Counter[str]) -> None:
    pairs = pair([r["chars"] for r in rows], [chars([(p.start, p.end) for p in c.pieces]) for c in claims])
    for n, row in enumerate(rows):
        counts[row["label"]] += 1
        suggestion = claims[pairs[n]].suggestion if n in pairs else None
        counts[f"{row['label']} right"] += suggestion is not None and suggestion.label == row["label"]
    for claim in claims:
        source = claim.source
        counts["resolved"] += source is not None and source.resolved is not None
        counts["open"] += source is not None and source.resolved is None and source.text.lower() in PRONOUNS


def main(*folders: str) -> None:
    """Print the figures of every variant on each gold folder."""
    rules = load_rules()
    places = [Path(f) for f in folders] or [DEV, *([SHARED / "gold"] if (SHARED / "gold").is_dir() else [])]
    for place in places:
        ground = parsed(place, rules)
        print(f"{place} ({len(ground.texts)} texts)")
        for name, parts in VARIANTS.items():
            print(f"  {name:28} {line(ground.gold, ground.claims(rules, parts))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
