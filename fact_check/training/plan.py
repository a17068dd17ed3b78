"""How long and how hard to train the reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How to train: `steps` batches of about `size` pieces; with `minutes`, as many as that leaves time for.

    `rate` is for the encoder's weights, `head_rate` for all that starts from nothing; both rise for the share `warmup`
    and then fall along a cosine. `hidden` is the share of words that the reader has to guess. Every `teach` steps what
    it makes of a whole stretch is held near to what the untouched encoder does; every `keep` steps a checkpoint is
    written. `depth` layers of the encoder are trained.
    """

    steps: int = 5200
    size: int = 2500
    rate: float = 1.5e-4
    head_rate: float = 2e-3
    warmup: float = 0.06
    hidden: float = 0.03
    teach: int = 6
    keep: int = 200
    seed: int = 7
    threads: int = 1
    minutes: float = 0.0
    depth: int = 4
