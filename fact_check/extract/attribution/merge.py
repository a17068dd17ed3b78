"""Merge the attributions that the rules find with those that the trained component marks.

The rules know what a cue does and can say why; the component knows newspapers. If both see an attribution, the rules
give the cue its meaning, the component gives the source and, where they differ, the content. Either may see one alone:
the component if no rule has the cue (`reporting.learned`), the rules for a denial, a doubt, a hedge or a quotation.

Past 250 lines, because the answers to one question, whom to believe, must be read beside each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from fact_check.claims import Effect, RuleId
from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.content_spans import past_addressee
from fact_check.extract.attribution.denial_cues import is_of_kind
from fact_check.extract.attribution.factuality import Force, carrier, force
from fact_check.extract.attribution.factuality import marked as worded
from fact_check.extract.attribution.heard import SIGNING, demands, heard
from fact_check.extract.attribution.marked_content import SIGHT, holds_most, marked_content
from fact_check.extract.attribution.source_phrases import source_phrase
from fact_check.extract.quotations.linking import Speech
from fact_check.extract.records import Attribution, Tokens, within
from fact_check.extract.syntax.clauses import OPENING, pieces, sentence, trim
from fact_check.language.attribution import Marked, threshold
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.language.heads.spans import told
from fact_check.lexicon import words
from fact_check.rules import Rule

LEARNED = RuleId("reporting.learned")
DOUBTED = 0.3
"""A report that the rules see is dropped if the component scores it lower; tuned on the 84 texts of attribution dev.
Denials, doubts, hedges and direct speech need no second opinion."""
SEEN = 0.6
"""The component's least score with which it gives the content of a denial, a doubt or a hedge, too."""
LONG = 3
SURE, SURER = 0.4, 0.6
"""The component's least score with which a phrase without a verb may be a content, and one that a number follows."""
CERTAIN = 0.9
"""The same after a plain verb of saying, where the parse may have taken a verb for a noun."""
ALIKE = 0.9
"""The least Dice of tokens with which two contents are the same; the one with edges from the parse is kept."""
SAME = 0.5
"""The least Dice of tokens with which two contents belong to one attribution."""
NEGATIONS = words("grammar.negations")
DAYS = words("calendar.weekdays", "calendar.said_when")
"""Words that may come between a plain cue and its content: `said on {Monday} that`."""
MARKS = frozenset('"“”')
LAID_OUT = SIGNING | {":"}
"""Cues of layout, which says where direct speech ends."""
NEAR = 6
"""How many tokens after a content a number is right after it."""
MEANT = 0.8
"""How sure the component must be of the effect of a cue that no rule has."""


def by_network(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Add what the trained component marks, and confirm, correct or drop by it what the rules have found.

    Marks of cues that state nothing (`did not say`) are ignored.
    """
    marked = heard(stretch)
    return _joined(stretch, found, marked, threshold(stretch.doc)) if marked else list(found)


def _joined(
    stretch: Stretch, ruled: Sequence[Attribution], marked: Sequence[Marked], floor: float
) -> list[Attribution]:
    """Return the attributions of both; `floor` is the score from which the component decides alone."""
    doc, spoken = stretch.doc, stretch.speech
    by_token = _by_token(ruled)
    rule_at = {i: m for m in stretch.cues for i in range(m.start, m.end)}
    rules = {m.rule.id: m.rule for m in stretch.matches}
    left = dict(enumerate(ruled))
    found: list[Attribution] = []

    def alone(mark: Marked) -> Attribution | None:
        known = next((rule_at[i] for i in range(*mark.cue) if i in rule_at), None)
        return _alone(doc, mark, known, spoken) if _believed(doc, mark, known, floor) else None

    for mark in sorted(marked, key=lambda m: -m.score):
        partner, by_cue = _partner(mark, ruled, by_token)
        if partner is None:
            if (own := alone(mark)) is not None:
                found.append(own)
        elif partner in left:
            one = left[partner]
            if _hedges_less(one, mark) and not by_cue and (own := alone(mark)) is not None:
                left.pop(partner)
                found.append(own)
                continue
            if mark.score < DOUBTED and not _stands(doc, one, rules.get(one.rule)):
                left.pop(partner)
                continue
            if by_cue:
                mark = _without(doc, mark, [a for a in ruled if a is not one and a.cue == one.cue])
            if by_cue or one.effect is not Effect.REPORTS:
                whole = _mode(rules.get(one.rule)) == "sentence" and len(one.content) > 1
                found.append(_both(doc, left.pop(partner), mark, rules.get(one.rule), spoken, whole))
            elif mark.score >= DOUBTED and (own := alone(mark)) is not None:
                left.pop(partner)
                found.append(own)
        elif by_cue is False and (own := alone(mark)) is not None:
            found.append(own)
    ruling = ((a, rules.get(a.rule)) for a in left.values())
    return [*found, *(a for a, rule in ruling if _stands(doc, a, rule) or _closes(doc, a, rule, rule_at))]


def _stands(doc: Doc, one: Attribution, rule: Rule | None) -> bool:
    """Tell whether an attribution of the rules stands although the component doesn't see it.

    The component has no view on accusing, calling, pledging and the like, which its training texts mark as attitudes. A
    long cue (`was quoted as saying`) is no accident, nor is `According to` before a clause.
    """
    mode = _mode(rule)
    if one.effect is not Effect.REPORTS or one.quoted or _length(doc, one.cue) >= LONG:
        return True
    if mode in ("predicate", "figure"):
        return True
    if mode == "sentence" and one.content[0][0] > one.cue[1]:
        return any(t.pos_ in ("VERB", "AUX") for t in doc[slice(*one.content[0])])
    if mode == "object" and one.source is not None and doc[one.content[0][0]].tag_ == "TO":
        return True
    if rule is None or not _plain(doc, one, rule):
        return False
    return rule.plain or any(doc[i].lower_ == "that" for i in range(one.cue[1], one.content[0][0]))


def _length(doc: Doc, cue: Tokens) -> int:
    """Count a cue's words without its auxiliaries: `have been found` is one verb."""
    dep = columns(doc).dep
    return sum(not dep[i].startswith("aux") for i in range(*cue))


def _mode(rule: Rule | None) -> str | None:
    return rule.content if rule is not None else None


def _closes(doc: Doc, one: Attribution, rule: Rule | None, cued: Mapping[int, Match]) -> bool:
    """Tell whether an attribution ends a sentence that says one thing: `A man died, according to the police.`"""
    run, (first, last) = one.content[0], one.cue
    if _mode(rule) != "sentence" or one.source is None or len(one.content) > 1 or doc[first - 1].text != ",":
        return False
    said = doc[run[0] : run[1]]
    alone = run[1] <= first and not any(t.i in cued or t.text == ";" for t in said)
    return alone and any(t.dep_.startswith("nsubj") for t in said) and one.source[1] >= sentence(doc[last])[1] - 2


def _plain(doc: Doc, one: Attribution, rule: Rule) -> bool:
    """Tell whether an attribution is as plain as can be: source, verb and clause with at most a listener between.

    Or the other way round at the end of a sentence: `{The pool will shut}, say staff who …`
    """
    if one.source is None or len(one.content) > 1:
        return False
    (start, end), cue = one.content[0], one.cue
    says = any(t.dep_.startswith("nsubj") for t in doc[start:end])
    if cue[1] == one.source[0] and end + 1 == cue[0] and doc[end].text == ",":
        return says and trim(doc, sentence(doc[start])[0], start) is None and start >= sentence(doc[cue[0]])[0]
    if one.source[1] != cue[0] or start < cue[1]:
        return False
    heard = [t for t in doc[cue[1] : start] if t.dep_ == "iobj" and t.head.lemma_.lower() in rule.told]
    if heard and heard[-1].right_edge.i + 1 == start:
        return says or any(t.dep_ == "iobj" for t in doc[start:end])
    between = [t.lower_ for t in doc[cue[1] : start] if t.pos_ != "ADV"]  # "maintained {throughout} that"
    beside = between in ([], ["that"]) or ({"that", "on", ","}.issuperset(between[1:]) and between[0] in DAYS)
    beside = beside or (len(between) > 1 and between[0] == "on" and between[1] in DAYS)
    return beside and says


def _by_token(ruled: Sequence[Attribution]) -> dict[int, list[tuple[int, bool]]]:
    """Map each token to the attributions that have it in their cue (True) or content (False)."""
    found: dict[int, list[tuple[int, bool]]] = {}
    for n, a in enumerate(ruled):
        for run, cue in ((a.cue, True), *((run, False) for run in a.content)):
            for i in range(*run):
                found.setdefault(i, []).append((n, cue))
    return found


def _partner(
    mark: Marked, ruled: Sequence[Attribution], by_token: dict[int, list[tuple[int, bool]]]
) -> tuple[int | None, bool | None]:
    """Return the rules' attribution that a mark belongs to, and whether it does by its cue or by its content."""
    for i in range(*mark.cue):
        for n, cue in by_token.get(i, ()):
            if cue:
                return n, True
    shared: dict[int, int] = {}
    for run in mark.content:
        for i in range(*run):
            for n, cue in by_token.get(i, ()):
                if not cue:
                    shared[n] = shared.get(n, 0) + 1
    size = _size(mark.content)
    best = max(shared, key=lambda n: 2 * shared[n] / (size + _size(ruled[n].content)), default=None)
    if best is None or 2 * shared[best] / (size + _size(ruled[best].content)) < SAME:
        return None, None
    return best, False


def _believed(doc: Doc, mark: Marked, known: Match | None, floor: float) -> bool:
    """Tell whether a mark counts without the rules: a report, or an attitude whose cue a rule has."""
    if force(worded(doc, mark.cue)) in (Force.ASKS, Force.WITHHOLDS) or demands(doc, mark.cue, mark.content):
        return False
    return mark.score >= floor and (mark.reporting >= 0.5 or (known is not None and known.effect is Effect.REPORTS))


def _may_be_opposed(doc: Doc, content: tuple[Tokens, ...], verbs: bool) -> bool:
    """Tell whether a content can be true or not: no `denied {bail}`, no `it is unclear {who fired first}`."""
    return verbs and doc[content[0][0]].tag_ not in ("WP", "WRB", "WDT")


def _meant(doc: Doc, mark: Marked, source: Tokens | None) -> Effect:
    """Return what a cue that no rule has does to its content; a mere hedge names no source."""
    seen = told(doc)
    word, sure = seen.effect_of(*mark.cue) if seen is not None else ("reports", 1.0)
    effect = Effect(word) if sure >= MEANT else Effect.REPORTS
    return Effect.REPORTS if effect is Effect.HEDGES and source is not None else effect


def _without(doc: Doc, mark: Marked, others: Sequence[Attribution]) -> Marked:
    """Return a mark without what its cue attributes besides: the quotation after `{The pool is shut}, she said.`"""
    apart = [run for a in others for run in a.content]
    left = tuple(p for run in mark.content for p in pieces(doc, run, apart)) if apart else mark.content
    return replace(mark, content=left or mark.content)


def _alone(doc: Doc, mark: Marked, known: Match | None, spoken: Speech) -> Attribution | None:
    content = past_addressee(
        doc, known.rule if known is not None else None, mark.cue, marked_content(doc, mark, spoken)
    )
    if not _tells(doc, content) or (known is None and mark.source is None and _size(content) == 1):
        return None  # "{Head} teachers are sceptical"
    if known is not None and known.rule.content == "subject" and not is_of_kind(doc, content, known.rule.objects):
        return None  # "her view of the town is wrong"
    quoted = _quoted(content, spoken)
    pos = columns(doc).pos
    verbs = any("VERB" in pos[a:b] or "AUX" in pos[a:b] for a, b in content)
    if known is not None and known.rule.content is None and not verbs and not quoted:
        spoken_of = known.rule.plain and not _has_marks(doc, content)
        if mark.score < (CERTAIN if spoken_of else _least(doc, content)):
            return None  # "wrote novels": the rule asks for a clause or a quotation
    if known is None and not verbs and not quoted and mark.score < _least(doc, content):
        return None
    source = _source(doc, mark)
    if source is None and known is not None:
        source = _relative(doc, mark)
    effect = known.effect if known is not None and known.effect is not None else _meant(doc, mark, source)
    if known is None and effect.opposes and not quoted and not _may_be_opposed(doc, content, verbs):
        return None
    rule = known.rule.id if known is not None else LEARNED
    cue = mark.cue
    if source is None and known is not None and known.end < cue[1] and doc[known.end].pos_ in ("NOUN", "PROPN"):
        cue, source = (cue[0], known.end), trim(doc, known.end, cue[1])  # "says study"
    return Attribution(cue, effect, rule, content, source, quoted)


def _least(doc: Doc, content: tuple[Tokens, ...]) -> float:
    """Return the least score with which a phrase without a verb may be a content.

    More where it leaves out a number right after it, which makes a claim with it: `raised {its count}, from 11 to 16`.
    """
    end = content[-1][1]
    number = columns(doc).like_num
    left_out = any(number[end : end + NEAR]) and not any(number[i] for run in content for i in range(*run))
    return SURER if left_out else SURE


def _both(doc: Doc, one: Attribution, mark: Marked, rule: Rule | None, spoken: Speech, whole: bool) -> Attribution:
    """Return one attribution made of both; `whole` keeps the rules' content even if only part of it is marked."""
    source = one.source
    if source is not None and (one.silent or (one.quoted and doc[one.cue[0]].text in LAID_OUT)):
        return one  # `“We lost.” ― Ada Kern` is hers, and not what follows; so is `KERN: We lost.`
    heard = mark.score >= DOUBTED and one.effect is not Effect.HEDGES and not _beyond(doc, one, mark)
    if mark.source is not None and heard:
        swallowed = one.source is not None and one.cue[1] == one.source[0] < mark.cue[1]  # "According to police"
        source = one.source if swallowed else _source(doc, mark) or one.source
    if source is not None and one.cue[0] <= source[0] and source[1] <= one.cue[1]:
        source = None  # "An earlier version of this article said" is all cue
    content = past_addressee(doc, rule, mark.cue, marked_content(doc, mark, spoken))
    content = _from_subject(doc, content, one.content)
    if source is not None:
        content = tuple(p for run in content for p in pieces(doc, run, [source]))
    reports = one.effect is Effect.REPORTS
    better = mark.score >= (DOUBTED if reports else SEEN) and not (reports and whole)
    better = better and not _cut(doc, content, one) and not _sets_apart(doc, one) and not _sees_less(content, one, mark)
    better = better and _tells(doc, content, "PRON")
    quoted = _quoted(content, spoken) or (one.quoted and _resumes(doc, content, spoken))
    if quoted and one.quoted:
        content = (*content, *_run_on(content, one.content, spoken))
    if better and _dice(content, one.content) < ALIKE and (quoted or not one.quoted):
        return replace(one, content=content, source=source, quoted=quoted)
    apart = [source] if source is not None else []  # what the rules took for content: "according to Spain{-based X}"
    left = tuple(p for run in one.content for p in pieces(doc, run, apart))
    return replace(one, content=left or one.content, source=source)


def _sees_less(content: tuple[Tokens, ...], one: Attribution, mark: Marked) -> bool:
    """Tell whether a content is the rules' own up to where the component loses sight of the cue: `KERN: We left. …`"""
    (start, _), limit = one.content[0], mark.cue[0] + SIGHT
    if len(one.content) > 1 or one.content[0][1] <= limit or not content or content[0][0] > start + 1:
        return False
    return holds_most(content, (max(start, mark.cue[0]), limit))


def _sets_apart(doc: Doc, one: Attribution) -> bool:
    """Tell whether a hedge after a comma is about the adjunct behind it alone: `died, reportedly {of a stroke}`."""
    start, end = one.content[0]
    hedges = one.effect is Effect.HEDGES and len(one.content) == 1 and start == one.cue[1]
    if not hedges or not one.cue[0] or doc[one.cue[0] - 1].text != ",":
        return False
    words = columns(doc)
    return words.pos[start] == "ADP" and not any(dep.startswith("nsubj") for dep in words.dep[start:end])


def _run_on(content: tuple[Tokens, ...], ruled: tuple[Tokens, ...], spoken: Speech) -> list[Tokens]:
    """Return what the rules have of a quotation in the paragraphs after the one where a content ends."""
    last = spoken.inside(content[-1][0]) if content else None
    more: list[Tokens] = []
    for run in ruled:
        if last is not None and last.quotation.runs_on and run[0] >= last.whole[1]:
            more.append(run)
            last = spoken.inside(run[0])
    return more


def _from_subject(doc: Doc, content: tuple[Tokens, ...], ruled: tuple[Tokens, ...]) -> tuple[Tokens, ...]:
    """Return a content from the subject of its clause on: `told the court {Mossop sent bills} from a firm`."""
    if not content or not ruled or not ruled[0][0] < content[0][0] < ruled[0][1] or len(ruled) > 1:
        return content
    (first, _), start = ruled[0], content[0][0]
    return ((first, content[0][1]), *content[1:]) if "ccomp" in columns(doc).dep[first + 1 : start] else content


def _hedges_less(one: Attribution, mark: Marked) -> bool:
    """Tell whether a hedge is inside or beside what the component attributes to somebody.

    "Officials said a man, {reportedly} one Kern, fled", "Per the decree, the priests {are expected to} report".
    """
    if one.effect is not Effect.HEDGES:
        return False
    named = one.source is None and mark.source is not None
    return named or any(within(mark.cue, run) for run in one.content)


def _beyond(doc: Doc, one: Attribution, mark: Marked) -> bool:
    """Tell whether the component passes over the subject right before a cue: `The mayor said {the union} denied`."""
    if one.source is None or mark.source is None or one.source[1] > one.cue[0]:
        return False
    if any(doc[i].tag_ not in ("WP", "WDT", ",") for i in range(one.source[1], one.cue[0])):
        return False  # "official data, which put the share at 29 percent"
    return mark.source[1] < one.source[0] and mark.cue[0] >= one.cue[0]


def _tells(doc: Doc, content: tuple[Tokens, ...], *but: str) -> bool:
    """Tell whether a content has a word that says something, unlike `the`; `but` lists further parts of speech."""
    tags = columns(doc).pos
    empty = ("DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "SPACE", *but)
    lower = columns(doc).lower
    return any(tags[i] not in empty and lower[i] not in NEGATIONS for run in content for i in range(*run))


def _cut(doc: Doc, content: tuple[Tokens, ...], one: Attribution) -> bool:
    """Tell whether a content ends between a noun and what describes it, or inside a quotation that the rules have."""
    if not content:
        return False
    start, end = content[-1]
    words = columns(doc)
    opened = sum(words.text[i] in MARKS for i in range(start, end)) % 2
    if opened and any(words.text[i] in MARKS for i in range(end, one.content[-1][1])):
        return True  # "called the report “flawed {and alarmist”}"
    last = next((i for i in range(end - 1, start - 1, -1) if not words.is_punct[i]), None)
    if last is None or words.dep[last] not in ("compound", "amod", "nummod"):
        return False
    return end <= words.head[last] < one.content[-1][1]


def _has_marks(doc: Doc, content: tuple[Tokens, ...]) -> bool:
    text = columns(doc).text
    return any(not OPENING.isdisjoint(text[max(a - 1, 0) : b]) for a, b in content)


def _source(doc: Doc, mark: Marked) -> Tokens | None:
    """Return the source of a mark; outside the cue's sentence, where others speak, it can only be a pronoun."""
    if mark.source is None:
        return None
    first, last = sentence(doc[mark.cue[0]])
    if not first <= mark.source[0] < last and doc[mark.source[0]].pos_ != "PRON":
        return None
    return source_phrase(doc, mark.source, [mark.cue, *mark.content])


def _relative(doc: Doc, mark: Marked) -> Tokens | None:
    """Return what the relative pronoun before a cue stands for: `her own report, {which} shows a loss of 310`."""
    verb = carrier(doc, mark.cue)
    who = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP")), None)
    return source_phrase(doc, who, [mark.cue, *mark.content]) if who is not None else None


def _quoted(content: tuple[Tokens, ...], spoken: Speech) -> bool:
    inside = [(spoken.inside(a), spoken.inside(b - 1)) for a, b in content]
    return all(first is not None and last is not None for first, last in inside)


def _resumes(doc: Doc, content: tuple[Tokens, ...], spoken: Speech) -> bool:
    """Tell whether a quotation goes on in one that the writer's own words lead to: `“A,” she said, but {“B”}`."""
    text = columns(doc).text
    return len(content) > 1 and all(spoken.inside(a) is not None or text[a - 1] in OPENING for a, _ in content)


def _size(content: Sequence[Tokens]) -> int:
    return sum(b - a for a, b in content)


def _dice(one: tuple[Tokens, ...], other: tuple[Tokens, ...]) -> float:
    tokens = {i for a, b in one for i in range(a, b)}
    shared = sum(1 for a, b in other for i in range(a, b) if i in tokens)
    return 2 * shared / (len(tokens) + _size(other))
