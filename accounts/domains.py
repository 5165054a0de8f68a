"""The domain of an e-mail address: exactly one, whatever its case or its alphabet."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

# Domains where anybody opens a mailbox: they say nothing of who writes from there.
FREE_MAIL = frozenset(
    "aliceadsl.fr aol.com aol.fr bbox.fr caramail.com caramail.fr cegetel.net"
    " club-internet.fr fastmail.com free.fr freesbee.fr gmail.com gmx.com gmx.de gmx.fr"
    " gmx.net googlemail.com guerrillamail.com hotmail.be hotmail.co.uk hotmail.com"
    " hotmail.fr icloud.com ik.me infonie.fr jetable.org laposte.net libertysurf.fr"
    " live.be live.com live.fr mac.com mail.com mail.ru mailinator.com mailo.com"
    " mailo.fr me.com msn.com murena.io neuf.fr noos.fr numericable.com numericable.fr"
    " orange.fr outlook.com outlook.fr pm.me posteo.de posteo.net proton.me"
    " protonmail.ch protonmail.com riseup.net rocketmail.com sfr.fr skynet.be"
    " tiscali.fr tuta.io tutamail.com tutanota.com voila.fr wanadoo.fr yahoo.co.uk"
    " yahoo.com yahoo.fr yandex.com ymail.com yopmail.com yopmail.fr zaclys.net"
    " zoho.com".split()
)


def domain_of(address):
    """Return the domain of an e-mail address as mail is sent to it; "" where it is none.

    It is in lower case and in ASCII. A domain that is written in a third way, neither so nor
    in its own alphabet, is nobody's: it may look like another.
    """
    written = address.rpartition("@")[2].lower()
    try:
        domain = punycode(written)
    except UnicodeError:
        return ""
    return domain if written in spellings_of(domain) else ""


def spellings_of(domain):
    """Return the ways to write a domain: in ASCII, and in its own alphabet."""
    try:
        return {domain, domain.encode("ascii").decode("idna")}
    except UnicodeError:
        return {domain}


def clean_domain(typed):
    """Return the domain that somebody typed, with or without its @; refuse what is none."""
    typed = typed.strip().removeprefix("@").rstrip(".").lower()
    try:
        domain = punycode(typed)
        validate_domain_name(domain)
    except (UnicodeError, ValidationError):
        raise ValidationError(
            _("“%(domain)s” is not the end of an e-mail address."),
            params={"domain": typed[:60]},
        ) from None
    if domain in FREE_MAIL:
        raise ValidationError(
            _(
                "“%(domain)s” gives mailboxes to anybody: name the people by their addresses"
                " instead."
            ),
            params={"domain": typed},
        )
    return domain
