"""Make web text look like news, while every annotation stays true.

The treebanks are mostly web text with straight quotation marks; drafts have curly ones, dashes, quotations that span
sentences, headlines without a full stop, and names that no treebank has. All choices come from the generator that is
passed in, so the same seed gives the same texts.
"""

from dataclasses import replace
from random import Random

from fact_check.training.rename import renamed
from fact_check.training.treebank import Sentence, Word

Paragraph = list[Sentence]

_CURLY = {"``": "“", "''": "”"}
_OPEN = {"NOUN", "VERB", "ADJ", "PROPN", "ADV"}
_CLOSING = frozenset(".!?")


def varied(paragraphs: list[Paragraph], rng: Random, frequency: dict[str, int]) -> list[Paragraph]:
    """Return the paragraphs with typography, names and quotations of their own.

    `frequency` says how often each form is in the training text: rare ones are disguised more often.
    """
    curly = rng.random() < 0.5
    dashes = rng.random() < 0.5
    result = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph[0][0].dep:
            if rng.random() < 0.06:
                paragraph = quoted(paragraph, rng)
            if rng.random() < 0.06:
                paragraph = said(paragraph, rng)
        paragraph = [disguised(renamed(sentence, rng), rng, frequency) for sentence in paragraph]
        if dashes:
            paragraph = [dashed(sentence, rng) for sentence in paragraph]
        if number + 1 < len(paragraphs) and rng.random() < 0.05:
            paragraph = [*paragraph[:-1], headline(paragraph[-1], rng)]
        result.append([curled(sentence) if curly else straightened(sentence) for sentence in paragraph])
    return result


def curled(sentence: Sentence) -> Sentence:
    """Set quotation marks and apostrophes as a newspaper does."""
    return tuple(replace(word, form=_curled(word), lemma=_lemma_of(word, _curled(word))) for word in sentence)


def _curled(word: Word) -> str:
    if word.form in ('"', "``", "''") and word.xpos in _CURLY:
        return _CURLY[word.xpos]
    if word.form == "'" and word.xpos == "``":
        return "‘"
    return word.form.replace("'", "’")


def _lemma_of(word: Word, form: str) -> str:
    return form if word.upos == "PUNCT" and word.lemma == word.form else word.lemma


def straightened(sentence: Sentence) -> Sentence:
    """Set every quotation mark and apostrophe straight, as a typewriter does."""
    straight = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    return tuple(
        replace(word, form=form, lemma=_lemma_of(word, form))
        for word in sentence
        for form in [word.form.translate(straight)]
    )


def dashed(sentence: Sentence, rng: Random) -> Sentence:
    """Set dashes between words as en or em dashes, with or without spaces."""
    words = list(sentence)
    for i, word in enumerate(words):
        if word.form in ("-", "--", "–", "—") and word.xpos in (":", ",") and 0 < i < len(words) - 1:
            form = rng.choice("–——")
            space = form == "–" or rng.random() < 0.5
            words[i] = replace(word, form=form, lemma=form, space=space)
            words[i - 1] = replace(words[i - 1], space=space)
    return tuple(words)


def disguised(sentence: Sentence, rng: Random, frequency: dict[str, int]) -> Sentence:
    """Replace some content words by invented ones with the same first letter, ending and shape."""
    return tuple(_disguised(word, rng, frequency) for word in sentence)


def _disguised(word: Word, rng: Random, frequency: dict[str, int]) -> Word:
    form = word.form
    if word.upos not in _OPEN or len(form) < 6 or not form.isalpha():
        return word
    rare = frequency.get(form, 0) <= 3
    if rng.random() >= (0.2 if rare else 0.02 if frequency[form] < 50 else 0.0):
        return word
    middle = list(form[1:-3])
    if word.lemma[: len(form) - 3].lower() != form[:-3].lower():
        return word
    shuffled = "".join(rng.choice("aeiou") if letter in "aeiou" else rng.choice("bcdfglmnprstv") for letter in middle)
    new = form[0] + shuffled + form[-3:]
    return replace(word, form=new, lemma=word.lemma[0] + shuffled + word.lemma[len(form) - 3 :])


def headline(sentence: Sentence, rng: Random) -> Sentence:
    """Turn a sentence into a headline: no full stop, sometimes Every Word Capitalised."""
    words = list(sentence)
    if len(words) > 3 and words[-1].form == "." and words[-1].dep == "punct" and not _governs(words, len(words) - 1):
        del words[-1]
    if rng.random() < 0.5:
        words = [
            replace(word, form=word.form[:1].upper() + word.form[1:]) if len(word.form) > 3 else word for word in words
        ]
    return tuple(words)


def quoted(paragraph: Paragraph, rng: Random) -> Paragraph:
    """Put one to three whole sentences in quotation marks."""
    start = rng.randrange(len(paragraph))
    end = min(len(paragraph), start + rng.randint(1, 3))
    if any(_quotes(sentence) for sentence in paragraph[start:end]):
        return paragraph
    inside = list(paragraph[start:end])
    inside[0] = _opened(inside[0])
    last = inside[-1]
    if last[-1].form not in _CLOSING:
        return paragraph
    inside[-1] = (*last[:-1], replace(last[-1], space=False), _mark("''", _root(last), space=True))
    return [*paragraph[:start], *inside, *paragraph[end:]]


_SPEAKERS = (
    ("he", "PRON", "PRP", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    ("she", "PRON", "PRP", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    ("they", "PRON", "PRP", "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
)
_NAMES = (
    "Marlow",
    "Ortega",
    "Vance",
    "Brandt",
    "Okafor",
    "Lindqvist",
    "Petrova",
    "Haddad",
    "Tanaka",
    "Moreau",
    "Kiplagat",
    "Silva",
)
_OFFICES = (
    "spokesman",
    "spokeswoman",
    "minister",
    "mayor",
    "lawyer",
    "official",
    "director",
    "chairman",
    "analyst",
    "senator",
)
_VERBS = (("said", "say"), ("said", "say"), ("said", "say"), ("added", "add"), ("wrote", "write"), ("told", "tell"))
_PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"


def said(paragraph: Paragraph, rng: Random) -> Paragraph:
    """Give one sentence of a paragraph a speaker: “It rained,” said Marlow. Sometimes the quotation begins earlier."""
    at = rng.randrange(len(paragraph))
    sentence = paragraph[at]
    if len(sentence) < 4 or sentence[-1].form not in _CLOSING or sentence[-1].dep != "punct" or _quotes(sentence):
        return paragraph
    if _governs(list(sentence), len(sentence) - 1):
        return paragraph
    earlier = at > 0 and rng.random() < 0.5 and not _quotes(paragraph[at - 1])
    before = list(paragraph[:at])
    body = list(sentence)
    if earlier:
        before[-1] = _opened(before[-1])
    else:
        body = list(_opened(tuple(body)))
    root = _root(tuple(body))
    stop = body[-1]
    mark = stop.form if stop.form != "." else ","
    body[-1] = replace(stop, form=mark, lemma=mark, xpos="," if mark == "," else stop.xpos, space=False)
    body.append(_mark("''", root, space=True))
    verb_form, verb_lemma = rng.choice(_VERBS)
    speaker = _speaker(rng)
    inverted = speaker[-1].upos != "PRON" and verb_form != "told" and rng.random() < 0.5
    verb_at = len(body) if inverted else len(body) + len(speaker)
    speaker_from = len(body) + 1 if inverted else len(body)
    body[root] = replace(body[root], head=verb_at, dep="ccomp")
    verb = Word(verb_form, True, verb_lemma, "VERB", "VBD", _PAST, verb_at, "ROOT", name="O")
    heads = [speaker_from + word.head if word.head is not None and word.dep != "nsubj" else verb_at for word in speaker]
    speaker = [replace(word, head=head) for word, head in zip(speaker, heads, strict=True)]
    body += [verb, *speaker] if inverted else [*speaker, verb]
    if verb_form == "told":
        body.append(Word("reporters", True, "reporter", "NOUN", "NNS", "Number=Plur", verb_at, "obj", name="O"))
    body[-1] = replace(body[-1], space=False)
    body.append(Word(".", True, ".", "PUNCT", ".", "", verb_at, "punct", name="O"))
    if not all(word.name for word in sentence):
        body = [replace(word, name="") if i >= len(sentence) else word for i, word in enumerate(body)]
    return [*before, tuple(body), *paragraph[at + 1 :]]


def _speaker(rng: Random) -> list[Word]:
    if rng.random() < 0.4:
        form, upos, xpos, feats = rng.choice(_SPEAKERS)
        return [Word(form, True, form, upos, xpos, feats, 0, "nsubj", name="O")]
    name = rng.choice(_NAMES)
    if rng.random() < 0.5:
        return [Word(name, True, name, "PROPN", "NNP", "Number=Sing", 0, "nsubj", name="B-PERSON")]
    return [
        Word("the", True, "the", "DET", "DT", "Definite=Def|PronType=Art", 1, "det", name="O"),
        Word((noun := rng.choice(_OFFICES)), True, noun, "NOUN", "NN", "Number=Sing", 1, "nsubj", name="O"),
    ]


def _opened(sentence: Sentence) -> Sentence:
    """Put an opening quotation mark before a sentence; every head moves by one."""
    moved = tuple(replace(word, head=word.head + 1 if word.head is not None else None) for word in sentence)
    return (_mark("``", _root(sentence) + 1, space=False), *moved)


def _mark(xpos: str, head: int, space: bool) -> Word:
    return Word('"', space, '"', "PUNCT", xpos, "", head, "punct", name="")


def _quotes(sentence: Sentence) -> bool:
    return any(word.xpos in _CURLY for word in sentence)


def _root(sentence: Sentence) -> int:
    return next(i for i, word in enumerate(sentence) if word.dep == "ROOT")


def _governs(words: list[Word], at: int) -> bool:
    return any(word.head == at and i != at for i, word in enumerate(words))
