"""The interface of attributors, which find who says what; any can be replaced or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from fact_check.extract.attribution.factuality import Force, force, wording
from fact_check.extract.quotations.linking import Speech, speeches
from fact_check.extract.records import Attribution
from fact_check.language.cues import Match


@dataclass(frozen=True, slots=True)
class Stretch:
    """A parsed stretch of an article, and what every attributor needs to know of it."""

    doc: Doc
    matches: tuple[Match, ...]
    """The rules' matches: cues, nouns for sources, and cancellers."""
    cues: tuple[Match, ...]
    """The matches that attribute."""
    forces: Mapping[int, Force]
    """The force of each cue, by its first token."""
    speech: Speech
    begins: bool = True
    """Whether it begins its article, so that it may have a headline."""


class Attributor(Protocol):
    """Finds attributions in a stretch of an article."""

    def __call__(self, stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
        """Return the attributions `found` so far after this attributor has added, changed and removed some."""


def stretch_of(doc: Doc, matches: Sequence[Match], begins: bool = True) -> Stretch:
    """Return a Doc as a stretch for attributors."""
    cues = tuple(m for m in matches if m.rule.effect is not None)
    return Stretch(doc, tuple(matches), cues, {m.start: force(wording(doc, m)) for m in cues}, speeches(doc), begins)
