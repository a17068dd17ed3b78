"""Words that tend to attribute, as a hint for those that the training articles do not hold.

Written from general knowledge of English, not from any corpus. The network weighs them with everything else; the
rules in `rules/` are another thing, which a news desk may edit without touching the weights.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

SPEECH = """
accuse acknowledge add address admit advise affirm agree allege announce answer apologize argue articulate ask assert
assess assure attest aver avow bark beg bellow blast blog bluster boast brag broadcast call caution challenge chant
charge chide chime chuckle claim clarify comment complain concede conclude concur confess confide confirm conjecture
contend contradict counsel counter cry declare decry demur denounce deny depose describe detail determine disclose
discuss dismiss dispute divulge document drawl echo elaborate emphasize enthuse estimate exclaim exhort explain
exclaim express find forecast fume gasp grumble gush highlight hint hypothesize imply indicate inform insinuate insist
instruct interject interrupt intone jest joke lament laugh lecture lie maintain marvel mention mumble murmur muse
mutter narrate note notify object observe opine outline plead point postulate praise preach predict proclaim profess
project pronounce prophesy propose protest publish quip quote rail rant read reaffirm reason reassure rebut recall
recite recommend recount refute reiterate reject rejoin relate relay remark remember remind repeat reply report
respond restate retort reveal roar rule say scoff scold scream shout shriek sigh signal snap sneer snipe specify
speculate speak state stipulate stress submit suggest summarize surmise swear tease tell testify text theorize thunder
tout tweet urge utter venture verify vent voice volunteer vouch wail warn whisper wonder worry write yell show uncover
warn portray label brand characterize concede caption cite post telegraph radio sing joke crow huff fret gripe
"""

ATTITUDE = """
accept admire anticipate appear approve aim assume back believe blame commend condemn consider criticize deem decide
demand desire disagree doubt dread embrace encourage endorse endeavour envision expect favor favour fear feel figure
forbid foresee forget guess hate hope imagine intend know like love mean need oppose order plan pledge prefer presume
pretend promise question realize refuse regard regret request require resent resist resolve see seek seem sense
support suppose suspect think threaten trust try understand view vow want welcome wish
"""

NOUNS = """
accusation account acknowledgment admission advice allegation announcement answer argument assertion assessment
assurance belief claim comment complaint conclusion concern confession confirmation contention criticism declaration
denial estimate evidence explanation fear finding forecast guess hint hope hunch idea indication insistence memo
message notion observation opinion pledge posting prediction proposal quote reaction reminder remark reply
reporting response revelation rumor rumour sentiment speculation speech statement suggestion suspicion
testimony theory threat tweet verdict view vow warning
"""

SOURCES = """
agency aide adviser advisor analyst association attorney author bureau campaign chairman chairwoman coach colleague
columnist commission committee company correspondent court department detective diplomat director document economist
editorial editor executive expert filing filmmaker governor group historian indictment insider journalist judge
lawsuit lawyer leader letter mayor memoir ministry minister neighbor newspaper observer officer official organisation
organization outlet owner paper pollster poll president professor prosecutor record reporter report representative
researcher resident scholar scientist secretary senator sheriff source spokesman spokesperson spokeswoman staffer
strategist study supporter survey teacher transcript victim voter watchdog website witness
"""

HEARSAY = "reportedly allegedly apparently purportedly supposedly seemingly according accordingly per via"

IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "speak": "spoke spoken", "think": "thought",
    "know": "knew known", "mean": "meant", "feel": "felt", "see": "saw seen", "find": "found", "show": "showed shown",
    "read": "read", "swear": "swore sworn", "sing": "sang sung", "understand": "understood", "forbid": "forbade",
    "foresee": "foresaw foreseen", "forget": "forgot forgotten", "beg": "begged begging", "brag": "bragged bragging",
    "quip": "quipped quipping", "admit": "admitted admitting", "rebut": "rebutted rebutting",
    "plan": "planned planning",
    "submit": "submitted submitting", "blog": "blogged blogging",
    "snap": "snapped snapping", "lie": "lied lying",
    "concur": "concurred concurring", "demur": "demurred demurring", "regret": "regretted regretting",
    "refer": "referred referring", "aver": "averred averring", "seek": "sought", "rule": "ruled ruling",
}  # fmt: skip

CLASSES = 6
"""0 nothing of note, then SPEECH, ATTITUDE, NOUNS, SOURCES, HEARSAY."""


def forms(verb: str) -> set[str]:
    """Give the forms of a verb; a few that do not exist do no harm."""
    stem = verb[:-1] if verb.endswith("e") else verb
    y = len(verb) > 2 and verb.endswith("y") and verb[-2] not in "aeiou"
    third = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    past = verb[:-1] + "ied" if y else stem + "ed"
    return {verb, third, past, stem + "ing", *IRREGULAR.get(verb, "").split()}


def plural(noun: str) -> str:
    """Give the plural of a noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun.replace("man", "men") if noun.endswith("man") else noun + ("es" if noun.endswith("s") else "s")


def _hashed() -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    known: dict[str, int] = dict.fromkeys(HEARSAY.split(), 5)
    for number, nouns in ((4, SOURCES), (3, NOUNS)):
        known |= {form: number for noun in nouns.split() for form in (noun, plural(noun))}
    for number, verbs in ((2, ATTITUDE), (1, SPEECH)):
        known |= {form: number for verb in verbs.split() for form in forms(verb)}
    pairs = sorted((get_string_id(word), number) for word, number in known.items())
    return np.array([h for h, _ in pairs], dtype=np.uint64), np.array([n for _, n in pairs], dtype=np.int64)


_HASHES, _NUMBERS = _hashed()


def classes(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Give the class of each word by the hash of its lower-case form."""
    at = np.minimum(np.searchsorted(_HASHES, hashes), len(_HASHES) - 1)
    return np.where(_HASHES[at] == hashes, _NUMBERS[at], 0)
