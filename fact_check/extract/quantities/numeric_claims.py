"""The claims that only a number makes: the clause that asserts it, where nobody is said to have said so.

A little past 250 lines: what belongs to such a clause and what stands aside is told by one walk over the parse.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from fact_check.extract.quantities.unasserted import WISHING, commands, conditional, wanted
from fact_check.extract.records import Reading, Tokens, overlaps
from fact_check.extract.syntax.clauses import (
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
"""A statement in pieces, and the numbers that it asserts, in order."""
Asides = dict[int, list[Tokens]]
"""What a head's clause contains but does not assert with its numbers; found once per head."""

_ASIDE = frozenset({"advcl", "acl:relcl", "advcl:relcl", "acl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BARE = frozenset({"conj", "advcl", "ccomp", "parataxis", "list", "appos", "acl", "dep"})
"""Relations of a clause without a subject or a verb of its own: what it says belongs to the clause above."""
_JOINING = frozenset({"CCONJ", "SCONJ", "DET", "ADP", "PUNCT"})
_CLOSING = frozenset(PAIRS.values())
_READABLE = 400
"""Tokens of the longest sentence whose clauses are told apart: a longer one is a table or no prose at all."""
_TIMING = frozenset({"after", "before", "since", "until", "when"})
_CONDITIONS = frozenset({"if", "unless", "whether", "that"})


def asserted(
    doc: Doc,
    readings: Sequence[Reading],
    taken: Sequence[Tokens],
    headline: Tokens | None = None,
    sources: Sequence[Tokens] = (),
) -> tuple[Asserted, ...]:
    """Return the clauses that assert a number outside any attribution, in text order.

    `taken` are the runs of every attribution, its content and cue, and `sources` its source. A clause is given without
    them, without the clauses joined to it that have their own subject, and without what stands aside and holds no
    number; a source that is its subject stays. A relative clause with a number is a clause of its own. `headline` is
    claimed whole.
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
    """Let a clause that overlaps a longer one yield to it, with its numbers."""
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
    """Return the runs in each sentence: a number is only compared with those in its own."""
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
    """Return the headline that holds a number, unless a part of it is attributed."""
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
        # A participle right behind its noun is often hung on the verb.
        noun = verb.nbor(-1)
    elif verb.dep_ != "acl" or is_clause(verb) or verb.tag_ not in {"VBN", "VBG"}:
        return None
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.i > verb.i:
        return None
    run = trim(number.doc, noun.left_edge.i, verb.right_edge.i + 1)
    return None if run is None or overlaps(run, taken) else (run,)


def _outside(doc: Doc, token: Token) -> Token:
    """Return the word before the bracket that a word is in, or the word: `250 miles (400 km)` is one statement."""
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
    """Return the head of the clause that asserts a word: one with a predicate, and a subject if it joins another."""
    head = clause_head(token)
    for _ in range(8):
        if head.head == head or not (_leans(head) or _condition(head) or _measures(token, head)):
            break
        head = clause_head(head.head)
    return head


def _measures(token: Token, head: Token) -> bool:
    """Tell whether a word says how long before or after a clause something happened: `{five days} after he left`."""
    if head.dep_ not in ("advcl", "advcl:relcl"):
        return False
    return any(c.dep_ == "mark" and c.i > token.i and c.lower_ in _TIMING for c in head.children)


def _leans(head: Token) -> bool:
    """Tell whether a clause lacks the verb or the subject that would make it a statement."""
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
    """Yield the heads of what a clause contains but does not assert with its number."""
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
            if not _condition(child):
                yield child
        else:
            yield from _aside(child, spots)


def _aside(token: Token, spots: Sequence[Tokens]) -> Iterator[Token]:
    """Yield the clauses below a word that a comma sets apart: with their own number, or with none."""
    for node in token.subtree:
        if node.dep_ not in _ASIDE or node.left_edge.i == 0:
            continue
        if node.tag_ in _FINITE and subject(node) is None:
            continue  # a finite verb without a subject is the clause's own, whatever the parse says
        comma = node.left_edge.text == "," or node.doc[node.left_edge.i - 1].text == ","
        relative = node.dep_ == "acl:relcl" and is_clause(node)
        numbered = overlaps(subtree(node), spots)
        if (relative and numbered) or (comma and not numbered):
            yield node


def _says(doc: Doc, piece: Tokens) -> bool:
    words = columns(doc)
    return any(words.pos[i] not in _JOINING and words.text[i].isalpha() for i in range(*piece))


def _around(doc: Doc, reading: Reading, taken: Sequence[Tokens]) -> tuple[Tokens, ...] | None:
    """Return the part of the sentence around a number, where the parse gives no clause that holds it."""
    whole = sentence(doc[reading.tokens[0]])
    found = pieces(doc, _segment(doc, whole, reading.tokens[0]), taken)
    return tuple(p for p in found if overlaps(reading.tokens, [p])) or None
