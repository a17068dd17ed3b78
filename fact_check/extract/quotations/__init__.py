"""Quotation marks in pairs, and who speaks what stands between them."""
