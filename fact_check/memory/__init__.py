"""Claim memory: show earlier decisions, from other drafts or another desk, with a new claim.

The journals and the added checks are the source of truth; the index that is made from them is in the user's cache
folder and can be deleted at any time.
"""
