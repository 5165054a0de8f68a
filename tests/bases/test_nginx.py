"""nginx sends files for the portal, configured as the operators' guide says."""

import os
import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings as portal
from django.core.files.storage import default_storage

from tests.bases.reading import whole
from tests.servers import free_port, wait_for

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NGINX, reason="nginx is not installed; .ci/run installs it"),
]

CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
worker_processes 1;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {location}
        location / {{ proxy_pass http://127.0.0.1:{upstream}; }}
    }}
}}
"""


class Portal(ThreadingHTTPServer):
    """Gives again the answer that it holds, as the portal gave it to the test client."""

    answer = None


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = self.server.answer
        self.send_response(answer.status_code if answer else 404)
        for name, value in answer.items() if answer else ():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def upstream():
    with Portal(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def nginx(upstream, tmp_path):
    """The address of an nginx in front of `upstream`."""
    guide = (Path(portal.BASE_DIR) / "docs" / "operators.md").read_text()
    location = re.search(r"location /fichiers/ \{.*?\n    \}", guide, re.DOTALL)[0]
    media = f"{Path(default_storage.location)}/"
    port = free_port()
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(
        CONFIGURATION.format(
            folder=tmp_path,
            user="user root;" if os.geteuid() == 0 else "",
            port=port,
            upstream=upstream.server_address[1],
            location=re.sub(r"alias \S+;", f"alias {media};", location),
        )
    )
    with (tmp_path / "nginx.log").open("wb") as log:
        command = [NGINX, "-c", configuration, "-e", "stderr"]
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture
def sent_by_nginx(nginx, upstream, client, settings):
    """Ask the portal for an address, and nginx for what the portal answered."""
    settings.SENDFILE = "x-accel:/fichiers/"

    def ask(address, **headers):
        upstream.answer = client.get(address)
        whole(upstream.answer)
        with urlopen(Request(f"{nginx}{address}", headers=headers)) as answer:
            return answer.status, answer.headers, answer.read()

    return ask


def test_nginx_sends_what_the_portal_allowed(document, published, sent_by_nginx):
    status, headers, content = sent_by_nginx(document.url)
    assert status == 200
    assert content == b"%PDF-1.7 un memo"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == "inline"
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "public" in headers["Cache-Control"]
    assert headers["ETag"]


def test_nginx_sends_a_part(document, published, sent_by_nginx):
    status, headers, content = sent_by_nginx(document.url, Range="bytes=0-3")
    assert status == 206
    assert content == b"%PDF"
    assert headers["Content-Range"] == "bytes 0-3/16"


def test_nginx_keeps_no_copy_of_what_is_closed(
    document, published, base, restrict, visitors, client, sent_by_nginx
):
    restrict(base)
    client.force_login(visitors["member"])
    _status, headers, content = sent_by_nginx(document.url)
    assert content == b"%PDF-1.7 un memo"
    assert "no-store" in headers["Cache-Control"]


def test_nothing_opens_by_the_address_that_nginx_keeps_for_the_portal(
    document, published, base, restrict, nginx, sent_by_nginx
):
    restrict(base)
    for address in (document.url, f"/fichiers/{document.file.name}"):
        with pytest.raises(HTTPError) as refused:
            sent_by_nginx(address)
        assert refused.value.code == 404
        refused.value.close()
