"""What was read before is not read again, and comes out as it would."""

import numpy as np

from fact_check.language import parse, remembering
from fact_check.language.attribution import attributions
from fact_check.language.encoder.memory import Memory

STORY = (
    "Dam bursts\n\nPolice said 40 people died when the dam burst on Monday. Reportedly 90 villagers fled.\n\n"
    "“We lost 12 houses,” Anna Berg told Reuters, and the ministry denied that.\n\nNobody was held.\n"
)
EDITS = [("40 people", "41 people"), ("Dam bursts\n\n", ""), ("Nobody", "“Nobody"), ("held.\n", "held\n\n \n")]
LAYERS = ["HEAD", "DEP", "SENT_START", "TAG", "POS", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE"]


def test_a_text_that_is_typed_is_read_as_one_that_is_new() -> None:
    memory, text = Memory(), STORY
    for old, new in [("", ""), *EDITS, *((b, a) for a, b in reversed(EDITS) if b)]:
        text = text.replace(old, new, 1) if old else text
        with remembering(memory):
            (typed,) = parse([text])
        (read,) = parse([text])
        np.testing.assert_array_equal(typed.to_array(LAYERS), read.to_array(LAYERS))
        assert [(a.cue, a.content, a.source) for a in attributions(typed)] == [
            (a.cue, a.content, a.source) for a in attributions(read)
        ]


def test_only_what_is_new_is_made() -> None:
    memory, asked = Memory(), []

    def make(new: list[int]) -> list[int]:
        asked.append(new)
        return [10 * at for at in new]

    component = test_only_what_is_new_is_made
    assert memory.made(component, "ab", make, 2) == [0, 10]
    assert memory.made(component, "bca", make, 2) == [10, 10, 0]
    assert asked == [[0, 1], [1]]


def test_what_is_asked_for_no_more_is_let_go() -> None:
    memory, component = Memory(), test_what_is_asked_for_no_more_is_let_go
    for name in range(1_000):
        memory.made(component, [name], lambda new: [len(new)], 10)
    made = memory._made[component]
    assert len(made._now) + len(made._before) <= 22


def test_each_row_has_its_own_number() -> None:
    rows = np.zeros((600, 384), dtype=np.float32)
    rows[np.arange(300), np.arange(300)] = 1
    rows[np.arange(300, 600), np.arange(300)] = 2
    assert len(set(Memory().names(rows).tolist())) == 600
