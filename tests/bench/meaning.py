"""Count what becomes of decisions after the edits of tests/ledger: those that change the meaning, and the harmless.

    python -m tests.bench.meaning

Each edit is tried twice: the claim is found again, and it is not. Exits 1 where a changed meaning stays approved, or
where more than one in twenty harmless edits ask again.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE)]

from tests.ledger.test_meaning import is_approved, lines  # noqa: E402  (the path is set above)

FILES = ("meaning.txt", "harmless.txt")
WAYS = (True, False)


def main() -> int:
    approved = {
        name: [(line, way) for line in lines(name) for way in WAYS if is_approved(line, found=way)] for name in FILES
    }
    edits = {name: len(lines(name)) for name in FILES}
    stayed = len(approved["meaning.txt"])
    every = edits["harmless.txt"] * len(WAYS)
    asked = every - len(approved["harmless.txt"])
    for line, way in approved["meaning.txt"]:
        print(f"still approved ({'found again' if way else 'not found again'}): {line}")
    print(f"{sum(edits.values())} edits, each found again and not")
    print(f"{edits['meaning.txt']} change the meaning: {stayed} of {edits['meaning.txt'] * len(WAYS)} stay approved")
    print(f"{edits['harmless.txt']} do not: {asked} of {every} ask again, {asked / every:.1%}")
    return int(stayed > 0 or asked > every / 20)


if __name__ == "__main__":
    sys.exit(main())
