"""The words by which names are told: titles, offices, first names, and last words that no person bears."""

from functools import cache

from spacy.tokens import Token

from fact_check.lexicon import word_list

_TITLES = "dr. dr rep. sen. gov. gen. col. prof. president lt. sgt. capt. rev. del. maj. cmdr. hon. sens. reps. adm."
MALE = frozenset(["he", "him", "his", "himself"])
FEMALE = frozenset(["she", "her", "hers", "herself"])
PLURAL = frozenset(["they", "them", "their"])
NEUTER = frozenset(["it", "its"])
TITLES = {
    "m": frozenset(["mr.", "mr", "sir", "lord", "king", "prince", "father", "brother"]),
    "f": frozenset(["mrs.", "mrs", "ms.", "ms", "miss", "lady", "queen", "princess", "madam", "mother", "sister"]),
    "": frozenset(_TITLES.split()),
}
OFFICE = {
    **{"sen.": "senator", "rep.": "representative", "gov.": "governor", "gen.": "general", "col.": "colonel"},
    **{"prof.": "professor", "dr.": "doctor", "dr": "doctor", "rev.": "reverend", "president": "president"},
    **{"capt.": "captain", "sgt.": "sergeant", "adm.": "admiral", "congressman": "representative"},
    **{"congresswoman": "representative", "king": "king", "queen": "queen", "prince": "prince"},
}
"""The office that a title stands for."""
_OFFICES = (
    "senator mayor governor secretary congressman congresswoman representative speaker judge justice officer chairman "
    "chairwoman chief director minister premier chancellor ambassador attorney professor general captain sergeant "
    "commissioner councillor bishop pope admiral colonel detective sheriff superintendent coach chair leader"
)
OFFICES = frozenset(_OFFICES.split())
"""Written with a capital before a name, and alone later on: `Mayor Ada Kern`, `the mayor`."""
TITLE_WORDS = frozenset().union(*TITLES.values())
RANKS = TITLE_WORDS | OFFICES
ENDINGS = frozenset(["jr.", "jr", "sr.", "sr", "ii", "iii", "iv"])
"""What follows a name without being its last word."""
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon. tue. wed. thu. fri. sat. sun. jan. feb. mar. apr. aug. sept. oct. nov. "
    "dec. a.m. p.m. christmas easter thanksgiving labor"
)
CALENDAR = frozenset(_CALENDAR.split())
_PLACES = "charlotte florence austin virginia victoria chelsea sydney carolina georgia jordan madison"
PLACES = frozenset(_PLACES.split())
"""First names that are places as often."""
_BODY = (
    "county river beach street avenue university college school hospital church energy news bank group foundation "
    "institute company inc inc. corp corp. co co. ltd ltd. llc airlines motors industries partners capital center "
    "centre council party club union association committee commission court house times post journal city state "
    "states land airport park lake island bay valley hills heights falls county's tower square stadium act war"
)
BODY = frozenset(_BODY.split())
"""Last words that make no person of a name, whatever it begins with."""


@cache
def first_names() -> dict[str, str]:
    """Map common first names to "m" or "f"; to "" those that either may bear."""
    genders = {"m": "m", "f": "f", "either": ""}
    return {name: gender for key, gender in genders.items() for name in word_list(f"first-names.{key}")}


def even(token: Token) -> str:
    """Return a token's lower case, its apostrophes straight."""
    return str(token.lower_).replace("’", "'")
