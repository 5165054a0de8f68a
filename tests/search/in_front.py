"""A server that stands in front of Elasticsearch, and does what a test wants of its answers."""

import socket
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache

from search.engines import elastic


class Server(ThreadingHTTPServer):
    """One that ends while some of its answers are still late."""

    block_on_close = False


@contextmanager
def in_front_of_elasticsearch(answer):
    """Have the portal ask a server of ours, where `answer(exchange)` answers; then no more.

    Yields the exchanges that there were, as `(method, path)`.
    """
    real, seen = urlsplit(settings.ELASTICSEARCH_URL), []

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self):
            self.raw_requestline = self.rfile.readline()
            if not (self.raw_requestline and self.parse_request()):
                self.close_connection = True
                return
            seen.append((self.command, self.path))
            self.close_connection = True
            try:
                answer(Exchange(self, real))
            except OSError:
                # Who asked has gone.
                return

    with Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            with pytest.MonkeyPatch.context() as patched:
                address = f"http://127.0.0.1:{server.server_port}"
                patched.setattr(settings, "ELASTICSEARCH_URL", address)
                yield seen
        finally:
            server.shutdown()
            cache.delete(elastic.RESTING)


class Exchange:
    """A request that was made, and what is sent for it."""

    def __init__(self, handler, real):
        self.method, self.path = handler.command, handler.path
        self.headers = dict(handler.headers)
        self.body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self._sent, self._real = handler.wfile, real
        self._connection = handler.connection

    def forward(self):
        """Answer as Elasticsearch does."""
        self.send(self.ask())

    def ask(self):
        """Return what Elasticsearch answers, as it is sent: bytes."""
        connection = HTTPConnection(self._real.hostname, self._real.port, timeout=30)
        connection.request(self.method, self.path, self.body, self.headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        kind = response.getheader("Content-Type", "application/json")
        return as_sent(body, status=response.status, kind=kind)

    def send(self, sent):
        """Send these bytes."""
        self._sent.write(sent)

    def drip(self, sent, seconds):
        """Send these bytes one by one, each after so many seconds."""
        for place in range(len(sent)):
            time.sleep(seconds)
            self.send(sent[place : place + 1])

    def cut(self):
        """Break the connection off."""
        self._connection.shutdown(socket.SHUT_RDWR)


def as_sent(body, *, status=200, kind="application/json", product="Elasticsearch"):
    """Return an answer as it is sent."""
    lines = [
        f"HTTP/1.1 {status} Said",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    if product:
        lines.append(f"X-Elastic-Product: {product}")
    return "\r\n".join([*lines, "", ""]).encode() + body
