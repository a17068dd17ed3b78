"""Write numbers with their nouns."""


def count(n: int, noun: str, plural: str | None = None) -> str:
    """Return a number with a noun in the right form: "1 claim", "2 claims"; `plural` is one that adds no "s"."""
    return f"{n} {noun if n == 1 else plural or f'{noun}s'}"
