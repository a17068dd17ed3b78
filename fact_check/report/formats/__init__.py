"""One file a format of `report`."""
