"""From a parsed article to its claims: what is attributed, what is counted, and both at once."""

from fact_check.extract.claims import claims, claims_in
from fact_check.extract.prefilter import read_until
from fact_check.extract.records import Attribution, Found, Measure, Reading

__all__ = ["Attribution", "Found", "Measure", "Reading", "claims", "claims_in", "read_until"]
