"""A real OpenID Connect provider, in a process of its own."""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from tests.servers import free_port, wait_for

FOLDER = Path(__file__).parent / "oidc"
CALLBACK = "/compte/connexion/sso/retour/"


@contextmanager
def provider_for(portal, folder):
    """Start a provider that sends people back to `portal`, and give its address."""
    node = shutil.which("node")
    assert node, "Node is missing (Debian: apt install nodejs npm)"
    place = free_port()
    address = f"http://127.0.0.1:{place}"
    command = [node, "provider.js", str(place), f"{portal}{CALLBACK}"]
    with (folder / "provider.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=FOLDER, stdout=log, stderr=log)
        try:
            wait_for(f"{address}/.well-known/openid-configuration")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def variables_of(provider):
    """Return the variables that make the portal take the word of a provider."""
    return {
        "OIDC_SERVER_URL": provider,
        "OIDC_NAME": "Service d’essai",
        "OIDC_CLIENT_ID": "labase",
        "OIDC_CLIENT_SECRET": "a secret of the tests",
    }
