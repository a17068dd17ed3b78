"""Read a Universal Dependencies parse for the other rooms of `extract`: clauses, noun phrases, content words."""
