"""Servers that a test starts: a place for them, and the wait until they answer."""

import socket
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen


def free_port():
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        return place.getsockname()[1]


def wait_for(address, seconds=30):
    """Wait until something answers at `address`, whatever it says."""
    limit = time.monotonic() + seconds
    while True:
        try:
            return urlopen(address).close()
        except HTTPError as answer:
            return answer.close()
        except URLError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)
