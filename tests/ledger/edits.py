"""Random edits of a draft, each with its truth: which claims it touches where it counts, and which it deletes."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from fact_check.claims import Claim, Piece, claim_ids, words
from fact_check.ledger.wording import tokens

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPELT = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "dozens", "half"]
_MODALS = ["could", "may", "might", "would", "will", "should", "can", "must"]
_NAMES = ["Morwenna Pike", "the Harbour Trust", "Bastian Oduya", "an inspector", "Quill & Partners"]
_CUES = ["denied", "doubted", "guessed", "joked", "boasted"]
_PLAIN = ["window", "yellow", "slowly", "carpet", "gently", "table", "garden", "winter", "paper", "often"]
_SENTENCES = ["The street was quiet.", "Snow fell on the old bridge.", "A dog slept by the door.", "It was a long day."]


@dataclass(frozen=True)
class Edit:
    """A draft before and after, with the claims that a finder would find after."""

    kind: str
    after: str
    claims: tuple[Claim, ...]
    touched: frozenset[str]
    """Claims (by their old id) of which a number, negation, modal, source or cue is another now."""
    deleted: frozenset[str]
    what: str


def random_edit(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit:
    """Make one edit, of a kind that the draft has room for."""
    while True:
        kind = rng.choice(list(_KINDS))
        edit = _KINDS[kind](text, claims, rng)
        if edit is not None:
            return edit


def _replace(kind: str, text: str, claims: tuple[Claim, ...], start: int, end: int, new: str, counts: bool) -> Edit:
    after = text[:start] + new + text[end:]
    at = lambda o: o if o <= start else o + len(new) - (end - start) if o >= end else min(o, start + len(new))  # noqa: E731
    touched = frozenset(c.id for c in claims if counts and _rests_on(c, start, end))
    said = f"{text[max(0, start - 30) : start]}[{text[start:end]} → {new}]{text[end : end + 30]}"
    return Edit(kind, after, _moved(claims, after, at), touched, frozenset(), said)


def _rests_on(claim: Claim, start: int, end: int) -> bool:
    parts = [*claim.pieces, *(p for p in (claim.source, claim.cue) if p is not None)]
    return any(p.start <= start and end <= p.end for p in parts)


def _moved(claims: tuple[Claim, ...], after: str, at: Callable[[int], int]) -> tuple[Claim, ...]:
    """Find the claims again in the text after, their offsets carried by `at`."""

    def moved(part: dict[str, Any] | None) -> dict[str, Any] | None:
        if part is None:
            return None
        start, end = at(part["start"]), at(part["end"])
        return part | {"start": start, "end": end} | ({"text": after[start:end]} if "text" in part else {})

    found = []
    for claim in claims:
        raw = claim.model_dump()
        for name in ("span", "sentence", "source", "cue"):
            raw[name] = moved(raw[name])
        raw["pieces"] = [moved(p) for p in raw["pieces"]]
        raw["quantities"] = [moved(q) for q in raw["quantities"]]
        found.append(Claim.model_validate(raw))
    found = sorted((c for c in found if c.span.end > c.span.start), key=lambda c: c.span.start)
    ids = claim_ids([words(after, c.pieces) for c in found])
    return tuple(c.model_copy(update={"id": i}) for c, i in zip(found, ids, strict=True))


def _number(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    """Change a number of a claim."""
    claim = rng.choice(claims)
    piece = rng.choice(claim.pieces)
    spots = [(m.start(), m.end(), str(rng.randint(2, 999))) for m in _NUMBER.finditer(text, piece.start, piece.end)]
    for word in _SPELT:
        for m in re.finditer(rf"\b{word}\b", text[piece.start : piece.end]):
            other = rng.choice([w for w in _SPELT if w != word])
            spots.append((piece.start + m.start(), piece.start + m.end(), other))
    spots = [s for s in spots if text[s[0] : s[1]] != s[2]]
    if not spots:
        return None
    start, end, new = rng.choice(spots)
    return _replace("number", text, claims, start, end, new, True)


def _put_in(kind: str, choices: list[str]) -> Callable[[str, tuple[Claim, ...], random.Random], Edit | None]:
    def edit(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
        piece = rng.choice(rng.choice(claims).pieces)
        gaps = [m.start() for m in re.finditer(r" ", text[piece.start : piece.end])]
        if not gaps:
            return None
        at = piece.start + rng.choice(gaps)
        return _replace(kind, text, claims, at, at, " " + rng.choice(choices), True)

    return edit


def _take_out(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    """Take a negation or a modal out of a claim."""
    spots = [
        (t.start, t.end)
        for c in claims
        for p in c.pieces
        for t in tokens(text[p.start : p.end], p.start)
        if t.key in ("not", "no", "never", "without", *_MODALS) and not t.capital
    ]
    if not spots:
        return None
    start, end = rng.choice(spots)
    return _replace("negation or modal out", text, claims, start, min(len(text), end + 1), "", True)


def _source(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    sources = [c.source for c in claims if c.source is not None]
    if not sources:
        return None
    source = rng.choice(sources)
    new = rng.choice(_NAMES)
    if rng.random() < 0.5:
        first = tokens(source.text, source.start)[-1]
        return _replace("source's last word", text, claims, first.start, first.end, new, True)
    return _replace("source", text, claims, source.start, source.end, new, True)


def _cue(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    cues = [c.cue for c in claims if c.cue is not None]
    if not cues:
        return None
    cue = rng.choice(cues)
    if rng.random() < 0.3:
        negated = _replace("cue negated", text, claims, cue.start, cue.start, rng.choice(["never ", "not "]), False)
        its = frozenset(c.id for c in claims if c.cue is not None and c.cue.start == cue.start)
        return replace(negated, touched=its)
    return _replace("cue", text, claims, cue.start, cue.end, rng.choice(_CUES), True)


def _other_word(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    """Change a plain word that no claim, source or cue holds."""
    held = [p for c in claims for p in (*c.pieces, c.source, c.cue) if p is not None]
    free = [t for t in tokens(text) if not any(p.start < t.end and t.start < p.end for p in held)]
    spots = [t for t in free if t.key.isalpha() and not t.frames and not t.is_number and not t.capital]
    if not spots:
        return None
    token = rng.choice(spots)
    return _replace("other word", text, claims, token.start, token.end, rng.choice(_PLAIN), False)


def _paragraphs(text: str) -> list[Piece]:
    return [Piece(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]+\n*", text)]


def _sentence_in(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    """Put a sentence or a paragraph somewhere between claims."""
    at = rng.choice(_paragraphs(text)).start
    new = " ".join(rng.sample(_SENTENCES, 2)) + rng.choice(["\n\n", " "])
    return _replace("sentence put in", text, claims, at, at, new, False)


def _moved_paragraph(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    paragraphs = _paragraphs(text)
    if len(paragraphs) < 3:
        return None
    moved, before = rng.sample(paragraphs[1:], 2)
    cut = text[moved.start : moved.end].rstrip("\n") + "\n\n"
    rest = text[: moved.start] + text[moved.end :]
    to = before.start if before.start < moved.start else before.start - (moved.end - moved.start)
    if not rest[:to].endswith("\n"):
        return None
    after = rest[:to] + cut + rest[to:]
    size = moved.end - moved.start

    def at(o: int) -> int:
        if moved.start <= o < moved.end:
            return to + o - moved.start
        o = o if o < moved.start else o - size
        return o if o < to else o + len(cut)

    def torn(claim: Claim) -> bool:
        sides = {moved.start <= at < moved.end for p in _parts(claim) for at in (p.start, p.end - 1)}
        return len(sides) > 1

    if any(torn(c) for c in claims):
        return None
    return Edit("paragraph moved", after, _moved_by_last(claims, after, at), frozenset(), frozenset(), cut[:60])


def _moved_by_last(claims: tuple[Claim, ...], after: str, at: Callable[[int], int]) -> tuple[Claim, ...]:
    """As `_moved`, where a part's end goes with its last character."""
    starts = {p.start for c in claims for p in _parts(c)}
    return _moved(claims, after, lambda o: at(o) if o in starts else at(o - 1) + 1)


def _parts(claim: Claim) -> list[Piece]:
    parts = (claim.span, claim.sentence, claim.source, claim.cue, *claim.pieces, *claim.quantities)
    return [p for p in parts if p is not None]


def _deleted_paragraph(text: str, claims: tuple[Claim, ...], rng: random.Random) -> Edit | None:
    gone = rng.choice(_paragraphs(text))
    lost = frozenset(c.id for c in claims if any(p.start < gone.end and gone.start < p.end for p in _parts(c)))
    after = text[: gone.start] + text[gone.end :]
    kept = tuple(c for c in claims if c.id not in lost)
    size = gone.end - gone.start
    moved = _moved(kept, after, lambda o: o if o <= gone.start else o - size)
    return Edit("paragraph deleted", after, moved, frozenset(), lost, text[gone.start : gone.end][:60])


_KINDS: dict[str, Callable[[str, tuple[Claim, ...], random.Random], Edit | None]] = {
    "number": _number,
    "negation": _put_in("negation", ["not", "never", "no longer"]),
    "modal": _put_in("modal", _MODALS),
    "out": _take_out,
    "source": _source,
    "cue": _cue,
    "word": _other_word,
    "sentence": _sentence_in,
    "moved": _moved_paragraph,
    "deleted": _deleted_paragraph,
}
