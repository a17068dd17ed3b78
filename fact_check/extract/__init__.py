"""From a parsed article to its claims: what is attributed, what is counted, and both at once."""

from fact_check.extract.claims import extract, extract_stretches
from fact_check.extract.prefilter import read_until
from fact_check.extract.records import Attribution, ClaimCandidate, Measure, Reading

__all__ = ["Attribution", "ClaimCandidate", "Measure", "Reading", "extract", "extract_stretches", "read_until"]
