"""How many links of denials and doubts are found in two-sided articles, and the weights that are learned from them.

    python -m tests.bench.answers [FILE ...]
    python -m tests.bench.answers --fit

A file is one of `corpus/links`: articles, each with its links as the words of the answer and of the claim that it
answers. The last file of each writer is measured and never learned from; it is the default. `--fit` prints the weights
of `fact_check/relate/answer_weights.py` as they come out of the other files, of `corpus/dev`, and of the gold beside
the repository, without the articles whose number is divisible by 4.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fact_check.extract import ClaimCandidate, extract
from fact_check.language import meanings, parse
from fact_check.read import read_text
from fact_check.relate import relate
from fact_check.relate.answer_weights import open_targets
from fact_check.relate.denials import relation_of, rule_signs
from fact_check.relate.pair_signs import Field
from fact_check.relate.term_weights import Ground
from fact_check.rules import load_rules, select
from fact_check.score.gold import read_gold
from fact_check.score.measure import Chars, dice, pair
from tests.shared import SHARED

CORPUS = Path(__file__).parents[2] / "corpus"
LINKS = sorted((CORPUS / "links").glob("*.json"))
UNSEEN = [file for file in LINKS if file.stem.endswith("-5")]
OPPOSING = ("denies", "doubts")
RIDGE = 20.0
LEAST = {True: 0.1, False: 0.12}
"""The least weight of a sign, in its standard deviations, that is kept: for denials and doubts, and for statements."""
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Marked:
    """An article's claims, and which of them answer which, as far as both were found."""

    found: tuple[ClaimCandidate, ...]
    links: frozenset[tuple[int, int]]
    all: int
    """How many links are marked."""


def marked(texts: Sequence[tuple[str, list[tuple[Chars, Chars]]]]) -> Iterator[Marked]:
    """Yield articles with their claims; their links come as the places of the characters of both ends."""
    rules = load_rules()
    articles = [read_text(text, select(rules, "furniture")) for text, _ in texts]
    for (_, links), article, doc in zip(texts, articles, parse([a.prose for a in articles]), strict=True):
        found = extract(article, doc, rules)
        open_ = [n for n, f in enumerate(found) if not f.silent]
        places = [frozenset(i for p in found[n].claim.pieces for i in range(p.start, p.end)) for n in open_]
        ends = [end for link in links for end in link]
        chosen = {i: open_[j] for i, j in pair(ends, places).items()}
        for i, end in enumerate(ends):
            inside = [k for k, place in enumerate(places) if len(end & place) >= 0.6 * min(len(end), len(place))]
            same = next((k for k in range(i) if ends[k] == end and k in chosen), None)
            if same is not None:
                chosen[i] = chosen[same]
            elif i not in chosen and inside:
                chosen[i] = open_[max(inside, key=lambda k: dice(end, places[k]))]
        pairs = {(chosen[k], chosen[k + 1]) for k in range(0, len(ends), 2) if k in chosen and k + 1 in chosen}
        yield Marked(found, frozenset(pairs), len(links))


def of_file(file: Path) -> list[tuple[str, list[tuple[Chars, Chars]]]]:
    """Return the articles of one file of `corpus/links` with their links."""

    def place(text: str, words: str) -> Chars:
        start = text.index(words)
        return frozenset(range(start, start + len(words)))

    articles = json.loads(file.read_text(encoding="utf-8"))
    found = []
    for one in articles:
        text = one["text"]
        found.append((text, [(place(text, k["answer"]), place(text, k["target"])) for k in one["links"]]))
    return found


def of_dev() -> list[tuple[str, list[tuple[Chars, Chars]]]]:
    """Return the articles of `corpus/dev` with their links."""
    articles = []
    for file in sorted((CORPUS / "dev").glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        places = {r["id"]: frozenset(i for p in r["pieces"] for i in range(p["start"], p["end"])) for r in rows}
        links = [(places[r["id"]], places[k["to"]]) for r in rows for k in r["links"] if k["relation"] in OPPOSING]
        articles.append((file.with_suffix(".txt").read_text(encoding="utf-8"), links))
    return articles


def of_gold() -> list[tuple[str, list[tuple[Chars, Chars]]]]:
    """Return the articles beside the repository that may be learned from, with their links."""
    articles = []
    for name, text, rows in read_gold(str(SHARED / "gold"), SHARED / "articles").rows:
        number = re.match(r"\d{3}", name)
        if number is not None and int(number[0]) % 4:
            links = [(r["chars"], rows[to]["chars"]) for r in rows for to in r["about"] if r["effect"] in OPPOSING]
            articles.append((text, links))
    return articles


def figures(articles: Sequence[Marked]) -> str:
    """Say how many marked links are found, and how many of those found are marked."""
    known = meanings()
    right = given = firm = firm_right = 0
    for one in articles:
        related = [r.claim for r in relate(one.found, known)]
        number = {f.claim.id: n for n, f in enumerate(one.found)}
        found = [(number[c.id], number[k.to], k) for c in related for k in c.links if k.relation.value in OPPOSING]
        given += len(found)
        right += sum((n, t) in one.links for n, t, _ in found)
        firm += sum(k.is_firm for _, _, k in found)
        firm_right += sum(k.is_firm and (n, t) in one.links for n, t, k in found)
    marks = sum(one.all for one in articles)
    return (
        f"{len(articles)} articles: {right} of {marks} links found ({right / marks:.2f}), {right} of {given} given are "
        f"right ({right / max(given, 1):.2f}), {firm_right} of {firm} that are firm"
    )


def pairs(articles: Sequence[Marked], *, opposed: bool) -> tuple[list[str], Rows, Rows]:
    """Return the names of the signs, a row of signs for each pair, and whether each is a link."""
    known = meanings()
    assert known is not None
    names: list[str] = []
    rows, right = [], []
    for one in articles:
        ground = Ground(one.found)
        field = Field(ground, known)
        for n, answer in enumerate(one.found):
            relation = relation_of(answer)
            targets = [] if answer.silent else list(open_targets(field, n, relation))
            if not targets or (relation is not None) != opposed:
                continue
            columns = field.signs(n, targets)
            told = rule_signs(ground, n)
            for k, t in enumerate(targets):
                signs = {name: float(column[k]) for name, column in columns.items()}
                if opposed:
                    signs |= field.more_signs(n, t) | told(t)
                names = names or list(signs)
                rows.append([float(signs[name]) for name in names])
                right.append(float((n, t) in one.links))
    return names, np.array(rows), np.array(right)


def fitted(rows: Rows, right: Rows) -> Rows:
    """Return the weights of a logistic regression with a ridge, that of no sign first, by Newton's method."""
    rows = np.c_[np.ones(len(rows)), rows]
    ridge = np.eye(rows.shape[1]) * RIDGE
    ridge[0, 0] = 1e-3
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-rows @ weights))
        bend = (rows * (likely * (1 - likely) + 1e-9)[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(bend, rows.T @ (likely - right) + ridge @ weights)
    return weights


def fit(articles: Sequence[Marked], *, opposed: bool) -> None:
    """Print the weights; the weakest signs are left out, a few at a time, until each makes a difference."""
    names, rows, right = pairs(articles, opposed=opposed)
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    kept = list(range(len(names)))
    while True:
        weights = fitted((rows[:, kept] - mean[kept]) / spread[kept], right)
        weak = sorted((abs(w), k) for w, k in zip(weights[1:], kept, strict=True) if abs(w) < LEAST[opposed])
        if not weak:
            break
        kept = [k for k in kept if k not in [k for _, k in weak[:8]]]
    raw = weights[1:] / spread[kept]
    print(f"{'OPPOSED' if opposed else 'STATED'}: {weights[0] - mean[kept] @ raw:.3f} alone, {int(right.sum())} links")
    for k, weight in zip(kept, raw, strict=True):
        print(f"    {json.dumps(names[k])}: {weight:.3f},")


def main(arguments: Sequence[str]) -> None:
    """Print the figures, or the weights."""
    if "--fit" in arguments:
        learned = [text for file in LINKS if file not in UNSEEN for text in of_file(file)]
        articles = list(marked([*learned, *of_dev(), *of_gold()]))
        for opposed in (True, False):
            fit(articles, opposed=opposed)
        return
    files = [Path(argument) for argument in arguments] or UNSEEN
    print(figures(list(marked([text for file in files for text in of_file(file)]))))


if __name__ == "__main__":
    main(sys.argv[1:])
