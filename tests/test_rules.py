"""Every example of every rule, against the whole rule set: it matches at the {marked} place and nowhere else."""

import pytest

from fact_check.extract.examples import Example, examples, fault
from fact_check.rules import load_rules

RULES = load_rules()


def name(example: Example) -> str:
    return f"{example.rule.id}-{example.key}-{getattr(example.rule, example.key).index(example.text) + 1}"


@pytest.mark.parametrize("example", list(examples(RULES)), ids=name)
def test_an_example_holds(example: Example) -> None:
    assert fault(example, RULES) is None
