"""The editor server: the claims of a draft while it is written, in any editor that speaks the Language Server Protocol.

A draft that is open is read as `fact-check find` would read the file, were it saved now, and judged as `fact-check
check` judges it; what a reporter decides goes into the journal beside it, as in `fact-check review`. The protocol is
in `server` and `features` alone; all else is functions of a draft that was read (see `reading`).
"""
