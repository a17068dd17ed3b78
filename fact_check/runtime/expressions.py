"""Recognise, by their form, regular expressions that could run forever: anybody may have written them."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from re import _constants as sign  # type: ignore[attr-defined]  # the only parser of Python's own expressions
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MANY = 50
"""Repeating more often than this counts as unlimited."""

ANY = frozenset(chr(code).casefold() for code in range(128))


def endless(pattern: str) -> str | None:
    """Return why an expression may take twice as long for each further character; None if it shows no sign of that.

    The signs are a repetition within a repetition, with a dot or without anything that separates two rounds, and
    repeated alternatives that begin alike. Raises re.error for an invalid expression.
    """
    return next(_faults(parser.parse(pattern)), None)


def _faults(parts: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    for kind, about in parts:
        if kind in (sign.MAX_REPEAT, sign.MIN_REPEAT):
            _, most, body = about
            repeated = most is sign.MAXREPEAT or most > MANY
            if repeated:
                body_parts = list(_flat(body))
                inner = [each for each in body_parts if each[0] in (sign.MAX_REPEAT, sign.MIN_REPEAT)]
                unending = [each for each in inner if each[1][1] is sign.MAXREPEAT or each[1][1] > MANY]
                if unending and len(inner) == len(body_parts):
                    yield "it repeats what repeats itself"
                if any(_takes_nearly_all(each[1][2]) for each in unending):
                    yield "it repeats what takes nearly anything, again and again"
                begins = _first(body_parts)
                for each in body_parts:
                    if each[0] is sign.BRANCH and _overlap([list(_flat(one)) for one in each[1][1]], begins):
                        yield "its repeated alternatives begin alike"
            yield from _faults(body)
        elif kind is sign.SUBPATTERN:
            yield from _faults(about[3])
        elif kind is sign.BRANCH:
            for each in about[1]:
                yield from _faults(each)
        elif kind in (sign.ASSERT, sign.ASSERT_NOT):
            yield from _faults(about[1])


def _flat(parts: Sequence[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    for kind, about in parts:
        if kind is sign.SUBPATTERN:
            yield from _flat(about[3])
        else:
            yield kind, about


def _takes_nearly_all(body: Sequence[tuple[Any, Any]]) -> bool:
    (kind, about), *others = [*_flat(body)] or [(None, None)]
    negated = kind is sign.IN and about[0][0] is sign.NEGATE
    return not others and (kind is sign.ANY or negated)


def _overlap(alternatives: Sequence[list[tuple[Any, Any]]], begins: frozenset[str] | set[str]) -> bool:
    """Tell whether two alternatives match the same words, or one may be empty and the other begins the next round."""
    words = [_words(each) for each in alternatives]
    for n, one in enumerate(alternatives):
        for m, other in enumerate(alternatives[:n]):
            mine, theirs = words[n], words[m]
            if mine is not None and theirs is not None:
                shorter, longer = sorted((mine, theirs), key=len)
                if shorter == longer or (longer.startswith(shorter) and longer[len(shorter)] in begins):
                    return True
            elif not _part(_opening(one), _opening(other)) and _first(one) & _first(other):
                return True
    return False


def _words(parts: list[tuple[Any, Any]]) -> str | None:
    """Return the string that parts match, if there is only one."""
    literal = all(kind is sign.LITERAL for kind, _ in parts)
    return "".join(chr(code) for _, code in parts).casefold() if literal else None


def _opening(parts: list[tuple[Any, Any]]) -> str:
    """Return the words that parts always begin with."""
    return "".join(chr(about) for _, about in takewhile(lambda part: part[0] is sign.LITERAL, parts)).casefold()


def _part(one: str, other: str) -> bool:
    """Tell whether two openings differ before either ends."""
    return any(a != b for a, b in zip(one, other, strict=False))


def _first(parts: list[tuple[Any, Any]]) -> frozenset[str] | set[str]:
    """Return the ASCII characters that parts may begin with; parts that aren't examined may begin with any."""
    if not parts:
        return set()
    kind, about = parts[0]
    if kind is sign.LITERAL:
        return {chr(about).casefold()}
    if kind is sign.NOT_LITERAL:
        return ANY - {chr(about).casefold()}
    if kind is sign.IN and all(each in (sign.LITERAL, sign.RANGE, sign.NEGATE) for each, _ in about):
        codes = {code for each, of in about if each is sign.LITERAL for code in (of,)}
        codes |= {code for each, of in about if each is sign.RANGE for code in range(of[0], min(of[1], 127) + 1)}
        taken = {chr(code).casefold() for code in codes}
        return ANY - taken if about[0][0] is sign.NEGATE else taken
    return ANY
