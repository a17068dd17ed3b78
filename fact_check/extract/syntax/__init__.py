"""A Universal Dependencies parse as the rooms of `extract` ask for it: clauses, noun phrases, content words."""
