"""Claim memory: what was decided before, on this draft's fellows or by another desk, comes back with a new claim.

The journals, and the older checks that were added, are the source of truth; the index that is made of them is in the
user's cache folder and can be deleted at any time.
"""
