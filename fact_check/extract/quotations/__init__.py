"""Pair quotation marks, and find who speaks the words between them."""
