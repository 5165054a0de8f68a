"""Exchanges with a server that end in their time, whatever it does."""

from contextlib import suppress
from socket import SHUT_RDWR
from threading import Timer
from time import monotonic
from weakref import WeakSet

from elastic_transport import ConnectionTimeout, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT


class TimedNode(Urllib3HttpNode):
    """A server that is left when its time is over: a client of it serves one thread.

    All requests share the `request_timeout` of its configuration; one that names its own has that.
    The timeout of a socket begins again with each byte, so that a server which sends them one by
    one would be waited for without end.
    """

    def __init__(self, config):
        super().__init__(config)
        self.left = config.request_timeout
        self._sockets = sockets = WeakSet()

        # The connection itself may forget its socket before the answer is read.
        class Connection(self.pool.ConnectionCls):
            def connect(self):
                super().connect()
                sockets.add(self.sock)

        self.pool.ConnectionCls = Connection

    def perform_request(
        self, method, target, body=None, headers=None, request_timeout=DEFAULT
    ):
        """Return the answer to a request, or raise that it did not come in time."""
        is_shared = request_timeout is DEFAULT
        seconds = self.left if is_shared else request_timeout
        if seconds <= 0:
            raise ConnectionTimeout("It has had its time")
        start = monotonic()
        cut = Timer(seconds, self._cut)
        cut.daemon = True
        cut.start()
        try:
            return super().perform_request(
                method, target, body, headers, request_timeout=seconds
            )
        finally:
            cut.cancel()
            if is_shared:
                self.left -= monotonic() - start

    def _cut(self):
        for each in list(self._sockets):
            with suppress(OSError):
                each.shutdown(SHUT_RDWR)
