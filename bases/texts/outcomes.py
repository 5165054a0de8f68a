"""What becomes of a file that is read, by the words that the database keeps."""

WAITING = "waiting"
READ = "read"
EMPTY = "empty"
SCANNED = "scanned"
ENCRYPTED = "encrypted"
BROKEN = "broken"
TOO_LARGE = "too_large"
TOO_SLOW = "too_slow"
MISSING = "missing"
OTHER_FORMAT = "other_format"


class ReadingStoppedError(Exception):
    """The reading of a file stopped before its end, or found nothing to read."""

    outcome = BROKEN


class BrokenError(ReadingStoppedError):
    """The file is not what its name says, or is damaged."""


class EncryptedError(ReadingStoppedError):
    """The file opens with a password."""

    outcome = ENCRYPTED


class TooLargeError(ReadingStoppedError):
    """The file unfolds into more than is read."""

    outcome = TOO_LARGE


class ScannedError(ReadingStoppedError):
    """The pages of the file are images of texts."""

    outcome = SCANNED
