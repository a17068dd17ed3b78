"""From a parsed article to its claims: what is attributed, what is counted, and both at once."""

from fact_check.extract.assemble import claims, claims_in
from fact_check.extract.found import Attribution, Found, Measure, Reading
from fact_check.extract.unread import read_until

__all__ = ["Attribution", "Found", "Measure", "Reading", "claims", "claims_in", "read_until"]
