"""The ZIP that ODT, DOCX and their like are: opened within bounds, parsed piece by piece."""

from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import DefusedXMLParser

from bases.texts import bounds
from bases.texts.outcomes import BrokenError, EncryptedError, TooLargeError

CHUNK = 64 * 1024
# What office suites put a document in to lock it with a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")


class Archive:
    """The parts of a document, read one after the other up to the bounds."""

    def __init__(self, path):
        try:
            self._zip = ZipFile(path)
        except BadZipFile as error:
            if _is_locked(path):
                raise EncryptedError from error
            raise BrokenError("not a ZIP") from error
        self._members = {member.filename: member for member in self._zip.infolist()}
        if len(self._zip.infolist()) > bounds.MEMBERS:
            raise TooLargeError("too many members")
        self._left = bounds.ARCHIVE_BYTES

    def __contains__(self, name):
        return name in self._members

    def names(self, start="", end=""):
        """Return the names of the parts that start and end so, in order."""
        return sorted(
            name
            for name in self._members
            if name.startswith(start) and name.endswith(end)
        )

    def parsed(self, name, target):
        """Parse a part for `target`, which is told of its tags and texts; yield as it goes."""
        parser = DefusedXMLParser(target=target)
        for chunk in self._chunks(name):
            parser.feed(chunk)
            yield
        parser.close()

    def parse(self, name, target):
        """Parse a part for `target` to its end, and return `target`."""
        for _chunk in self.parsed(name, target):
            pass
        return target

    def _chunks(self, name):
        member = self._members.get(name)
        if member is None:
            raise BrokenError(f"no {name}")
        if member.flag_bits & 1:
            raise EncryptedError
        _check_size(member)
        with self._zip.open(member) as part:
            while chunk := part.read(CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise TooLargeError("too much to unfold")
                yield chunk


def _check_size(member):
    size, packed = member.file_size, max(1, member.compress_size)
    is_bomb = size > bounds.RATIO_FROM_BYTES and size / packed > bounds.RATIO
    if is_bomb or size > bounds.MEMBER_BYTES:
        raise TooLargeError(f"{member.filename} unfolds into {size} bytes")


def _is_locked(path):
    with open(path, "rb") as file:
        return file.read(len(OLE)) == OLE and LOCKED in file.read()
