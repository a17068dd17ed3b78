"""Name sources as they read within a sentence: `denied by the water company`."""

from fact_check.claims import Source, SourceKind
from fact_check.lexicon import words


def named(source: Source) -> str:
    """Return a source's fullest name as it reads within a sentence.

    A capital that only the start of a sentence gave is dropped; an outlet keeps its own ("The Guardian").
    """
    return source.fullest if source.kind is SourceKind.OUTLET else within(source.fullest)


def within(name: str) -> str:
    """Return a name as it reads within a sentence: "the mayor" for "The mayor"."""
    first, _, rest = name.partition(" ")
    small = first[:1].lower() + first[1:]
    # Looked up only now, because a desk's word lists are bound after this module is imported.
    if small in words("sources.opening") or (small in words("sources.opening_nouns") and not rest[:1].isupper()):
        return f"{small} {rest}" if rest else small
    return name
