"""Look up words that show what a name is: titles, offices, first names, and last words that no person's name has."""

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
"""Offices, which have a capital before a name and stand alone later: `Mayor Ada Kern`, `the mayor`."""
TITLE_WORDS = frozenset().union(*TITLES.values())
RANKS = TITLE_WORDS | OFFICES
ENDINGS = words("people.name_endings")
"""What may follow the last word of a name: `Jr`."""
CALENDAR = words("calendar.weekdays", "calendar.months", "calendar.abbreviated", "calendar.clock", "calendar.festivals")
PLACES = words("people.place_names")
"""First names that are just as often places."""
BODY = words("organisations.last_words")
"""Last words of names that are never a person's, however the name begins."""


@cache
def first_names() -> dict[str, str]:
    """Map common first names to "m" or "f", or to "" for either."""
    genders = {"m": "m", "f": "f", "either": ""}
    return {name: gender for key, gender in genders.items() for name in word_list(f"first-names.{key}")}


def even(token: Token) -> str:
    """Return a token in lower case with straight apostrophes."""
    return str(token.lower_).replace("’", "'")
