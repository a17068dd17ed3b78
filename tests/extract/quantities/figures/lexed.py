"""Marked texts as lexemes: the {run} is what a test asks about."""

from fact_check.extract.quantities.figures.lexemes import Lexemes, lexemes


def lexed(marked: str) -> tuple[Lexemes, int, int]:
    """Return a text's lexemes, and the half-open run of them that is marked."""
    start, end = marked.index("{"), marked.index("}") - 1
    lex = lexemes(marked.replace("{", "").replace("}", ""))
    inside = [i for i, x in enumerate(lex) if start <= x.start < end]
    return lex, inside[0], inside[-1] + 1


def texts(lex: Lexemes, places: set[int]) -> list[str]:
    """Return the lexemes at some places, in order."""
    return [lex[i].text for i in sorted(places)]
