"""The claims that only a number makes: the clause that asserts it, where nobody is said to have said so."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from fact_check.find.clauses import clause, clause_head, is_clause, pieces, subject, subtree, trim
from fact_check.find.found import Reading, Tokens

Asserted = tuple[tuple[Tokens, ...], tuple[Reading, ...]]
"""A statement in pieces, and the numbers that it asserts, in order."""

_TAKING = frozenset({"conj", "parataxis", "list"})
_ASIDE = frozenset({"advcl", "acl:relcl", "advcl:relcl", "acl"})


def asserted(
    doc: Doc, readings: Sequence[Reading], taken: Sequence[Tokens], headline: Tokens | None = None
) -> tuple[Asserted, ...]:
    """Return the clauses that assert a number outside any attribution, in text order.

    `taken` are the runs of every attribution: contents, cues and sources. A clause is given without them, without
    the clauses joined to it that have their own subject, and without what stands aside and holds no number. A
    relative clause with a number is a clause of its own. `headline` is claimed whole.
    """
    free = [r for r in readings if r.idle is None and not _overlaps(r.tokens, taken)]
    spots = [r.tokens for r in free]
    found: dict[tuple[Tokens, ...], list[Reading]] = {}
    for reading in free:
        run = _whole(doc, reading, taken, headline) or _clause(doc, reading, taken, spots)
        if run:
            found.setdefault(run, []).append(reading)
    return tuple((run, tuple(said)) for run, said in sorted(found.items()))


def _overlaps(run: Tokens, others: Sequence[Tokens]) -> bool:
    return any(a < run[1] and run[0] < b for a, b in others)


def _whole(doc: Doc, reading: Reading, taken: Sequence[Tokens], headline: Tokens | None) -> tuple[Tokens, ...] | None:
    """Return the headline that holds a number, unless a part of it is attributed."""
    if headline is None or not _overlaps(reading.tokens, [headline]) or _overlaps(headline, taken):
        return None
    run = trim(doc, *headline)
    return (run,) if run else None


def _clause(doc: Doc, reading: Reading, taken: Sequence[Tokens], spots: Sequence[Tokens]) -> tuple[Tokens, ...] | None:
    number = doc[reading.tokens[0] : reading.tokens[1]].root
    head = _asserting(number)
    if _overlaps((head.i, head.i + 1), taken):
        return None
    apart = [subtree(t) for t in _apart(head, spots) if not _overlaps(subtree(t), [reading.tokens])]
    found = clause(doc, head, [*apart, *taken])
    kept = tuple(p for p in found if _says(doc, p) or _overlaps(reading.tokens, [p]))
    return kept if any(_overlaps(reading.tokens, [p]) for p in kept) else _around(doc, reading, taken)


def _asserting(number: Token) -> Token:
    """Return the head of the clause that asserts a number: a joined verb without a subject belongs to the first."""
    head = clause_head(number)
    for _ in range(8):
        if (head.dep_ == "advcl" and subject(head) is None and head.head != head) or (
            head.dep_ in _TAKING and subject(head) is None and head.head != head and head.dep_ == "conj"
        ):
            head = clause_head(head.head)
        else:
            break
    return head


def _apart(head: Token, spots: Sequence[Tokens]) -> Iterator[Token]:
    """Yield the heads of what stands in a clause but is not asserted with its number."""
    for child in head.children:
        own = subject(child) is not None
        if child.dep_ == "parataxis" or (child.dep_ in _TAKING and own):
            yield child
        elif child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            if not _overlaps(subtree(child), spots):
                yield child
            else:
                yield from _apart(child, spots)
        elif child.dep_ == "advcl" and own:
            if not any(c.dep_ == "mark" and c.lower_ in {"if", "that", "unless"} for c in child.children):
                yield child
        else:
            yield from _aside(child, spots)


def _aside(token: Token, spots: Sequence[Tokens]) -> Iterator[Token]:
    """Yield the clauses below a word that a comma sets apart: with their own number, or with none."""
    for node in [token, *(t for t in token.subtree if t != token)]:
        if node.dep_ not in _ASIDE or node.left_edge.i == 0:
            continue
        comma = node.left_edge.text == "," or node.doc[node.left_edge.i - 1].text == ","
        relative = node.dep_ == "acl:relcl" and is_clause(node)
        if (relative and _overlaps(subtree(node), spots)) or (comma and not _overlaps(subtree(node), spots)):
            yield node


def _says(doc: Doc, piece: Tokens) -> bool:
    return any(t.is_alpha and t.pos_ not in {"CCONJ", "SCONJ", "DET", "ADP", "PUNCT"} for t in doc[piece[0] : piece[1]])


def _around(doc: Doc, reading: Reading, taken: Sequence[Tokens]) -> tuple[Tokens, ...] | None:
    """Return the part of the sentence around a number, where the parse gives no clause that holds it."""
    sent = doc[reading.tokens[0]].sent
    found = pieces(doc, (sent.start, sent.end), taken)
    return tuple(p for p in found if _overlaps(reading.tokens, [p])) or None
