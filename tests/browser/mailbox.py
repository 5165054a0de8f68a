"""A real SMTP server on loopback, and what it was given."""

import email
import re
import threading
from email.policy import default

from aiosmtpd.controller import Controller

from tests.servers import free_port

WAIT_SECONDS = 10


class Mailbox:
    """Takes every mail; `last_to` waits for the last one to somebody."""

    def __init__(self):
        self.port = free_port()
        self.arrived = threading.Condition()
        self.mails = []
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *failure):
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=default)
        with self.arrived:
            self.mails.append((envelope.rcpt_tos, mail))
            self.arrived.notify_all()
        return "250 Taken"

    @property
    def variables(self):
        """The variables that make the portal send its mails here."""
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.port)}

    def count_to(self, address):
        """Return how many mails `address` has got."""
        return sum(address in people for people, _mail in self.mails)

    def last_to(self, address, *, after=0):
        """Return the last mail to `address`, once it has got more than `after`."""
        with self.arrived:
            came = self.arrived.wait_for(
                lambda: self.count_to(address) > after, timeout=WAIT_SECONDS
            )
            assert came, f"no mail to {address}"
            return next(
                mail for people, mail in reversed(self.mails) if address in people
            )

    def text_to(self, address, *, after=0):
        """Return the words of the last mail to `address`, as a plain mail program shows them."""
        mail = self.last_to(address, after=after)
        return mail.get_body(("plain",)).get_content()

    def path_in_last(self, address, pattern):
        """Return what a pattern finds in the last mail to `address`."""
        return re.search(pattern, self.text_to(address))[0]
