"""The panes of the full screen: each shows a session; none decides anything."""
