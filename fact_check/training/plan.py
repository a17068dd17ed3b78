"""Settings for training the reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How to train: `steps` batches of about `size` pieces; with `minutes`, as many as that leaves time for.

    `rate` applies to the encoder's weights, `head_rate` to everything trained from scratch; both rise over the share
    `warmup` and then fall along a cosine. `hidden` is the share of words masked for the reader to guess. Every `teach`
    steps, its view of a whole stretch is pulled towards that of the untrained encoder; every `keep` steps a checkpoint
    is written. `depth` layers of the encoder are trained.
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
