"""Why a number that is read asserts nothing: names, ages that identify, `one` as a pronoun, idioms, questions."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from fact_check.find.figures import Figure
from fact_check.find.figures.wordlists import words
from fact_check.find.found import Tokens

AGE = "age that identifies"
NAME = "part of a name"
ORDINAL = "bare ordinal"
PRONOUN = "one as a pronoun"
IDIOM = "idiom"
QUESTION = "in a question"
KNOWN = "tells which, not how many"
GROUP = "age group"

_NAMING = words("idle.naming")
_ONE_NOUNS = words("idle.one_nouns")
_IDIOMS = words("idle.idioms")
_KNOWING = words("idle.knowing")
_CASUALTIES = words("idle.casualties")
_RANKING = words("idle.ranking")


def reasons(doc: Doc, figures: Sequence[Figure], runs: Sequence[Tokens]) -> list[str | None]:
    """Tell for each figure, given with its token run, why it makes no claim; None where it does."""
    named = _named(doc, figures, runs)
    first = [_reason(doc, f, r, named) for f, r in zip(figures, runs, strict=True)]
    asserting = {_sentence(doc, r) for r, why in zip(runs, first, strict=True) if why is None}
    return [
        None if why == PRONOUN and _counts_one(doc, r, asserting) else why for why, r in zip(first, runs, strict=True)
    ]


def _reason(doc: Doc, figure: Figure, run: Tokens, named: frozenset[str]) -> str | None:
    amount = figure.amount
    if figure.rank:
        return None if _ranks(doc, figure, run) else ORDINAL
    if amount.unit is not None and amount.unit.kind == "name":
        return NAME
    if figure.age and amount.shape in {"range", "change"}:
        return GROUP
    if figure.name_age:
        return AGE
    if _in_name(doc, run) or _words(doc, run[0], 3) in named:
        return NAME
    if _idiom(doc, run):
        return IDIOM
    if _asked(doc, run):
        return QUESTION
    if doc[run[1] - 1].lower_ == "one" and amount.unit is None:
        return _one(doc, run)
    if _presupposed(doc, figure, run):
        return KNOWN
    return None


def _words(doc: Doc, start: int, count: int) -> str:
    return " ".join(t.lower_ for t in doc[start : start + count])


def _sentence(doc: Doc, run: Tokens) -> int:
    return int(doc[run[0]].sent.start) if doc.has_annotation("SENT_START") else 0


def _named(doc: Doc, figures: Sequence[Figure], runs: Sequence[Tokens]) -> frozenset[str]:
    """Return the openings of the names that the text gives: `dubbed the “110 overseas service stations”`."""
    found = set()
    for figure, (start, _) in zip(figures, runs, strict=True):
        if figure.amount.unit is not None or start < 2:
            continue
        before = [t for t in doc[max(0, start - 5) : start] if not t.is_punct and t.lower_ not in {"the", "a", "as"}]
        quoted = any(t.text in "“\"‘'«" for t in doc[max(0, start - 2) : start])
        if (
            before
            and before[-1].lemma_.lower() in _NAMING
            and (quoted or before[-1].lemma_.lower() in {"dub", "nickname"})
        ):
            found.add(_words(doc, start, 3))
    return frozenset(found)


def _in_name(doc: Doc, run: Tokens) -> bool:
    """Tell whether a name that the pipeline found holds the number and starts before it (`Group of Seven`)."""
    token = doc[run[1] - 1]
    if token.ent_iob_ != "I" or not token.ent_type_ or run[1] - run[0] > 1:
        return False
    start = token.i
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    words = [t for t in doc[start : token.i] if t.is_alpha]
    return (
        bool(words)
        and words[0].text[:1].isupper()
        and ((token.like_num and not token.text.islower()) or len(words) > 1)
    )


def _idiom(doc: Doc, run: Tokens) -> bool:
    around = [_words(doc, start, size) for start in range(max(0, run[0] - 2), run[1]) for size in (2, 3, 4, 5)]
    return any(words in _IDIOMS for words in around) or _words(doc, run[0], 1) in _IDIOMS


def _asked(doc: Doc, run: Tokens) -> bool:
    if not doc.has_annotation("SENT_START"):
        return False
    end = doc[run[0]].sent.end - 1
    while end > run[0] and (doc[end].is_space or doc[end].text in "”\"’')"):
        end -= 1
    return str(doc[end].text) == "?"


def _one(doc: Doc, run: Tokens) -> str | None:
    token = doc[run[1] - 1]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and after.lower_ in _ONE_NOUNS:
        return IDIOM
    if after is not None and after.lower_ == "of":
        return PRONOUN
    return None if token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"} else PRONOUN


def _counts_one(doc: Doc, run: Tokens, asserting: set[int]) -> bool:
    """Tell the count from the pronoun where no noun follows: `killing one and injuring two`."""
    token = doc[run[1] - 1]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and after.lower_ in {"of", "who", "that", "which"}:
        return False
    verb = token.head
    if verb.lemma_.lower() in _CASUALTIES and token.dep_ in {"obj", "nsubj:pass", "nsubj"}:
        return True
    return token.dep_ in {"obj", "conj"} and _sentence(doc, run) in asserting


def _presupposed(doc: Doc, figure: Figure, run: Tokens) -> bool:
    """Tell `the two leaders`, which are known, from `two leaders`, which are counted."""
    amount = figure.amount
    if amount.unit is not None or not amount.spelled or amount.value is None or amount.value > 10:
        return False
    before = doc[run[0] - 1] if run[0] > 0 else None
    return before is not None and before.lower_ in _KNOWING


def _ranks(doc: Doc, figure: Figure, run: Tokens) -> bool:
    """Tell an ordinal that ranks (`ranked third`, `the first woman to lead the bank`) from one that counts off."""
    if figure.rank == "ranked":
        return True
    after = list(doc[run[1] : run[1] + 9])
    words = [t.lower_ for t in after]
    if words[:1] == ["time"]:
        return (
            run[0] > 0
            and doc[run[0] - 1].lower_ in {"the", "a", "'s"}
            and run[0] > 1
            and doc[run[0] - 2].lower_ == "for"
        )
    if any(w in _RANKING for w in words[:3]):
        return True
    return figure.amount.value == 1 and _to_do(after)


def _to_do(after: list[Token]) -> bool:
    """Tell `woman to lead`: nouns and adjectives, then `to` and a verb."""
    for at, token in enumerate(after[:-1]):
        if token.lower_ == "to":
            return at > 0 and after[at + 1].pos_ in {"VERB", "AUX"}
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET"} and token.text not in {"-", "“", "”"}:
            return False
    return False
