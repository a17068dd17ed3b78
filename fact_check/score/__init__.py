"""Measure the finder against gold: claims and labels, attributions, quantities."""

from fact_check.score import show
from fact_check.score.gold import Gold, read_gold
from fact_check.score.measure import Miss, Score
from fact_check.score.run import score

__all__ = ["Gold", "Miss", "Score", "read_gold", "score", "show"]
