"""Find paragraphs that are not English, because the rules and the pipeline cover no other language.

English is recognised by its function words, in a fraction of a millisecond. Only a paragraph with hardly any goes to
py3langid, which names the language offline; if neither is sure, the paragraph is kept.
"""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Literal

from fact_check import lexicon
from fact_check.claims import RuleId
from fact_check.errors import ReadError
from fact_check.read.article import Article, Furniture

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

Others = Literal["skip", "read", "refuse"]
"""What to do with text in another language: skip it, read it as English, or refuse the draft."""

OTHER_LANGUAGE = RuleId("furniture.other-language")

LEAST_SMALL = 0.08
"""The least share of function words in an English paragraph; news has 0.2 to 0.4."""
FEWEST = 8
"""The fewest words of a paragraph that is judged."""
FEWEST_LETTERS = 12
"""The same for scripts without spaces."""
SURE = 0.95
MOSTLY = 0.7
"""The share of words in another language that makes it a draft in that language."""
LOOKED_AT = 2000
"""How many characters of a paragraph are read; more would add nothing."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def without_others(article: Article, others: Others = "skip") -> Article:
    """Return an article with its paragraphs in other languages marked as furniture, and a note about them.

    Raises ReadError for a draft in another language when `others` is "refuse".
    """
    if others == "read":
        return article
    total, foreign = 0, []
    for start, end in _paragraphs(article.prose):
        paragraph = article.prose[start:end]
        words = max(len(paragraph.split()), len(paragraph) // 8)
        total += words
        language = language_of(paragraph)
        if language is not None:
            foreign.append((start, end, words, language))
    if not foreign:
        return article
    languages = Counter[str]()
    for _, _, words, language in foreign:
        languages[language] += words
    if sum(languages.values()) >= MOSTLY * total:
        name = languages.most_common(1)[0][0]
        if others == "refuse":
            raise ReadError(f"is not English ({name})", where=article.path, mend="exclude it, or translate it")
        note = f"not English ({name}): not searched for claims"
        marked = [Furniture(start=0, end=len(article.prose), rule=OTHER_LANGUAGE)]
    else:
        names = ", ".join(name for name, _ in languages.most_common())
        many = "paragraph is" if len(foreign) == 1 else "paragraphs are"
        note = f"{len(foreign)} {many} not English ({names}): skipped"
        marked = [Furniture(start=start, end=end, rule=OTHER_LANGUAGE) for start, end, _, _ in foreign]
    found = sorted((*article.furniture, *marked), key=lambda f: f.start)
    return article.model_copy(update={"furniture": tuple(found), "notes": (*article.notes, note)})


def language_of(paragraph: str) -> str | None:
    """Return the English name of a paragraph's language; None for English, or if it is too short."""
    words = WORD.findall(paragraph)
    if len(words) < FEWEST and not _is_other_script(paragraph, sum(map(len, words))):
        return None
    english = lexicon.words("languages.small_words")
    small = sum(word.lower() in english for word in words)
    if small >= LEAST_SMALL * len(words):
        return None
    code, sure = _identifier().classify(paragraph[:LOOKED_AT])
    return lexicon.pairs("languages.names")[code] if code != "en" and sure >= SURE else None


def _is_other_script(paragraph: str, letters: int) -> bool:
    return letters >= FEWEST_LETTERS and len(LATIN.findall(paragraph)) * 2 < letters


@cache
def _identifier() -> "LanguageIdentifier":
    # It takes a third of a second, once, and only if something looks foreign.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = {str(label) for label in identifier.labels}
    identifier.set_languages([code for code in lexicon.pairs("languages.names") if code in known])
    return identifier


def _paragraphs(prose: str) -> list[tuple[int, int]]:
    """Return the places of paragraphs: consecutive lines with words."""
    found: list[tuple[int, int]] = []
    at, goes_on = 0, False
    for line in prose.split("\n"):
        says = not line.isspace() and line != ""
        if says:
            start = found.pop()[0] if goes_on else at
            found.append((start, at + len(line)))
        at, goes_on = at + len(line) + 1, says
    return found
