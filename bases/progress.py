"""How far a long command is: a bar on a terminal, a line now and then elsewhere."""

import time

WIDTH = 30
SECONDS_BETWEEN_LINES = 10


class Progress:
    """Tells on `stream`, the output of a command, how much of `total` is done."""

    def __init__(self, stream, *, total):
        self.stream, self.total = stream, max(total, 1)
        self.told_at = time.monotonic()

    def show(self, done, text):
        """Say that `done` of the total is done, and `text`, which counts it for people."""
        share = min(done / self.total, 1)
        if self.stream.isatty():
            bar = ("█" * round(share * WIDTH)).ljust(WIDTH, "░")
            # What was written there before may have been longer.
            self._write(f"\r{bar} {share:4.0%}  {text}\x1b[K", ending="")
        elif time.monotonic() - self.told_at >= SECONDS_BETWEEN_LINES:
            self.told_at = time.monotonic()
            self._write(f"{share:.0%}: {text}", ending="\n")

    def clear(self):
        """Leave the line of the bar free for what is written next."""
        if self.stream.isatty():
            self._write("\r\x1b[K", ending="")

    def _write(self, text, *, ending):
        self.stream.write(text, style_func=str, ending=ending)
        self.stream.flush()
