"""Files on the disk of the portal."""

from django.core.files.storage import FileSystemStorage

CHUNK = 64 * 1024


class LocalStorage(FileSystemStorage):
    """A folder of this machine."""

    def chunks(self, name, start, stop):
        """Yield the bytes of a file from `start` up to `stop`."""
        with self.open(name) as content:
            content.seek(start)
            left = stop - start
            while left > 0 and (chunk := content.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
