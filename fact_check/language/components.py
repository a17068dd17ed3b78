"""Registers with spaCy what the bundled pipeline is made of: import it before loading one.

EXCHANGED is what takes the place of spaCy's own parts where we load the bundled pipeline: they are the same parts with
the same weights, and come to the same results sooner. Its config names spaCy's, so that spaCy loads it too, trains it,
and can be asked whether the results are the same (`python tests/bench/run.py identical`).
"""

import fact_check.language.attribution
import fact_check.language.names
import fact_check.language.paragraphs
import fact_check.language.tokens  # noqa: F401
from fact_check.language.transitions import PARSER, RECOGNISER
from fact_check.language.vectors import WINDOWS, WORDS

EXCHANGED = {
    "components.tok2vec.model.embed.@architectures": WORDS,
    "components.tok2vec.model.encode.@architectures": WINDOWS,
    "components.parser.factory": PARSER,
    "components.ner.factory": RECOGNISER,
}
