"""From a parsed article to its claims: what is attributed, what is counted, and both at once."""

from fact_check.find.assemble import claims, claims_in
from fact_check.find.found import Attribution, Found, Measure, Reading
from fact_check.find.unread import read_until

__all__ = ["Attribution", "Found", "Measure", "Reading", "claims", "claims_in", "read_until"]
