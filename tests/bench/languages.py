"""What it costs to tell a draft's language, and how often it is told wrong: python -m tests.bench.languages

Milliseconds of the processor for each article of the corpus and of the shared folder, all of them English, once the
model is loaded; loading it costs a draft that looks foreign once in a process.
"""

import time

from fact_check.read import read
from fact_check.read.languages import language_of, without_others
from tests.bench.mixed import CORPUS
from tests.shared import ARTICLES

TURNS = 5


def spent(path: str) -> tuple[float, bool]:
    """Return the least milliseconds of some turns, and whether the draft is taken for another language in part."""
    article = read(path, others="read")
    took, wrong = [], False
    for _ in range(TURNS):
        began = time.process_time()
        wrong = bool(without_others(article).notes)
        took.append(1000 * (time.process_time() - began))
    return min(took), wrong


if __name__ == "__main__":
    began = time.process_time()
    assert language_of("La mairie de Lorme a perdu cette somme, et le maire en a convenu hier.") == "French"
    loading = 1000 * (time.process_time() - began)
    found = [spent(str(path)) for path in (*sorted(CORPUS.glob("*/*.txt")), *ARTICLES)]
    each = sorted(took for took, _ in found)
    print(f"{len(found)} drafts: {sum(each) / len(each):.2f} ms a draft, {each[-1]:.2f} the slowest;", end=" ")
    print(f"wrong on {sum(wrong for _, wrong in found)}; loading the model: {loading:.0f} ms")
