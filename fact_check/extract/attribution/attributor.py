"""The interface of what finds who says what, so that each can be exchanged or left out."""

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
    """A parsed stretch of an article, with what every attributor reads."""

    doc: Doc
    matches: tuple[Match, ...]
    """What the rules match: cues, nouns for sources, and cancellers."""
    cues: tuple[Match, ...]
    """Those of the matches that attribute."""
    forces: Mapping[int, Force]
    """The force of each cue, by its first token."""
    speech: Speech
    begins: bool = True
    """Whether it begins its article, and so may have a headline."""


class Attributor(Protocol):
    """Finds attributions in a stretch of an article."""

    def __call__(self, stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
        """Return the attributions `found` so far, with this one's additions, changes and removals."""


def stretch_of(doc: Doc, matches: Sequence[Match], begins: bool = True) -> Stretch:
    """Return a Doc as attributors read it."""
    cues = tuple(m for m in matches if m.rule.effect is not None)
    return Stretch(doc, tuple(matches), cues, {m.start: force(wording(doc, m)) for m in cues}, speeches(doc), begins)
