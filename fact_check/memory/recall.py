"""Recall decided claims that say the same as a claim, that differ, or that are near.

`recall` is a pure function of a claim and an index. `Recaller` is for a command that stays open: it repeats earlier
answers at once, and reads journals that have changed meanwhile.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fact_check.claims import Claim, Label, Piece
from fact_check.config import Config
from fact_check.ledger.draft import Draft, Remembered
from fact_check.ledger.wording import keys
from fact_check.memory.compare import Compared, Outcome, compare
from fact_check.memory.entries import NOT_A_CLAIM, Entry
from fact_check.memory.refresh import name_of, refresh
from fact_check.memory.search import Hit, nearest
from fact_check.memory.store import VERSION, Store

LOOKED_AT = 40
"""How many of the nearest claims are compared in full."""
NEAR = 0.5
"""The least share of common words with which a claim is offered as near."""
MOST = 9
"""The most matches that are returned."""
FRESH = 5.0
"""For how many seconds an open index counts as up to date."""


@dataclass(frozen=True, slots=True)
class Match:
    """A decided claim that matches the one in question."""

    entry: Entry
    compared: Compared

    @property
    def outcome(self) -> Outcome:
        return self.compared.outcome

    @property
    def can_be_taken(self) -> bool:
        """Tell whether its decision can be taken over: one with our labels, on the same statement."""
        return self.outcome is Outcome.SAME and (self.entry.label is not None or self.entry.rating == NOT_A_CLAIM)


Recall = Callable[[Claim, str, Label | None], tuple[Match, ...]]
"""Returns what was decided on claims like one, given that, its draft's text and its label."""


def recall(
    claim: Claim,
    index: Store,
    *,
    sentence: str | None = None,
    label: Label | None = None,
    apart_from: str | None = None,
) -> tuple[Match, ...]:
    """Return what was decided on claims like this one: first the same, then different ones, then near ones.

    `sentence` is the text around the claim. If it has a `label`, another label on the same words is a difference. The
    entries of the draft `apart_from`, named as in an entry's `where`, are left out.
    """
    source = claim.source.fullest if claim.source else None
    words = claim.span.text
    found = [
        Match(hit.entry, _compared(hit.entry, words, (sentence, source), label))
        for hit in _once(nearest(index, (words, source)), apart_from)
    ]
    near = (m for m in found if m.outcome is not Outcome.NEAR or m.compared.share >= NEAR)
    return tuple(sorted(near, key=_rank)[:MOST])


def _once(hits: Iterable[Hit], apart_from: str | None) -> Iterable[Hit]:
    """Yield the nearest hits from other drafts, and only one from each place with the same words."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    for hit in hits:
        said = keys(hit.entry.claim), hit.entry.where
        if hit.entry.where != apart_from and said not in seen and len(seen) < LOOKED_AT:
            seen.add(said)
            yield hit


def _compared(entry: Entry, words: str, context: Sequence[str | None], label: Label | None) -> Compared:
    found = compare(
        entry.claim,
        words,
        then_in=(entry.context, entry.source, entry.title),
        now_in=context,
        sources=(entry.source, context[1]),
    )
    if found.outcome is Outcome.SAME and label is not None and entry.label not in (label, None):
        return Compared(Outcome.DIFFERS, found.share, (f"{entry.label} then, {label} now",))
    return found


def _rank(match: Match) -> tuple[int, float, float]:
    order = (Outcome.SAME, Outcome.DIFFERS, Outcome.NEAR).index(match.outcome)
    when = match.entry.when.timestamp() if match.entry.when else 0.0
    return order, -round(match.compared.share, 2), -when


class Recaller:
    """Keeps an index open, for one policy."""

    def __init__(self, store: Store, config: Config, now: Callable[[], float] = time.monotonic) -> None:
        self._store, self._config, self._now = store, config, now
        self._known: dict[tuple[str, str, str, Label | None], tuple[Match, ...]] = {}
        self._asked = now()

    def __call__(self, claim: Claim, text: str, label: Label | None = None) -> tuple[Match, ...]:
        """Return what `recall` returns for a claim of the draft that it names; its offsets are into `text`."""
        if self._now() - self._asked > FRESH:
            self._asked = self._now()
            done = refresh(self._store, self._config)
            if done.read or done.gone:
                self._known.clear()
        sentence = sentence_of(claim, text)
        key = (claim.article, claim.span.text, sentence, label)
        if key not in self._known:
            place = name_of(Path(claim.article), self._config.root)
            self._known[key] = recall(claim, self._store, sentence=sentence, label=label, apart_from=place)
        return self._known[key]

    @property
    def state(self) -> str:
        """Return a digest of everything but the claim that the answers depend on."""
        known = sorted((name, stamp.size, stamp.changed) for name, stamp in self._store.known().items())
        return hashlib.sha256(repr((VERSION, known)).encode()).hexdigest()


def with_memory(draft: Draft, recall: Recall) -> Draft:
    """Return a draft with what was decided elsewhere on its claims: the same, and different decisions."""
    found = {}
    for one in draft.carried:
        if one.claim is not None and not one.rejected:
            every = recall(one.claim, draft.article.text, one.label)
            told = [m for m in every if m.outcome is Outcome.DIFFERS or (m.outcome is Outcome.SAME and m.entry.decided)]
            if told:
                found[one.claim.id] = tuple(
                    Remembered(m.outcome.value, m.compared.because, m.entry.claim, m.entry.told, m.entry.where)
                    for m in told
                )
    return replace(draft, remembered=found)


def sentence_of(claim: Claim, text: str) -> str:
    """Return the text around a claim: its sentence, or the claim itself if the sentence is elsewhere."""
    at: Piece = claim.sentence
    return text[min(at.start, claim.span.start) : max(at.end, claim.span.end)]
