"""A tokenizer for news: spaCy's English one, adapted to how newspapers write.

The bundled weights were trained on this tokenizer. A change here asks for a new training.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from spacy.attrs import ORTH  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.lang.char_classes import CURRENCY
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

_AFTER_NUMBER = "bn|tn|trn|mn|mln|mio|B|k|p|am|AM|pm|PM|kph|kWh|MWh|MW|GW|ft|lbs|sq|hrs"
"""What is attached to a number ($3.2bn, 40k, 9am) and unknown to spaCy."""

_SUFFIXES = (
    rf"(?<=[0-9])(?:{_AFTER_NUMBER})",
    r"(?<=[0-9][A-Z])\.",  # “It cost $19M.”
    r"--+",
)

_RUNS = (r"[!?]{2,}", r"\*{2,}", r"={2,}", r"_{2,}")
"""One word each, as in the treebanks: !!!, ****."""

_WHOLE = ("etc.", "al.", "e-mail", "E-mail", "e-mails", "E-mails")
"""What spaCy cuts and the treebanks keep whole."""

_CUT = frozenset({"and/or", "m.", "k.", "g."})
"""What spaCy keeps whole although it is two words: the letter at the end of `It cost £2.1m.` keeps the full stop."""

_INFIXES = (
    r"(?<=[0-9])[–—](?=[0-9])",  # 50–60
    rf"(?<=[0-9a-z])[-–](?=(?:{CURRENCY})[0-9])",  # $10-$20
    rf"(?<=[-–—])(?:{CURRENCY})(?=[0-9])",
    r"—",
    r"[“”]",  # said—“never”—he: what an infix cuts off is not looked at again, so each mark is cut off itself
    r"(?<=\w)[.,!?…]+(?=[”\"])",
    r"(?<=[^\W\d_][\"’)])[–-](?=[^\W\d_“\"‘])",
    r"(?<=[^-])--+(?=[^-])",
    r"(?<=[.,!?…])\"(?=[A-Z])",  # scrapers lose the space after a closing quote
    r"(?<=[a-z])[!?](?=[A-Z])",  # and after a sentence
)


_RUN = re.compile(r"\S{1000,}")
_LONGEST = 200
_OF_ADDRESSES = "/?&=%#"


class Words(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, except for a thousand characters without a space, on which it takes quadratic time."""

    def __call__(self, string: str) -> Doc:
        """Cut a text into words; a run without spaces that no prose has is cut every 200 characters first.

        Of such a run, 200 characters that are hardly more than signs, or part of an address, are one word.
        """
        cuts = [at for run in _RUN.finditer(string) for at in range(run.start() + _LONGEST, run.end(), _LONGEST)]
        if not cuts:
            return cast(Doc, super().__call__(string))
        edges = zip([0, *cuts], [*cuts, len(string)], strict=True)
        return Doc.from_docs([self._cut(string[start:end]) for start, end in edges], ensure_whitespace=False)

    def _cut(self, string: str) -> Doc:
        doc = cast(Doc, super().__call__(string))
        if len(string) == _LONGEST and not any(map(str.isspace, string)):
            signs = sum(map(string.count, _OF_ADDRESSES))
            if len(doc) * 3 > _LONGEST or signs * 20 > _LONGEST:
                return Doc(self.vocab, words=[string], spaces=[False])
        return doc

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Words":
        """Read nothing: the tokenizer is built from code, and building it twice takes a tenth of a second."""
        return self


@registry.tokenizers("fact_check.tokenizer.v1")  # type: ignore[untyped-decorator]
def tokenizer() -> Callable[[Language], Words]:
    """Build the tokenizer that the bundled pipeline names in its config."""

    def build(nlp: Language) -> Words:
        english = nlp.Defaults
        rules = {word: parts for word, parts in english.tokenizer_exceptions.items() if word not in _CUT}
        rules |= {word: [{ORTH: word}] for word in _WHOLE}
        return Words(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex([*_RUNS, *(english.prefixes or ()), r"--+"]).search,
            suffix_search=compile_suffix_regex([*_RUNS, *(english.suffixes or ()), *_SUFFIXES]).search,
            infix_finditer=compile_infix_regex([*(english.infixes or ()), *_INFIXES]).finditer,
            token_match=english.token_match,
            url_match=english.url_match,
        )

    return build
