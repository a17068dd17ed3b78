"""Extract the claims of a parsed article: what is attributed, what is counted, and what is both."""

from fact_check.extract.claims import PARTS, Parts, extract, extract_stretches
from fact_check.extract.examples import Example, examples, fault, idle
from fact_check.extract.prefilter import read_until
from fact_check.extract.quantities.readings import quantities as quantities_of
from fact_check.extract.records import Attribution, ClaimCandidate, Measure, Reading, Signal
from fact_check.extract.signals import signals

__all__ = [
    "PARTS",
    "Attribution",
    "ClaimCandidate",
    "Example",
    "Measure",
    "Parts",
    "Reading",
    "Signal",
    "examples",
    "extract",
    "extract_stretches",
    "fault",
    "idle",
    "quantities_of",
    "read_until",
    "signals",
]
