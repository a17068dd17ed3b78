"""The forms that older checks come in: one file each, whose `records` gives the fields of an entry."""
