"""How memory tells claims of follow-up stories apart: pairs of claims of the shared articles, labelled by hand.

    python -m tests.bench.follow_ups

A pair is `article/claim=article/claim`, by the number of an article and the line of its gold. They are the 130 pairs
of claims of two articles that share most words (articles whose number is divisible by 4 left out), at most three of
each claim; those under SAME make the same statement, the others do not. No pair of these states another number of the
same thing, so what `differs` finds among them is wrong.
"""

import json
import sys
from collections import Counter
from typing import Any

from fact_check.memory.compare import Outcome, compare
from tests.shared import SHARED

SAME = """
091/15=094/11 083/4=087/6 097/3=099/3 118/0=119/11 083/3=087/5 102/9=105/7 083/2=087/4 083/0=087/5 045/0=050/0
130/13=133/5 091/10=097/7
"""
OTHERS = """
037/4=131/3 091/1=094/5 015/10=131/5 094/3=097/4 059/3=127/7 047/1=066/4 037/4=131/5 059/3=061/3 015/10=037/4
061/2=117/9 074/0=075/0 015/10=131/3 097/26=099/4 054/0=081/4 097/6=099/0 082/10=105/3 095/1=106/2 091/11=130/0
094/4=097/22 021/6=126/11 130/4=133/15 002/6=113/4 018/12=114/1 074/1=075/1 097/6=133/1 007/11=034/6 066/5=118/6
099/0=133/1 005/10=081/3 007/7=086/7 130/0=133/1 043/5=106/2 097/6=130/1 091/8=094/4 061/3=127/7 058/11=083/13
091/11=133/15 069/5=077/9 018/7=102/24 026/17=067/5 007/15=015/2 018/0=114/2 077/9=114/6 114/6=131/5 015/3=105/6
062/5=063/3 061/8=109/9 007/1=057/10 007/17=057/10 094/6=097/8 038/0=074/0 001/13=059/2 066/2=081/3 097/10=099/0
105/1=106/0 091/9=097/5 034/2=066/5 109/9=133/13 043/5=095/1 045/1=050/4 045/1=050/0 130/5=133/15 034/6=057/14
005/6=015/3 130/3=133/9 091/0=097/5 059/3=133/17 021/6=077/13 091/9=094/7 081/2=105/6 091/10=094/7 047/1=117/2
061/2=097/21 125/0=126/0 114/6=117/9 091/2=094/7 077/9=117/9 010/7=074/9 058/12=083/14 055/4=110/6 097/5=099/1
105/0=106/0 015/2=034/3 101/13=113/2 091/11=130/3 010/2=093/8 066/5=122/3 045/0=051/0 062/5=081/3 034/10=130/10
083/6=087/4 049/5=122/5 034/6=057/10 001/14=059/6 047/7=066/4 059/0=090/0 113/5=114/9 038/3=111/3 097/10=130/1
083/0=109/2 054/2=063/6 034/2=105/6 113/4=131/4 015/2=122/3 018/8=102/24 054/2=106/2 007/18=021/9 026/1=027/7
002/8=115/1 094/11=099/4 091/15=099/4 034/3=122/3 091/0=099/1 011/10=093/9 038/0=074/1 013/3=021/6 013/2=069/5
031/3=062/4 031/2=034/2
"""


def claim_of(name: str) -> dict[str, Any]:
    article, line = name.split("/")
    (file,) = (SHARED / "gold").glob(f"{article}-*.jsonl")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8").splitlines()[int(line)])
    return found


def words_of(claim: dict[str, Any]) -> str:
    said = claim["claim"]
    return " ".join(said) if isinstance(said, list) else str(said)


def outcome(pair: str) -> Outcome:
    then, now = (claim_of(name) for name in pair.split("="))
    sources = [[each.get("resolved") or each.get("source")] for each in (then, now)]
    return compare(words_of(then), words_of(now), then_in=sources[0], now_in=sources[1]).outcome


def main() -> None:
    same, others = ({pair: outcome(pair) for pair in pairs.split()} for pairs in (SAME, OTHERS))
    for name, found in (("the same statement", same), ("another", others)):
        counts = Counter(found.values())
        print(f"{name:20} {len(found):4} pairs: {', '.join(f'{counts[o]} {o}' for o in Outcome)}")
    right = sum(o is Outcome.SAME for o in same.values())
    claimed = right + sum(o is Outcome.SAME for o in others.values())
    print(f"precision of same {right} of {claimed}, recall {right} of {len(same)}")
    if "--misses" in sys.argv:
        print("\n".join(f"{o} {p}" for p, o in [*same.items(), *others.items()] if (o is Outcome.SAME) != (p in same)))


if __name__ == "__main__":
    main()
