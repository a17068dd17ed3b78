"""Open Word and OpenDocument files, which are zips of XML, within bounds: a small file can hold gigabytes."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree

from fact_check.errors import ReadError

LARGEST = 64 * 2**20
"""The most bytes of XML in a file's parts together: twenty long novels."""
MOST_TAGS = 400_000
"""The most elements of all parts. Each costs its reader a kilobyte, so this bounds the memory."""
CHUNK = 2**20
OLD = b"\xd0\xcf\x11\xe0"
"""The first bytes of a Word 97 file, or of an encrypted file of a newer Word."""
DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class Package:
    """The parts of a file, read whole. Raises ReadError for a file that isn't a package, is encrypted or too large."""

    def __init__(self, path: str, raw: bytes, *, kind: str, mend: str) -> None:
        self._path = path
        self._kind = kind
        self._mend = mend
        if raw.startswith(OLD):
            raise ReadError("is encrypted, or from an old version of Word", where=path, mend=mend)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self.broken() from None
        infos = self._zip.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise self.encrypted()
        self._left, self._tags = LARGEST, 0
        self.parts = {
            name: self._part(name)
            for name in dict.fromkeys(info.filename for info in infos)
            if name.endswith((".xml", ".rels"))
        }

    def broken(self) -> ReadError:
        """Return the error for a file that isn't of its kind."""
        return ReadError(f"is not {self._kind}", where=self._path, mend=self._mend)

    def encrypted(self) -> ReadError:
        """Return the error for an encrypted file."""
        return ReadError("is encrypted", where=self._path, mend="save it without a password")

    def _part(self, name: str) -> bytes:
        content = bytearray()
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(CHUNK):
                    content += chunk
                    if len(content) > self._left:
                        raise ReadError("is too large to be a draft", where=self._path, mend="split it")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
            raise ReadError(f"is damaged: {name} cannot be read", where=self._path, mend=self._mend) from None
        self._left -= len(content)
        self._tags += content.count(b"<")
        if self._tags > MOST_TAGS:
            raise ReadError("is too large to be a draft", where=self._path, mend="split it")
        if DTD.search(content):
            raise self.broken()
        return bytes(content)

    def tree(self, name: str) -> ElementTree.Element:
        """Return a part as a tree. Raises ReadError if it is missing or isn't XML."""
        try:
            return ElementTree.fromstring(self.parts[name])
        except (KeyError, ElementTree.ParseError, ValueError, LookupError):
            raise self.broken() from None


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return parts as a zip, uncompressed: it is read at once."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts:
            package.writestr(name, content)
    return file.getvalue()
