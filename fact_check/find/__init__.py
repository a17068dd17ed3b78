"""From a parsed article to its claims: what is attributed, what is counted, and both at once."""

from fact_check.find.assemble import claims, claims_in
from fact_check.find.found import Attribution, Found, Measure, Reading

__all__ = ["Attribution", "Found", "Measure", "Reading", "claims", "claims_in"]
