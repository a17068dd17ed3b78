"""Manage what a process runs with: threads, workers, garbage collector, repository."""
