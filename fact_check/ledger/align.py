"""How one run of words became another, and what of a decision's grounds that touches."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from fact_check.ledger.events import Anchor, Mark
from fact_check.ledger.guard import Token, reverses

BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*\s|\n")
"""Where a sentence ends, as far as full stops and line ends can tell."""
BREAK_OR_QUOTE = re.compile(BREAK.pattern + '|["“”«»„]')
SENTENCE_START = re.compile(r"(?:^|[.!?…]+[\"'”’)\]]*\s+|\n\s*)[\"'“‘(\[]*$")
_BESIDE = 3
"""How many words away "not" or "about" still counts as said of a claim, a source or a cue."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Old tokens i1 to i2 went, new tokens j1 to j2 came."""

    i1: int
    i2: int
    j1: int
    j2: int


def edits_of(old: list[Token], new: list[Token], i: int, j: int) -> list[Edit]:
    """Find how one run of tokens became another, each stretch of difference as one edit."""
    found: list[Edit] = []
    for op in Indel.opcodes([t.key for t in old], [t.key for t in new]):
        if op.tag == "equal":
            continue
        edit = Edit(op.src_start + i, op.src_end + i, op.dest_start + j, op.dest_end + j)
        if found and found[-1].i2 == edit.i1 and found[-1].j2 == edit.j1:
            edit = Edit(found[-1].i1, edit.i2, found[-1].j1, edit.j2)
            found.pop()
        found.append(edit)
    return found


def edits_before(old: list[Token], new: list[Token]) -> list[Edit]:
    """Find the edits of what leads up to a claim: of equal matches, those nearest to it."""
    m, n = len(old), len(new)
    return [Edit(m - e.i2, m - e.i1, n - e.j2, n - e.j1) for e in reversed(edits_of(old[::-1], new[::-1], 0, 0))]


def judge(anchor: Anchor, frame: Mark, old: list[Token], text: str, new: list[Token], edits: list[Edit]) -> str | None:
    """Say what of an anchor's grounds an alignment has changed; None when nothing has."""
    roles = [_role(anchor, t) for t in old]
    core = [i for i, role in enumerate(roles) if role]
    if not core:
        return None
    before = _Told(frame.text, frame.start)
    now = _Told(text, 0)
    for e in edits:
        if anchor.frame is None and (e.i1 == 0 or e.i2 == len(old)):
            continue  # without a frame the words are cut off anywhere, and their ends tell nothing
        went, came = old[e.i1 : e.i2], new[e.j1 : e.j2]
        for what in ("source", "cue"):
            if what in roles[e.i1 : e.i2]:
                return _said(f"the {what}", went, came)
            inside = came and e.i1 > 0 and e.i2 < len(old) and roles[e.i1 - 1] == what == roles[e.i2]
            if inside:
                return _said(f"the {what}", went, came)
        if came and _touches_source(e, roles, came, old, new, now):
            return _said("the source", went, came)
        in_span = "span" in roles[e.i1 : e.i2] or (
            e.i1 > 0 and e.i2 < len(old) and roles[e.i1 - 1] == "span" and roles[e.i2] == "span"
        )
        if in_span:
            for token in (*[t for t, r in zip(went, roles[e.i1 : e.i2], strict=True) if r == "span"], *came):
                if token.is_guarded:
                    return _said(_kind(token), went, came)
            names = [t for t in went if t.capital and not before.opens(t.start)]
            names += [t for t in came if t.capital and not now.opens(t.start)]
            if names:
                return _said("a name", went, came)
            if any(reverses(a.key, b.key) for a in went for b in came):
                return _said("a negation", went, came)
        right = next((k for k in core if k >= e.i2), None)
        left = next((k for k in reversed(core) if k < e.i1), None)
        for k in (left, right):
            if k is None:
                continue
            after = k < e.i1
            gap = e.i1 - 1 - k if after else k - e.i2
            place = e.j1 - 1 - gap if after else e.j2 + gap
            # What stands in quotes beside "she said" is said by her, not of her saying it.
            stop = BREAK if roles[k] == "span" else BREAK_OR_QUOTE
            found = _bears(went, old[k], before, gap, stop, after=after)
            if found is None and 0 <= place < len(new):
                found = _bears(came, new[place], now, gap, stop, after=after)
            if found is not None:
                return _said(_kind(found), went, came)
    return None


def _bears(
    run: list[Token], core: Token, told: "_Told", gap: int, stop: re.Pattern[str], *, after: bool
) -> Token | None:
    """Find a word of a run, which came or went beside a core word, that bears on it; `gap` words stand between.

    A run that touches the core bears on it as a whole ("It is not the case that …"), another by its nearest words.
    """
    nearest = run if after else run[::-1]
    for away, token in enumerate(nearest, gap + 1):
        if not told.together(token, core, stop):
            return None
        if token.frames and (away <= _BESIDE or gap == 0):
            return token
        if away == 1 and token.is_number and core.is_number:
            return token
    return None


def _touches_source(
    e: Edit, roles: list[str], came: list[Token], old: list[Token], new: list[Token], now: "_Told"
) -> bool:
    """Tell whether what came makes another source of it: "Jones and" before "Smith said"."""
    beside = []
    if e.i2 < len(old) and roles[e.i2] == "source" and e.j2 < len(new) and now.together(came[-1], new[e.j2]):
        beside.append(came[-1])
    if e.i1 > 0 and roles[e.i1 - 1] == "source":
        beside.append(came[0])
    return any(t.key in ("and", "or") or (t.capital and not now.opens(t.start)) for t in beside)


@dataclass(frozen=True, slots=True)
class _Told:
    """A text whose characters are counted from `start`."""

    text: str
    start: int

    def opens(self, at: int) -> bool:
        """Tell whether a sentence opens at an offset, where any word has a capital."""
        at -= self.start
        return bool(SENTENCE_START.search(self.text[max(0, at - 8) : at])) or at <= 0

    def together(self, a: Token, b: Token, stop: re.Pattern[str] = BREAK) -> bool:
        """Tell whether two words stand in one sentence, or with nothing else between them that parts them."""
        first, second = (a, b) if a.start <= b.start else (b, a)
        return not stop.search(self.text[first.end - self.start : second.start - self.start])


def _role(anchor: Anchor, token: Token) -> str:
    for role, mark in (("source", anchor.source), ("cue", anchor.cue)):
        if mark is not None and token.start < mark.end and mark.start < token.end:
            return role
    return "span" if token.start < anchor.end and anchor.start < token.end else ""


def _kind(token: Token) -> str:
    if token.is_number:
        return "a number"
    return "a negation or modal" if token.is_guarded else "a word"


def _said(what: str, went: list[Token], came: list[Token]) -> str:
    def words(of: list[Token]) -> str:
        return " ".join(t.key for t in of[:8]) or "nothing"

    return f"{what}: {words(went)} → {words(came)}"


def carry_over(anchor: Anchor, old: list[Token], new: list[Token], edits: list[Edit]) -> tuple[int, int] | None:
    """Carry the anchor's first and last words through an alignment; None when nothing of it is left."""
    span = [i for i, t in enumerate(old) if anchor.start <= t.start < anchor.end]
    if not span:
        return None
    to: dict[int, tuple[int, int]] = {}
    i = j = 0
    for e in [*edits, Edit(len(old), len(old), len(new), len(new))]:
        while i < e.i1:
            to[i] = (j, j + 1)
            i, j = i + 1, j + 1
        inner = [k for k in range(e.i1, e.i2) if span[0] <= k <= span[-1]]
        if inner and e.j2 > e.j1:
            # Of what came, the claim's share stands where its own words stood in what went.
            skip = min(e.j2 - e.j1 - 1, inner[0] - e.i1)
            left = min(e.j2 - e.j1 - 1 - skip, e.i2 - 1 - inner[-1])
            for k in inner:
                to[k] = (e.j1 + skip, e.j2 - left)
        i, j = e.i2, e.j2
    reached = [to[k] for k in span if k in to]
    if not reached:
        return None
    return new[min(a for a, _ in reached)].start, new[max(b for _, b in reached) - 1].end
