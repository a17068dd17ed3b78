"""Numbers with their nouns."""


def count(n: int, noun: str) -> str:
    """Return a number with a noun in the right form: "1 claim", "2 claims"."""
    return f"{n} {noun}{'s' * (n != 1)}"
