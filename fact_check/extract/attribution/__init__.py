"""Find who says what: merge the rules' cues and the network's marks into attributions with a source and a content."""

from fact_check.extract.attribution.attributor import Attributor, Stretch, stretch_of
from fact_check.extract.attribution.by_rules import by_rules
from fact_check.extract.attribution.denial_cues import without_evidence
from fact_check.extract.attribution.headlines import headlines
from fact_check.extract.attribution.layout import layout, speaker_labels
from fact_check.extract.attribution.merge import by_network
from fact_check.extract.attribution.nesting import settle
from fact_check.extract.attribution.predicates import predicates
from fact_check.extract.attribution.uncued import uncued
from fact_check.extract.records import Attribution

__all__ = ["ATTRIBUTORS", "Attributor", "Stretch", "attributions", "stretch_of"]

ATTRIBUTORS: tuple[Attributor, ...] = (
    by_rules,
    speaker_labels,
    by_network,
    predicates,
    layout,
    uncued,
    without_evidence,
    headlines,
)
"""The attributors in the order in which they run; any can be left out."""


def attributions(stretch: Stretch, attributors: tuple[Attributor, ...] = ATTRIBUTORS) -> tuple[Attribution, ...]:
    """Return the attributions of a stretch of an article by the order of their contents, none inside another."""
    found: list[Attribution] = []
    for attributor in attributors:
        found = attributor(stretch, found)
    return settle(stretch.doc, found)
