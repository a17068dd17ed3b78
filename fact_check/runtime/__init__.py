"""What a process runs in: its threads, its workers, its garbage collector, its repository."""
