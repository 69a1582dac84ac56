"""A stand-in for an issuer of work accounts (OpenID Connect), on this machine, that says what a test tells it to."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

import jwt
from django.test import Client

SIGNED_WITH = "only a stand-in signs with this text, of more than enough letters"


class Issuer(ThreadingHTTPServer):
    """What it says of the person in front of it, and the challenges it was sent."""

    claims: dict[str, Any]
    told: dict[str, Any] | None = None
    client = "alongside"
    challenge = ""
    proven = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def id_token(self) -> str:
        now = int(time.time())
        base = {"iss": self.url, "aud": self.client, "iat": now, "exp": now + 300}
        return jwt.encode({**base, **self.claims}, SIGNED_WITH, algorithm="HS256")


class _Answers(BaseHTTPRequestHandler):
    server: Issuer

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path.startswith("/.well-known/"):
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{key}_endpoint": f"{self.server.url}/{value}" for key, value in ends.items()}
            self._say({**found, "issuer": self.server.url, "jwks_uri": f"{self.server.url}/keys",
                       "token_endpoint_auth_methods_supported": ["client_secret_post"]})  # fmt: skip
        else:
            self._say(self.server.claims if self.server.told is None else self.server.told)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        digest = hashlib.sha256(sent.get("code_verifier", [""])[0].encode()).digest()
        self.server.proven = base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.server.challenge
        self._say({"access_token": "t", "token_type": "Bearer", "id_token": self.server.id_token()})

    def _say(self, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def issuer(**claims: Any) -> Iterator[Issuer]:
    """An issuer that answers for as long as the block lasts."""
    found = Issuer(("127.0.0.1", 0), _Answers)
    found.claims = claims
    threading.Thread(target=found.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        found.shutdown()
        found.server_close()


def comes_in(client: Client, at: Issuer) -> Any:
    """Press the button, let the issuer send the browser back; the last answer."""
    sent = client.get("/sign-in/with/work/")
    assert sent.status_code == 302, sent.content
    asked = {key: value[0] for key, value in parse_qs(urlparse(sent.url).query).items()}
    at.challenge = asked["code_challenge"]
    assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"]
    return client.get("/sign-in/with/work/back/", {"code": "c", "state": asked["state"]})
