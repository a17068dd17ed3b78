"""Ages: `aged 50`, `a 50-year-old`, `Thomas Sam, 42,`, `She was 26.`, `in his 30s`."""

from dataclasses import replace
from decimal import Decimal

from fact_check.find.figures.amounts import Amount
from fact_check.find.figures.lexemes import Lexemes, Sort, word_at
from fact_check.find.figures.units import Unit
from fact_check.find.figures.wordlists import words

YEAR = Unit("year", "time")


_DETAILED = frozenset({"aged", "age", "ages"})


_ENDING = words("figures.age_ends")


def aged(lex: Lexemes, a: Amount) -> tuple[Amount, bool, bool]:
    """Tell whether an amount is somebody's age, and give it its unit."""
    start, end = a.start, a.end
    if a.unit and a.unit.kind == "time":
        past = end + (word_at(lex, end) in {"-", "‑"})
        if word_at(lex, past) in {"old", "olds"}:
            noun = past + 1 < len(lex) and lex[past + 1].sort is Sort.WORD and past > end
            return replace(a, end=past + 1), True, noun or word_at(lex, past) == "olds" or past > end
        return a, False, False
    if a.unit or (a.value is None and a.shape not in {"range", "change"}) or (a.high or 0) > 122 or (a.low or 0) < 0:
        return a, False, False
    before = word_at(lex, start - 1)
    if before in _DETAILED or (before == "of" and word_at(lex, start - 2) == "age"):
        return replace(a, unit=YEAR), True, before == "aged" and word_at(lex, start - 2) == ","
    if a.plain and before == "," and word_at(lex, end) in {",", "."} and start > 1 and lex[start - 2].capital:
        return replace(a, unit=YEAR), True, True
    if (
        a.plain
        and before == "("
        and word_at(lex, end) == ")"
        and start > 1
        and lex[start - 2].capital
        and (a.value or 0) > 9
    ):
        return replace(a, unit=YEAR), True, True
    if (
        a.plain
        and word_at(lex, end) == "s"
        and lex[end].glued
        and before in {"his", "her", "their", "my", "early", "mid", "late", "-", "the"}
    ):
        low = a.value or Decimal(0)
        return replace(a, end=end + 1, unit=YEAR, value=None, low=low, high=low + 9, shape="vague"), True, True
    if (
        a.plain
        and before in {"is", "was", "turned", "turns", "be", "'m", "am", "being", "at"}
        and _ends_clause(lex, end)
    ):
        who = word_at(lex, start - 2)
        if (
            before in {"turned", "turns"}
            or who in {"she", "he", "who", "i", "'s"}
            or (who == "will" and before == "be")
        ):
            return replace(a, unit=YEAR), True, False
        if before == "at" and who in {"dies", "died", "dead", "die", "death", "married", "retired", "retire"}:
            return replace(a, unit=YEAR), True, False
    return a, False, False


def _ends_clause(lex: Lexemes, i: int) -> bool:
    return i >= len(lex) or lex[i].fresh or lex[i].sort is Sort.SIGN or word_at(lex, i) in _ENDING
