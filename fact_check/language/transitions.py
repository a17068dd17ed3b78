"""The bundled parser and name recogniser, taking the steps of all texts of a batch side by side.

Both are spaCy's own (Honnibal & Johnson 2015), with their weights, states and moves, and choose the same moves. spaCy's
compiled loop over the steps lets go of the interpreter's lock and takes it back some hundred times a step, which is
half of what a step takes. Here the lock is kept, and each step is one call for all texts.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer, TrainablePipe
from spacy.tokens import Doc

PARSER, RECOGNISER = "fact_check_parser", "fact_check_ner"


class _SideBySide:
    """What takes the place of spaCy's loop, for both."""

    def pipe(self: Any, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Take each batch whole; spaCy would cut it into four."""
        yield from TrainablePipe.pipe(self, stream, batch_size=batch_size)

    def greedy_parse(self: Any, docs: list[Doc], drop: float = 0.0) -> list[Any]:
        """Return the final state of each Doc. `drop` is spaCy's, for training: nothing is dropped here."""
        self._ensure_labels_are_added(docs)
        steps = self.model.predict(docs)
        weight = np.ascontiguousarray(steps.vec2scores.get_param("W").T)
        bias = steps.vec2scores.get_param("b")
        finals: list[Any] = self.moves.init_batch(docs)
        states = [state for state in finals if not state.is_final()]
        while states:
            scores = steps.state2vec.predict(steps.get_token_ids(states)) @ weight
            scores += bias
            states = self.transition_states(states, scores)
        steps.clear_memory()
        return finals


class Parser(_SideBySide, DependencyParser):  # type: ignore[misc]  # compiled, without stubs
    """spaCy's dependency parser."""


class Recogniser(_SideBySide, EntityRecognizer):  # type: ignore[misc]  # compiled, without stubs
    """spaCy's entity recogniser."""


@Language.factory(PARSER, assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"])
def make_parser(
    nlp: Language,
    name: str,
    model: Any,
    moves: Any,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Any,
) -> Parser:
    """Build the parser of a config that was written for spaCy's."""
    return Parser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )


@Language.factory(RECOGNISER, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_recogniser(
    nlp: Language,
    name: str,
    model: Any,
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Any,
) -> Recogniser:
    """Build the recogniser of a config that was written for spaCy's."""
    return Recogniser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
