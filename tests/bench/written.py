"""How often a number that is written in the reader's own forms reads back, over many more examples than a test takes.

    python -m tests.bench.written [N]     # 5,000 examples of each form by default

The properties are those of tests/extract/quantities: numbers in words, digits, sums, ranges and powers of ten read back
as themselves; any text at all reads alike twice, in order and without raising. The last one doubles a random text of
numbers and counts calls: twice the text, twice the calls.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS), str(TESTS / "extract" / "quantities")]  # as pytest finds them

import test_figures  # noqa: E402  # after the path
import test_written  # noqa: E402
from calls import WORST, calls  # noqa: E402

from fact_check.extract.quantities.figures import figures  # noqa: E402

LONG = 400
"""Pieces of the shorter text: fewer are read in too few calls to compare."""


@given(st.lists(test_figures.PIECES, min_size=1, max_size=6), st.sampled_from([" ", ""]))
def any_text_takes_twice_the_calls_when_it_is_twice_as_long(pieces: list[str], between: str) -> None:
    once = between.join(pieces) + between
    repeats = LONG // len(pieces)
    spent = [calls(partial(figures, once * repeats * times)) for times in (1, 2)]
    assert spent[1] <= WORST * spent[0], (once, spent)


def properties(module: Any) -> list[Callable[[], None]]:
    """Return the tests of a module that draw their examples and take nothing else."""
    return [each for name, each in vars(module).items() if name.startswith("test_") and hasattr(each, "hypothesis")]


def run(test: Any, most: int) -> int:
    """Run a test on so many examples, or all that there are; return on how many it ran. Raises what the test raises."""
    count = 0
    inner = test.hypothesis.inner_test

    def counted(*arguments: Any, **named: Any) -> None:
        nonlocal count
        count += 1
        inner(*arguments, **named)

    test.hypothesis.inner_test = counted
    test._hypothesis_internal_use_settings = settings(max_examples=most, deadline=None, database=None)
    try:
        test()
    finally:
        test.hypothesis.inner_test = inner
    return count


def main() -> None:
    most = int(sys.argv[1]) if sys.argv[1:] else 5000
    total = failed = 0
    for test in [*properties(test_written), *properties(test_figures)]:
        try:
            count = run(test, most)
        except Exception as error:  # whatever a property finds is what we want to read
            failed += 1
            print(f"{test.__name__}: FAILED: {error}\n{''.join(getattr(error, '__notes__', []))}")
        else:
            total += count
            print(f"{test.__name__:70} {count:>7,}")
    growth = run(any_text_takes_twice_the_calls_when_it_is_twice_as_long, max(20, most // 20))
    print(f"{any_text_takes_twice_the_calls_when_it_is_twice_as_long.__name__:70} {growth:>7,}")
    print(f"{total + growth:,} examples, {failed} properties failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
