"""Apply the ignores in a draft, for one finding or a stretch, each with a reason.

    <!-- fact-check: ignore unevidenced "quoted words" reason="…" -->   the claim that holds these words
    <!-- fact-check: ignore unevidenced reason="…" -->                  claims on this line, or on the next paragraph
    <!-- fact-check: off denied reason="…" --> … <!-- fact-check: on --> all between, or to the end

In front matter, the key `fact-check` has one of them or a list, without the comment marks. One that can't be read, or
has no reason, ignores nothing and is itself a finding.

Past 250 lines because an ignore is found, read and judged by the same few forms of a comment.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from fact_check.check.findings import Finding, Judged, Lines, Suppressed
from fact_check.check.policy import Checked
from fact_check.claims import Claim, Piece, words
from fact_check.config import Config
from fact_check.errors import did_you_mean
from fact_check.output.sanitize import inert_line
from fact_check.read.front_matter import values_of
from fact_check.severity import KINDS, FindingKind, Severity

OPENS = re.compile(r"<!--\s*fact-check:")
CLOSES = "-->"
SPACE = re.compile(r"\s*")
BLANK = re.compile(r"\n(?=[ \t\r]*\n)")
FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
WORD = re.compile(r"""reason\s*=\s*(?:"([^"]*)"|“([^”]*)”|'([^']*)')|(?:"([^"]*)"|“([^”]*)”)|([^\s"“”]+)""")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that addresses the check, as it is in the text."""

    start: int
    end: int
    said: str

    @property
    def verb(self) -> str:
        return next(iter(self.said.split(maxsplit=1)), "")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One directive, as it is in the text."""

    start: int
    end: int
    kinds: frozenset[FindingKind] = frozenset()
    words: str | None = None
    """The claim's words, normalised; None for every claim in `covers`."""
    covers: Piece | None = None
    """The stretch of the text that it applies to; None for all of it."""
    reason: str = ""
    problem: str | None = None
    """Why it is invalid."""


def even(text: str) -> str:
    """Normalise words as claims compare them: case, spacing and the style of quotation marks."""
    return words(text, [Piece(start=0, end=len(text))])


def apply(judged: Sequence[Judged], draft: Checked, config: Config) -> list[Judged]:
    """Mark the findings that an ignore of the draft covers; add a finding for each ignore that covers nothing."""
    if "fact-check" not in draft.text:
        return list(judged)
    found = ignores(draft.text)
    used: set[int] = set()
    marked = []
    for each, hit in zip(judged, covering(found, judged), strict=True):
        if hit is not None:
            used.add(hit)
            because = Suppressed(by="ignore", reason=found[hit].reason)
            each = each.model_copy(update={"finding": each.finding.model_copy(update={"suppressed": because})})
        marked.append(each)
    severity = config.severity_of(FindingKind.UNUSED_IGNORE, draft.path)
    if severity is Severity.OFF:
        return marked
    lines = Lines(draft.text)
    for i, ignore in enumerate(found):
        if i not in used:
            said = inert_line(draft.text[ignore.start : ignore.end])
            finding = Finding(
                kind=FindingKind.UNUSED_IGNORE,
                severity=severity,
                path=draft.path,
                uri=draft.uri,
                place=lines.place(ignore.start, ignore.end),
                claim=said,
                why=ignore.problem or "there is no such finding here",
                next=KINDS[FindingKind.UNUSED_IGNORE].mend,
            )
            at = Piece(start=ignore.start, end=ignore.end)
            marked.append(Judged(finding=finding, at=at, key=(FindingKind.UNUSED_IGNORE, said)))
    return sorted(marked, key=lambda each: each.at.start)


def covering(ignores: Sequence[Ignore], judged: Sequence[Judged]) -> list[int | None]:
    """Return the number of the first ignore that covers each finding, or None.

    Ignores without words are swept in text order; those with words are tried one by one.
    """
    found: list[int | None] = [None] * len(judged)
    kinds = {kind for ignore in ignores for kind in ignore.kinds if ignore.problem is None}
    for kind in kinds:
        spans: list[tuple[int, int, int]] = []
        others: dict[tuple[str | None, Piece | None], int] = {}
        for number, ignore in enumerate(ignores):
            if ignore.problem is None and kind in ignore.kinds:
                if ignore.words is None and ignore.covers is not None:
                    spans.append((ignore.covers.start, ignore.covers.end, number))
                else:
                    others.setdefault((ignore.words, ignore.covers), number)
        spans.sort()
        here = sorted(
            (n for n, each in enumerate(judged) if each.finding.kind is kind), key=lambda n: judged[n].at.start
        )
        open_: list[tuple[int, int]] = []
        due = 0
        for n in here:
            at = judged[n].at.start
            while due < len(spans) and spans[due][0] <= at:
                heappush(open_, (spans[due][2], spans[due][1]))
                due += 1
            while open_ and open_[0][1] <= at:
                heappop(open_)
            first = open_[0][0] if open_ else None
            claim = even(judged[n].finding.claim) if others else ""
            for (wanted, covers), number in others.items():
                if first is not None and number > first:
                    break
                if covers is not None and not (covers.start <= at < covers.end):
                    continue
                if wanted is None or wanted in claim:
                    first = number
                    break
            found[n] = first
    return found


def comments(text: str) -> Iterator[Comment]:
    """Yield the comments that address the check, in text order; an unclosed one does not count."""
    at = 0
    while (opens := OPENS.search(text, at)) is not None:
        end = text.find(CLOSES, opens.end())
        if end < 0:
            return
        at = end + len(CLOSES)
        yield Comment(opens.start(), at, text[opens.end() : end])


def unended(text: str) -> int | None:
    """Return where an `off` without an `on` is, or None. It covers everything after it, perhaps by mistake."""
    last = None
    for comment in comments(text):
        if comment.verb in ("off", "on"):
            last = comment if comment.verb == "off" else None
    if last is None or _read(last.said, last.start, last.end, None).problem is not None:
        return None
    return last.start


def stretches(text: str) -> list[Piece]:
    """Return where directives are in a text, because what they quote isn't a claim of the article."""
    return [Piece(start=each.start, end=each.end) for each in comments(text)]


def unquoted(claims: Sequence[Claim], quoted: Sequence[Piece]) -> list[Claim]:
    """Return the claims outside some stretches, which are in text order."""
    ends = [each.end for each in quoted]
    kept = []
    for claim in claims:
        after = bisect_right(ends, claim.span.start)
        if after == len(quoted) or quoted[after].start >= claim.span.end:
            kept.append(claim)
    return kept


def ignores(text: str) -> list[Ignore]:
    """Read every directive of a draft, in text order; an `on` that ends an `off` is part of it."""
    found: list[Ignore] = []
    front = FRONT.match(text)
    if front is not None:
        found += [_read(said, at, at + length, None) for said, at, length in _in_front_matter(front)]
    open_at: int | None = None
    said = list(comments(text))
    for comment, scope in zip(said, _beside(text, said), strict=True):
        if comment.verb == "on":
            if open_at is None:
                found.append(Ignore(comment.start, comment.end, problem='no "off" before this "on"'))
            else:
                found[open_at] = _until(found[open_at], comment.start)
                open_at = None
            continue
        off = comment.verb == "off"
        if off and open_at is not None:
            found[open_at] = _until(found[open_at], comment.start)
        covers = Piece(start=comment.end, end=len(text)) if off else scope
        found.append(_read(comment.said, comment.start, comment.end, covers))
        if off:
            open_at = len(found) - 1
    return found


def _until(ignore: Ignore, end: int) -> Ignore:
    covers = ignore.covers and Piece(start=ignore.covers.start, end=end)
    return Ignore(ignore.start, ignore.end, ignore.kinds, ignore.words, covers, ignore.reason, ignore.problem)


def _read(said: str, start: int, end: int, scope: Piece | None) -> Ignore:
    """Read a directive's words; `scope` is what it applies to if it quotes none."""
    reason, quoted, plain = "", None, []
    for match in WORD.finditer(said):
        if match[6] is not None:
            plain += [word for word in match[6].split(",") if word]
        elif match[4] is not None or match[5] is not None:
            quoted = match[4] if match[4] is not None else match[5]
        else:
            reason = next(group for group in match.groups()[:3] if group is not None).strip()
    verb, *names = plain or [""]
    problem = _problem(verb, names, quoted, reason)
    kinds = frozenset(FindingKind(name) for name in names) if problem is None else frozenset()
    if verb == "off" and not names:
        kinds = frozenset(kind for kind, each in KINDS.items() if each.ignorable)
    evened = even(quoted) if quoted is not None else None
    covers = scope if evened is None or verb == "off" else None
    return Ignore(start, end, kinds, evened, covers, reason, problem)


def _problem(verb: str, names: list[str], quoted: str | None, reason: str) -> str | None:
    if verb not in ("ignore", "off"):
        mend = did_you_mean(verb, ["ignore", "off", "on"]) or 'write "ignore", "off" or "on"'
        return f"unknown word {verb!r}: {mend}"
    for name in names:
        if name not in list(FindingKind):
            mend = did_you_mean(name, list(FindingKind)) or "`fact-check check --explain` lists them"
            return f"unknown finding {name!r}: {mend}"
        if not KINDS[FindingKind(name)].ignorable:
            return f"{name} cannot be ignored; its severity can be set in the policy"
    if verb == "ignore" and not names:
        return "it names no finding (such as unevidenced)"
    if quoted is not None and not quoted.strip():
        return "it quotes no words"
    if not reason:
        return 'it gives no reason: add reason="…"'
    return None


def _beside(text: str, said: Sequence[Comment]) -> list[Piece]:
    """Return the line of each comment, or, if it is alone on its line, the paragraph after it.

    It takes one pass from the left and one from the right, because many comments may be on one line.
    """
    count = len(said)
    opens, before = [0] * count, [False] * count
    for n, comment in enumerate(said):
        last = said[n - 1] if n else None
        begins = last.end if last else 0
        end_of_line = text.rfind("\n", begins, comment.start)
        if end_of_line >= 0 or last is None:
            opens[n] = end_of_line + 1
        elif "\n" in last.said:
            opens[n] = text.rfind("\n", last.start, last.end) + 1
        else:
            opens[n], before[n] = opens[n - 1], before[n - 1]
        before[n] |= bool(text[max(begins, opens[n]) : comment.start].strip())
    closes, behind = [len(text)] * count, [False] * count
    for n in range(count - 1, -1, -1):
        following = said[n + 1] if n + 1 < count else None
        ends = following.start if following else len(text)
        end_of_line = text.find("\n", said[n].end, ends)
        if end_of_line >= 0:
            closes[n] = end_of_line
        elif following is not None and "\n" in following.said:
            closes[n] = text.find("\n", following.start)
        elif following is not None:
            closes[n], behind[n] = closes[n + 1], behind[n + 1]
        behind[n] |= bool(text[said[n].end : min(ends, closes[n])].strip())
    blank = [match.start() for match in BLANK.finditer(text)]
    paragraphs: dict[int, Piece] = {}
    found = []
    for n in range(count):
        if before[n] or behind[n]:
            found.append(Piece(start=opens[n], end=closes[n]))
            continue
        if closes[n] not in paragraphs:
            text_begins = SPACE.match(text, closes[n])
            next_blank = bisect_left(blank, text_begins.end() if text_begins else closes[n])
            end = blank[next_blank] if next_blank < len(blank) else len(text)
            paragraphs[closes[n]] = Piece(start=closes[n], end=end)
        found.append(paragraphs[closes[n]])
    return found


def _in_front_matter(front: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each directive of front matter and where it is in the text; invalid front matter has none."""
    content = front[2]
    if "fact-check" not in content:
        return
    for said, start, end in values_of(content, "fact-check", toml=front[1] == "+++"):
        yield said, front.start(2) + start, end - start
