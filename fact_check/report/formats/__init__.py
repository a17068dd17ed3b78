"""The formats of `report`, one file each."""
