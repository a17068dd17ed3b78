"""Numbers of a parsed text: how they are read (`figures`), what they count, and whether they are asserted."""
