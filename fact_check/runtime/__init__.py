"""The environment of a process: threads, workers, garbage collector, repository."""
