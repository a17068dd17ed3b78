"""Read the numbers of a parsed text (`figures`), and tell what they count and whether they are asserted."""
