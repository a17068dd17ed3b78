"""The exports, one small file each. A new file in this folder is a new format, with its name and a `render`."""
