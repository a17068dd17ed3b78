"""Claim memory: show earlier decisions, from other drafts or another desk, with a new claim.

The journals, and the older checks that were added, are the source of truth; the index that is made of them is in the
user's cache folder and can be deleted at any time.
"""
