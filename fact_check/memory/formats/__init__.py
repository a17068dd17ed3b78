"""The forms of older checks: one module each, whose `records` yields the fields of an entry."""
