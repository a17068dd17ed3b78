"""How well claim memory finds the verified claim of a tweet (CLEF 2020 CheckThat! task 2), by MAP@5.

    python -m tests.bench.memory DIR             # MAP@5 on dev: BM25 alone, words, words and meaning
    python -m tests.bench.memory DIR --split test
    python -m tests.bench.memory DIR --fit       # learn the weights of memory/rank.py on train, with cross-validation

DIR holds verified_claims.docs.tsv and, for each split, tweets.queries.tsv and tweet-vclaim-pairs.qrels. Meaning needs
the weights of all-MiniLM-L6-v2; its vectors are kept in the cache folder between runs. Nothing is tuned on dev. With
OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1, a busy machine is three times as fast.
"""

import argparse
import csv
import hashlib
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fact_check.memory import meaning
from fact_check.memory.entries import MOST, Entry
from fact_check.memory.rank import SIGNS, total
from fact_check.memory.search import Hit, nearest
from fact_check.memory.store import Stamp, Store, open_store
from fact_check.memory.vectors import Floats, packed

CUT = 5
"""Of a ranking so many count."""
L2, STEPS, RATE = 0.003, 250, 0.05
FOLDS = 5


@dataclass(frozen=True)
class Asked:
    """A tweet, and the claims that verify it."""

    text: str
    right: frozenset[str]


def table(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t"))


def asked(folder: Path, split: str) -> list[Asked]:
    right: dict[str, set[str]] = defaultdict(set)
    for tweet, _, claim, _ in table(folder / split / "tweet-vclaim-pairs.qrels"):
        right[tweet].add(claim)
    return [Asked(text, frozenset(right[tweet])) for tweet, text in table(folder / split / "tweets.queries.tsv")[1:]]


def index(folder: Path, root: Path, *, by_meaning: bool) -> Store:
    """Make an index of the verified claims; `where` is a claim's number."""
    entries = [
        Entry(claim=claim[:MOST], title=title[:1_000] or None, where=number)
        for number, claim, title in table(folder / "verified_claims.docs.tsv")[1:]
    ]
    store = open_store(root, print)
    with store.writing() as writer:
        writer.put("claims", Stamp(0, 0), entries)
    if by_meaning:
        stored = list(store.every())
        claims = packed(kept([each.entry.claim for each in stored]))
        titles = packed(kept([each.entry.title or "" for each in stored]))
        with store.writing() as writer:
            for each, claim, title in zip(stored, claims, titles, strict=True):
                writer.put_vectors(each.number, claim, title if each.entry.title else None)
    return store


def kept(texts: Sequence[str]) -> Floats:
    """Return the vectors of texts, from the last run where it had the same."""
    folder = Path(os.environ.get("FACT_CHECK_BENCH_CACHE", str(Path(tempfile.gettempdir()) / "fact-check-bench")))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{hashlib.sha256(chr(0).join(texts).encode()).hexdigest()[:24]}.npy"
    if not file.exists():
        np.save(file, meaning.meanings(texts))
    found: Floats = np.load(file)
    return found


def precision(ranked: Sequence[str], right: frozenset[str]) -> float:
    """Return the average precision of the first few of a ranking."""
    hits, found = 0, 0.0
    for place, each in enumerate(ranked[:CUT], 1):
        if each in right:
            hits += 1
            found += hits / place
    return found / min(len(right), CUT) if right else 0.0


def measured(every: Sequence[Asked], ranked: Callable[[Asked], Sequence[Hit]]) -> float:
    return float(np.mean([precision([hit.entry.where for hit in ranked(one)], one.right) for one in every]))


def by_bm25(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit.bm25)


def fitted(rows: Sequence[tuple[list[Hit], Asked]], count: int) -> dict[str, float]:
    """Learn weights so that the right claims stand out among the nearest (softmax over each list)."""
    longest = max(len(hits) for hits, _ in rows)
    signs, right = np.zeros((len(rows), longest, count)), np.zeros((len(rows), longest))
    shut = np.zeros((len(rows), longest))
    for n, (hits, one) in enumerate(rows):
        signs[n, : len(hits)] = [hit.signs[:count] for hit in hits]
        right[n, : len(hits)] = [hit.entry.where in one.right for hit in hits]
        shut[n, len(hits) :] = -1e9
    has = right.any(axis=1)
    signs, right, shut = signs[has], right[has] / right[has].sum(axis=1, keepdims=True), shut[has]
    spread = signs[shut == 0].std(axis=0) + 1e-6
    signs /= spread
    weights, first, second = np.zeros(count), np.zeros(count), np.zeros(count)
    for step in range(1, STEPS + 1):
        scores = signs @ weights + shut
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        slope = np.tensordot(chance - right, signs, axes=2) / len(signs) + 2 * L2 * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(SIGNS, (weights / spread).round(3).tolist(), strict=False))


def fit(train: Sequence[Asked], dev: Sequence[Asked], store: Store, count: int) -> None:
    rows = [(nearest(store, [one.text]), one) for one in train]
    folds = []
    for fold in range(FOLDS):
        weights = fitted([row for n, row in enumerate(rows) if n % FOLDS != fold], count)
        held = {one.text: hits for n, (hits, one) in enumerate(rows) if n % FOLDS == fold}
        rest = [one for _, one in rows if one.text in held]
        folds.append(measured(rest, lambda one: reranked(held[one.text], weights)))  # noqa: B023
    weights = fitted(rows, count)
    on_dev = measured(dev, lambda one: reranked(nearest(store, [one.text]), weights))
    print(f"cross-validated on train {np.mean(folds):.4f}, dev {on_dev:.4f}")
    print(weights)


def reranked(hits: Sequence[Hit], weights: dict[str, float]) -> list[Hit]:
    return sorted(hits, key=lambda hit: -total(hit.signs[: len(weights)], weights))


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.memory", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--words", action="store_true", help="do without meaning")
    given = parser.parse_args(arguments)
    every = asked(given.folder, given.split)
    with tempfile.TemporaryDirectory() as cache:
        os.environ["FACT_CHECK_CACHE_DIR"] = cache
        for by_meaning in (False,) if given.words else (False, True):
            store = index(given.folder, Path(cache) / str(by_meaning), by_meaning=by_meaning)
            began = time.process_time()
            found = {one.text: nearest(store, [one.text]) for one in every}
            took = (time.process_time() - began) / len(every) * 1000
            if not by_meaning:
                print(f"{'BM25 alone':20} MAP@{CUT} {measured(every, lambda one: by_bm25(found[one.text])):.4f}")  # noqa: B023
            name = "words and meaning" if by_meaning else "words"
            in_reach = np.mean([any(hit.entry.where in one.right for hit in found[one.text]) for one in every])
            score = measured(every, lambda one: found[one.text])  # noqa: B023
            print(
                f"{name:20} MAP@{CUT} {score:.4f}  in reach {in_reach:.3f}  {took:.1f} ms of a processor a query",
                flush=True,
            )
            if given.fit:
                count = len(SIGNS) if by_meaning else len(SIGNS) - 2
                fit(asked(given.folder, "train"), every, store, count)
            store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
