"""The virus check: the standard test signature always, and a clamd server when one is set.

`ALONGSIDE_CLAMD` is `host:port` or the path of a socket. When it is set and does not answer, the verdict is
UNKNOWN and the caller must not keep the file. Source: clamd(8), command INSTREAM; ASVS 5.0 5.4.3.
"""

import enum
import os
import socket
import struct

# The signature is put together here so that no scanner mistakes this file for the test file.
_TEST_SIGNATURE = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
_CHUNK = 64 * 1024
_PATIENCE = 20.0


class Verdict(enum.Enum):
    """What the check found; UNKNOWN when a scanner is set and could not say."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"


def scan(content: bytes) -> Verdict:
    """Check the content of one file."""
    if _TEST_SIGNATURE in content:
        return Verdict.INFECTED
    address = os.environ.get("ALONGSIDE_CLAMD", "")
    if not address:
        return Verdict.CLEAN
    try:
        return _verdict(_ask(address, content))
    except (OSError, ValueError):
        return Verdict.UNKNOWN


def _verdict(answer: bytes) -> Verdict:
    if answer.endswith(b"FOUND"):
        return Verdict.INFECTED
    return Verdict.CLEAN if answer.endswith(b"OK") else Verdict.UNKNOWN


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(_PATIENCE)
        link.connect(address)
        return link
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_PATIENCE)


def _ask(address: str, content: bytes) -> bytes:
    with _connect(address) as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            part = content[start : start + _CHUNK]
            link.sendall(struct.pack("!L", len(part)) + part)
        link.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := link.recv(4096)):
            answer += more
    return answer.rstrip(b"\0\n ")
