"""Whether two claims of the same words say the same: who does what to whom, and which words turn a statement."""

from bisect import bisect_left
from collections.abc import Sequence

from fact_check.lexicon import words
from fact_check.memory.statement import Behind, Wording
from fact_check.memory.words import stem

SPELT_ALIKE = 4
"""Words that begin with so many of the same letters are forms of one word, or near enough."""


def other_parts(old: Wording, new: Wording) -> bool:
    """Tell whether the two give things other parts: "A beat B", "B beat A"; "less than men", "less than women"."""
    common = old.content & new.content
    if any(_elsewhere(old.roles[each], new.roles[each], common) for each in old.roles.keys() & new.roles.keys()):
        return True
    for one, other in ((old, new), (new, old)):
        alone = (one.roles.keys() - other.roles.keys()) & words("memory.ordering")
        if any(behind and set(behind) <= other.content for each in alone for behind in one.roles[each]):
            return True
    several = min(len(old.figures), len(new.figures)) > 1 and len(old.names & new.names) > 1
    if several and _reordered(old.told, new.told):
        return True
    if old.names_doer != new.names_doer:  # active and passive
        return False
    return _reordered(old.order, new.order) or _reversed(old.core, new.core)


def _elsewhere(old: Behind, new: Behind, common: frozenset[str]) -> bool:
    """Tell whether what stands behind a word in one claim stands elsewhere in the other."""
    then, now = (frozenset(each for behind in places for each in behind) for places in (old, new))
    if not then or not now or then & now:
        return False
    return bool((then | now) & common) or any(each[0].isdigit() for each in then | now)


def _reordered(old: Sequence[str], new: Sequence[str]) -> bool:
    shared = set(old) & set(new)
    return [each for each in old if each in shared] != [each for each in new if each in shared]


def _reversed(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether three words of one claim stand the other way round in the other: who, does what, to whom."""
    place = {each: at for at, each in enumerate(new)}
    ends: list[int] = []  # the least end of a falling run of each length, with its sign turned
    for each in old:
        if each in place:
            at = bisect_left(ends, -place[each])
            ends[at : at + 1] = [-place[each]]
    return len(ends) > 2


def turned(old: Wording, new: Wording) -> bool:
    """Tell whether a word that one claim alone has makes another statement of it, or each has a word of its own."""
    gone, came = old.content - new.content, new.content - old.content
    if gone and came:
        return {each[:SPELT_ALIKE] for each in gone} != {each[:SPELT_ALIKE] for each in came}
    return bool((gone | came) & {stem(word) for word in words("memory.turning")})


def as_much(old: Wording, new: Wording) -> bool:
    """Tell whether neither claim says more or less surely than the other: a further thing behind an "and", a "may"."""
    if (old.hedged, old.negated, old.framed) != (new.hedged, new.negated, new.framed):
        return False
    return old.joined <= new.content and new.joined <= old.content
