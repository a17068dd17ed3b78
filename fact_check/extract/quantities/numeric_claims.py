"""Find the claims of numbers outside attributions: the clause that asserts each number.

A little past 250 lines: what belongs to such a clause and what is an aside is decided by one walk over the parse.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from fact_check.extract.quantities.unasserted import WISHING, commands, conditional, wanted
from fact_check.extract.records import Reading, Tokens, overlaps
from fact_check.extract.syntax.clauses import (
    FINITE_OR_MODAL,
    PAIRS,
    clause_head,
    clause_run,
    head_of,
    is_clause,
    pieces,
    relation,
    sentence,
    subject,
    subtree,
    trim,
)
from fact_check.language.columns import columns

Asserted = tuple[tuple[Tokens, ...], tuple[Reading, ...]]
"""A statement in pieces and the numbers that it asserts, in order."""
Asides = dict[int, list[Tokens]]
"""What the clause of a head contains but doesn't assert with its numbers, by head."""

_BARE = frozenset({"conj", "advcl", "ccomp", "parataxis", "list", "appos", "acl", "dep"})
"""Relations of a clause that, without a subject or a verb of its own, belongs to the clause above it."""
_JOINING = frozenset({"CCONJ", "SCONJ", "DET", "ADP", "PUNCT"})
_CLOSING = frozenset(PAIRS.values())
_READABLE = 400
"""The most tokens of a sentence that is split into clauses: a longer one is a table, or not prose."""
_TIMING = frozenset({"after", "before", "since", "until", "when"})
_CONDITIONS = frozenset({"if", "unless", "whether", "that", "with"})
"""Words before a clause that states nothing by itself: `{with} a tenth of the votes counted`."""


def asserted(
    doc: Doc,
    readings: Sequence[Reading],
    taken: Sequence[Tokens],
    headline: Tokens | None = None,
    sources: Sequence[Tokens] = (),
) -> tuple[Asserted, ...]:
    """Return the clauses that assert a number outside any attribution, in text order.

    `taken` are the contents and cues of all attributions, and `sources` their sources. A clause is returned without
    them (but for a source that is its subject), and without joined clauses that have their own subject. A relative
    clause with a number is a clause of its own. `headline` is one claim, whole.
    """
    speakers = frozenset(sources)
    taken = [*taken, *sources]
    starts = columns(doc).sentences
    by_sentence = _by_sentence(starts, taken)
    held = {i for run in taken for i in range(*run)}
    free = [r for r in readings if r.non_assertive is None and held.isdisjoint(range(*r.tokens))]
    spots = _by_sentence(starts, [r.tokens for r in free])
    found: dict[tuple[Tokens, ...], list[Reading]] = {}
    unread: dict[Tokens, tuple[Tokens, ...]] = {}
    near_spots = cache(lambda number: tuple(dict.fromkeys(spots.get(number, ()))))
    aside: Asides = {}
    for reading in free:
        around = sentence(doc[reading.tokens[0]])
        if around[1] - around[0] > _READABLE:
            if around not in unread:
                unread[around] = tuple(pieces(doc, around, _near(starts, by_sentence, around)))
            piece = _piece_at(unread[around], reading.tokens[0])
            if piece is not None:
                found.setdefault((piece,), []).append(reading)
            continue
        near = _near(starts, by_sentence, reading.tokens)
        numbers = _sentences(starts, reading.tokens)
        beside = near_spots(numbers[0]) if len(numbers) == 1 else _near(starts, spots, reading.tokens)
        run = _whole(doc, reading, taken, headline) or _clause(doc, reading, near, beside, aside, speakers)
        if run:
            found.setdefault(run, []).append(reading)
    return _apart_from_each_other(found)


def _piece_at(runs: Sequence[Tokens], i: int) -> Tokens | None:
    at = bisect_right(runs, i, key=lambda run: run[0]) - 1
    return runs[at] if at >= 0 and i < runs[at][1] else None


def _apart_from_each_other(found: dict[tuple[Tokens, ...], list[Reading]]) -> tuple[Asserted, ...]:
    """Merge a clause that overlaps a longer one into it, with its numbers."""
    kept: dict[tuple[Tokens, ...], list[Reading]] = {}
    order: dict[tuple[Tokens, ...], int] = {}
    owner: dict[int, tuple[Tokens, ...]] = {}
    for run in sorted(found, key=lambda r: sum(b - a for a, b in r), reverse=True):
        places = [i for a, b in run for i in range(a, b)]
        over = min((owner[i] for i in places if i in owner), key=order.__getitem__, default=run)
        if over == run:
            order[run] = len(order)
            owner |= dict.fromkeys(places, run)
        kept.setdefault(over, []).extend(found[run])
    return tuple((run, tuple(sorted(said, key=lambda r: r.tokens))) for run, said in sorted(kept.items()))


def _by_sentence(starts: Sequence[int], runs: Iterable[Tokens]) -> dict[int, list[Tokens]]:
    """Return the runs in each sentence, because a number is only compared with those in its own."""
    found: dict[int, list[Tokens]] = defaultdict(list)
    for run in runs:
        for number in _sentences(starts, run):
            found[number].append(run)
    return found


def _near(starts: Sequence[int], runs: Mapping[int, list[Tokens]], run: Tokens) -> list[Tokens]:
    return list(dict.fromkeys(r for number in _sentences(starts, run) for r in runs.get(number, ())))


def _sentences(starts: Sequence[int], run: Tokens) -> range:
    return range(bisect_right(starts, run[0]) - 1, bisect_right(starts, max(run[1] - 1, run[0])))


def _whole(doc: Doc, reading: Reading, taken: Sequence[Tokens], headline: Tokens | None) -> tuple[Tokens, ...] | None:
    """Return the headline around a number, unless part of it is attributed."""
    if headline is None or not overlaps(reading.tokens, [headline]) or overlaps(headline, taken):
        return None
    run = trim(doc, *headline)
    return (run,) if run else None


def _clause(
    doc: Doc,
    reading: Reading,
    taken: Sequence[Tokens],
    spots: Sequence[Tokens],
    aside: Asides,
    speakers: Collection[Tokens],
) -> tuple[Tokens, ...] | None:
    number = head_of(doc, reading.tokens)
    head = _asserting(_outside(doc, number))
    if overlaps((head.i, head.i + 1), taken) or head.lemma_.lower() in WISHING:
        return None
    if wanted(number) or conditional(number) or commands(head):
        return None
    if any(c.dep_ == "mark" and c.lower_ == "whether" for t in (number, *number.ancestors) for c in t.children):
        return None
    if (shortened := _shortened(number, taken)) is not None:
        return shortened
    if head.i not in aside:
        aside[head.i] = [subtree(t) for t in _apart(head, spots)]
    apart = [run for run in aside[head.i] if not overlaps(run, [reading.tokens])]
    own = subject(head)
    if own is not None:  # "{Police} arrested 40 people and said they would be charged"
        taken = [run for run in taken if not (run in speakers and run[0] <= own.i < run[1])]
    run = _segment(doc, subtree(head), reading.tokens[0])
    found = clause_run(doc, run, [*apart, *taken])
    kept = tuple(p for p in found if _says(doc, p) or overlaps(reading.tokens, [p]))
    return kept if any(overlaps(reading.tokens, [p]) for p in kept) else _around(doc, reading, taken)


def _shortened(number: Token, taken: Sequence[Tokens]) -> tuple[Tokens, ...] | None:
    """Return a noun with the participle that gives its number: `a scheme begun six years ago`."""
    verb = next((t for t in (number, *number.ancestors) if is_clause(t) or t.dep_ == "acl"), number)
    noun = verb.head
    if verb.dep_ == "advcl" and verb.i and verb.tag_ in {"VBN", "VBD"} and not any(c.i < verb.i for c in verb.children):
        # The parse often attaches a participle right after its noun to the verb.
        noun = verb.nbor(-1)
    elif verb.dep_ != "acl" or is_clause(verb) or verb.tag_ not in {"VBN", "VBG"}:
        return None
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.i > verb.i:
        return None
    run = trim(number.doc, noun.left_edge.i, verb.right_edge.i + 1)
    return None if run is None or overlaps(run, taken) else (run,)


def _outside(doc: Doc, token: Token) -> Token:
    """Return the word before the brackets around a word, or the word itself: `250 miles (400 km)` is one statement."""
    depth = 0
    start = sentence(token)[0]
    text = columns(doc).text
    for i in range(token.i - 1, max(start, token.i - 25) - 1, -1):
        if text[i] in _CLOSING:
            depth += 1
        elif text[i] in PAIRS:
            if depth == 0:
                return doc[i - 1] if i > start else token
            depth -= 1
    return token


def _asserting(token: Token) -> Token:
    """Return the head of the clause that asserts a word: it has a predicate and, if it is joined, a subject."""
    head = clause_head(token)
    for _ in range(8):
        if head.head == head or not (_leans(head) or _condition(head) or _measures(token, head)):
            break
        head = clause_head(head.head)
    return head


def _measures(token: Token, head: Token) -> bool:
    """Tell whether a word measures the time before or after a clause: `{five days} after he left`."""
    if head.dep_ not in ("advcl", "advcl:relcl"):
        return False
    return any(c.dep_ == "mark" and c.i > token.i and c.lower_ in _TIMING for c in head.children)


def _measured(head: Token, spots: Sequence[Tokens]) -> bool:
    """Tell whether the number right before a clause measures the time to it: `It came {a week} after he had left`."""
    first = head.left_edge
    return first.i > 0 and first.lower_ in _TIMING and overlaps((first.i - 1, first.i), spots)


def _leans(head: Token) -> bool:
    """Tell whether a clause lacks the verb or the subject of a statement."""
    return relation(head) in _BARE and head.dep_ != "acl:relcl" and (subject(head) is None or not _predicates(head))


def _predicates(head: Token) -> bool:
    return head.pos_ in {"VERB", "AUX"} or any(c.dep_ in {"cop", "aux", "aux:pass"} for c in head.children)


def _condition(head: Token) -> bool:
    return head.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in head.children)


def _segment(doc: Doc, run: Tokens, at: int) -> Tokens:
    """Cut a run at the semicolons around a word, outside brackets."""
    start, end, depth = *run, 0
    text = columns(doc).text
    if ";" not in text[start:end]:
        return run
    for i in range(*run):
        depth = max(0, depth + (text[i] in PAIRS) - (text[i] in _CLOSING))
        if text[i] == ";" and depth == 0:
            if i < at:
                start = i + 1
            else:
                return start, i
    return start, end


def _apart(head: Token, spots: Sequence[Tokens]) -> Iterator[Token]:
    """Yield the heads of what a clause contains but doesn't assert with its number."""
    for child in head.children:
        own = subject(child) is not None and _predicates(child)
        if child.dep_ in {"parataxis", "conj", "list"} and own:
            yield child
        elif child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            if overlaps(subtree(child), spots):
                yield from _apart(child, spots)
            else:
                yield child
        elif child.dep_ == "advcl" and own:
            if overlaps(subtree(child), spots) and not _condition(child) and not _measured(child, spots):
                yield child
        else:
            yield from _aside(child, spots)


def _aside(token: Token, spots: Sequence[Tokens]) -> Iterator[Token]:
    """Yield the relative clauses below a word that assert their own numbers."""
    for node in token.subtree:
        if node.dep_ != "acl:relcl" or node.left_edge.i == 0 or not overlaps(subtree(node), spots):
            continue
        if node.tag_ not in FINITE_OR_MODAL or subject(node) is not None:
            # A finite verb without a subject belongs to the clause, whatever the parse says.
            yield node


def _says(doc: Doc, piece: Tokens) -> bool:
    words = columns(doc)
    return any(words.pos[i] not in _JOINING and words.text[i].isalpha() for i in range(*piece))


def _around(doc: Doc, reading: Reading, taken: Sequence[Tokens]) -> tuple[Tokens, ...] | None:
    """Return the part of the sentence around a number that is in no clause of the parse."""
    whole = sentence(doc[reading.tokens[0]])
    found = pieces(doc, _segment(doc, whole, reading.tokens[0]), taken)
    return tuple(p for p in found if overlaps(reading.tokens, [p])) or None
