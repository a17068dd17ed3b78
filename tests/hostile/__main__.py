"""Run the campaign and print its table; exit 1 when anything went wrong.

python -m tests.hostile [--long] [--seed N] [ATTACK ...]
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests")]

from tests.hostile.campaign import ATTACKS, table  # noqa: E402  (the path is set above)


def main() -> int:
    parser = argparse.ArgumentParser(description="Attack fact-check and count what goes wrong.")
    parser.add_argument("--long", action="store_true", help="10,000 inputs over all readers, 2,000 journals, 400 kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("attacks", nargs="*", metavar="ATTACK", help=", ".join(ATTACKS))
    asked = parser.parse_args()
    counts = []
    with tempfile.TemporaryDirectory() as made:
        os.environ["FACT_CHECK_CACHE_DIR"] = str(Path(made) / "own-cache")
        for name, (attack, short, long) in ATTACKS.items():
            if asked.attacks and name not in asked.attacks:
                continue
            folder = Path(made) / name
            folder.mkdir()
            for count in attack(folder, long if asked.long else short, asked.seed):
                print(table([count]).splitlines()[1], file=sys.stderr, flush=True)
                counts.append(count)
    print(table(counts))
    return int(any(count.wrong for count in counts))


if __name__ == "__main__":
    sys.exit(main())
