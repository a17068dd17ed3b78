"""The words that show what a name is: titles, offices, first names, and last words that no person bears."""

from functools import cache

from spacy.tokens import Token

from fact_check.lexicon import pairs, word_list, words

MALE = words("grammar.he")
FEMALE = words("grammar.she")
PLURAL = words("grammar.they")
NEUTER = words("grammar.it")
TITLES = {
    "m": words("people.titles_of_men"),
    "f": words("people.titles_of_women"),
    "": words("people.titles"),
}
OFFICE = pairs("people.title_offices")
"""The office that a title stands for."""
OFFICES = words("people.offices")
"""Written with a capital before a name, and alone later on: `Mayor Ada Kern`, `the mayor`."""
TITLE_WORDS = frozenset().union(*TITLES.values())
RANKS = TITLE_WORDS | OFFICES
ENDINGS = words("people.name_endings")
"""What follows a name without being its last word."""
CALENDAR = words("calendar.weekdays", "calendar.months", "calendar.abbreviated", "calendar.clock", "calendar.festivals")
PLACES = words("people.place_names")
"""First names that are just as often places."""
BODY = words("organisations.last_words")
"""Last words of names that are never a person's, however the name begins."""


@cache
def first_names() -> dict[str, str]:
    """Map common first names to "m" or "f"; to "" those that either may bear."""
    genders = {"m": "m", "f": "f", "either": ""}
    return {name: gender for key, gender in genders.items() for name in word_list(f"first-names.{key}")}


def even(token: Token) -> str:
    """Return a token's lower case, its apostrophes straight."""
    return str(token.lower_).replace("’", "'")
