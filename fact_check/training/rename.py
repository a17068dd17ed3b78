"""Replace the names in a small corpus by names from the news; the sentence stays, so its annotation stays true."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

from fact_check.lexicon import word_list
from fact_check.training.treebank import Sentence

SHARE = 0.4
"""The share of replaceable names that are replaced."""

Choice = Callable[[Random], tuple[str, ...]]


def renamed(sentence: Sentence, rng: Random) -> Sentence:
    """Replace some names of one or two words by others of their kind and length."""
    words = list(sentence)
    for start, word in enumerate(sentence):
        if not word.name.startswith("B-"):
            continue
        end = start + 1
        while end < len(words) and words[end].name.startswith("I-"):
            end += 1
        choose = stand_ins().get((word.name[2:], end - start))
        proper = all(part.upos in ("PROPN", "") and part.form[:1].isupper() for part in words[start:end])
        if choose and proper and rng.random() < SHARE:
            for at, form in enumerate(choose(rng), start):
                words[at] = replace(words[at], form=form, lemma=form if words[at].lemma else "")
    return tuple(words)


@cache
def stand_ins() -> dict[tuple[str, int], Choice]:
    """Return how to choose a name of each kind and number of words."""
    first, last = (word_list(f"names.PERSON.{part}") for part in ("first", "last"))
    chosen: dict[tuple[str, int], Choice] = {
        ("PERSON", 1): lambda rng: (rng.choice(last),),
        ("PERSON", 2): lambda rng: (rng.choice(first), rng.choice(last)),
    }
    for kind in ("LOC", "ORG"):
        for length, part in ((1, "one"), (2, "two")):
            chosen[kind, length] = _one_of([tuple(name.split("_")) for name in word_list(f"names.{kind}.{part}")])
    return chosen


def _one_of(names: list[tuple[str, ...]]) -> Choice:
    return lambda rng: rng.choice(names)
