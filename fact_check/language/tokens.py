"""Words of news prose: spaCy's English tokenizer, mended where newspapers write otherwise than the web.

The bundled weights were trained on this tokenizer. A change here asks for a new training.
"""

from collections.abc import Callable

from spacy.lang.char_classes import CURRENCY
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

_AFTER_NUMBER = "bn|tn|trn|mn|mln|mio|B|k|p|am|AM|pm|PM|kph|kWh|MWh|MW|GW|ft|lbs|sq|hrs"
"""What is written against its number ($3.2bn, 40k, 9am) and spaCy does not know."""

_SUFFIXES = (
    rf"(?<=[0-9])(?:{_AFTER_NUMBER})",
    r"--+",
)

_INFIXES = (
    r"(?<=[0-9])[–—](?=[0-9])",  # 50–60
    rf"(?<=[0-9a-z])[-–](?=(?:{CURRENCY})[0-9])",  # $10-$20
    r"—",
    r"(?<=[^\W\d_][”\"’)])[–-](?=[^\W\d_“\"‘])",
    r"(?<=[^-])--+(?=[^-])",
    r"(?<=[.,!?…])[”\"](?=[A-Z])",  # scrapers lose the space after a closing quote,
    r"(?<=[a-z])”(?=[A-Za-z])",
    r"(?<=[a-z])[!?](?=[A-Z])",  # and after a sentence
)


@registry.tokenizers("fact_check.tokenizer.v1")  # type: ignore[untyped-decorator]
def tokenizer() -> Callable[[Language], Tokenizer]:
    """Build the tokenizer that the bundled pipeline names in its config."""

    def build(nlp: Language) -> Tokenizer:
        english = nlp.Defaults
        return Tokenizer(
            nlp.vocab,
            rules=english.tokenizer_exceptions,
            prefix_search=compile_prefix_regex([*(english.prefixes or ()), r"--+"]).search,
            suffix_search=compile_suffix_regex([*(english.suffixes or ()), *_SUFFIXES]).search,
            infix_finditer=compile_infix_regex([*(english.infixes or ()), *_INFIXES]).finditer,
            token_match=english.token_match,
            url_match=english.url_match,
        )

    return build
