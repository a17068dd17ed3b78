"""The parts of the full screen: each shows a session, none of them decides anything."""
