"""Files that want to hurt, waste or mislead, made in code so that none of them has to be kept.

`HOSTILE` has a maker for each, with the code of the refusal it must get. `python -m
tests.exchange.reading.hostile` reads each in a process of its own and prints what it took as JSON.
"""

import gzip
import io
import json
import os
import random
import resource
import time
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass

from alongside.exchange.reading import read_file
from alongside.kernel.refusal import Refusal
from tests.exchange.reading.makers import AMIRA, HEADINGS, TODAY, csv_bytes, ctf_bytes, ctf_text, small_pupil
from tests.exchange.reading.yardstick import slowness

MB = 1024 * 1024
FULL = 20 * MB - 4096


def zipped(**files: str) -> bytes:
    """A zip archive with these files; __ stands for / and _dot_ for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def _bomb() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY l0 "lol">{entities}]><CTfile>&l9;</CTfile>'


def _external(target: str) -> str:
    return ctf_text(small_pupil(), declaration=f'<!DOCTYPE CTfile [<!ENTITY x SYSTEM "{target}">]>').replace(
        "Mill Lane Primary", "&x;"
    )


def _late_document_type() -> str:
    return ctf_text(
        small_pupil(), declaration=f'<?xml version="1.0"?><!--{" " * 200_000}--><!DOCTYPE CTfile []>'
    )


def _rows(row: str, heading: str = "UPN,Surname,Forename,DOB") -> bytes:
    start = f"{heading}\n".encode()
    line = f"{row}\n".encode()
    return start + line * ((FULL - len(start)) // len(line))


def _noise() -> bytes:
    return random.Random(20).randbytes(2 * MB)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "entity bomb": (lambda: _bomb().encode(), "ctf.document_type"),
    "entity bomb in UTF-16": (lambda: _bomb().encode("utf-16"), "ctf.document_type"),
    "external entity, file": (lambda: _external("file:///etc/passwd").encode(), "ctf.document_type"),
    "external entity, network": (lambda: _external("http://127.0.0.1:1/x").encode(), "ctf.document_type"),
    "parameter entity": (
        lambda: b'<!DOCTYPE CTfile [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]><CTfile/>',
        "ctf.document_type",
    ),
    "document type after a long comment": (lambda: _late_document_type().encode(), "ctf.document_type"),
    "undefined entity": (
        lambda: ctf_text(small_pupil()).replace("Mill Lane", "&lol;").encode(),
        "ctf.broken",
    ),
    "UTF-7 claim": (
        lambda: ctf_text(small_pupil(), declaration='<?xml version="1.0" encoding="UTF-7"?>').encode(),
        "file.encoding",
    ),
    "truncated XML": (lambda: ctf_bytes(small_pupil(), small_pupil())[:-90], "ctf.broken"),
    "XML nested 100,000 deep": (lambda: b"<CTfile>" + b"<a>" * 100_000, "ctf.broken"),
    "XML of 5 million elements": (lambda: b"<CTfile>" + b"<a/>" * (FULL // 4) + b"</CTfile>", "ctf.shape"),
    "XML pupil of 3 million parts": (
        lambda: b"<CTfile><CTFpupilData><Pupil>" + b"<a/>" * 3_000_000 + b"</Pupil></CTFpupilData></CTfile>",
        "ctf.shape",
    ),
    "XML header of 3 million parts": (
        lambda: b"<CTfile><Header>" + b"<a/>" * 3_000_000 + b"</Header></CTfile>",
        "ctf.shape",
    ),
    "XML element of a million attributes": (
        lambda: b"<CTfile><a " + b" ".join(b'a%d=">"' % n for n in range(1_000_000)) + b"/></CTfile>",
        "ctf.shape",
    ),
    "XML text without end": (lambda: b"<CTfile><a>" + b"x" * (FULL - 100), "ctf"),
    "XML comment without end": (lambda: b"<CTfile><!--" + b"x" * (FULL - 100), "ctf"),
    "XML pupils hidden among other elements": (
        lambda: b"<CTfile>" + (b"<b>" + b"<a/>" * 100_000 + b"</b><d><Pupil/></d>") * 25 + b"</CTfile>",
        "ctf.misplaced",
    ),
    "XML pupils among 2 million other elements": (
        lambda: (
            b"<CTfile>"
            + (b"<CTFpupilData>" + b"<a/>" * 100_000 + b"<Pupil/></CTFpupilData>") * 25
            + b"</CTfile>"
        ),
        "",
    ),
    "XML pupils among 4 million other elements": (
        lambda: (
            b"<CTfile>"
            + (b"<CTFpupilData>" + b"<a/>" * 100_000 + b"<Pupil/></CTFpupilData>") * 40
            + b"</CTfile>"
        ),
        "ctf.shape",
    ),
    "document type across the edge of a piece": (
        lambda: b"<!--" + b" " * 65_524 + b'--><!DOCTYPE CTfile SYSTEM "http://127.0.0.1:1/d"><CTfile/>',
        "ctf.document_type",
    ),
    "400,000 empty pupils": (
        lambda: b"<CTfile><CTFpupilData>" + b"<Pupil/>" * 400_000 + b"</CTFpupilData></CTfile>",
        "ctf.too_many",
    ),
    "zip named .csv": (lambda: zipped(class_dot_csv="UPN,Surname"), "file.archive"),
    "zip bomb": (lambda: zipped(**{f"bomb{n}": "0" * 10 * MB for n in range(3)}), "file.archive"),
    "xlsx": (
        lambda: zipped(**{"[Content_Types]_dot_xml": "<Types/>", "xl__workbook_dot_xml": "<workbook/>"}),
        "file.spreadsheet",
    ),
    "docx": (lambda: zipped(**{"[Content_Types]_dot_xml": "", "word__document_dot_xml": ""}), "file.word"),
    "xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, "file.old_office"),
    "gzip": (lambda: gzip.compress(csv_bytes(HEADINGS, AMIRA)), "file.archive"),
    "PDF": (lambda: b"%PDF-1.7\n" + b"x" * 5000, "file.pdf"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 5000, "file.image"),
    "program": (lambda: b"MZ\x90\0\x03" + b"\0" * 5000, "file.program"),
    "web page": (lambda: b"<!DOCTYPE html><html><body>Sign in</body></html>", "file.html"),
    "empty": (lambda: b"", "file.empty"),
    "only spaces": (lambda: b" \r\n" * 30_000, "file.empty"),
    "noise": (_noise, "file"),
    "NUL characters": (lambda: csv_bytes(HEADINGS, [*AMIRA[:2], "Am\0ira", AMIRA[3]]), "file.nul"),
    "UTF-16 without mark": (lambda: csv_bytes(HEADINGS, AMIRA, encoding="utf-16-le"), "file.nul"),
    "UTF-16 cut in a character": (
        lambda: csv_bytes(HEADINGS, AMIRA, encoding="utf-16")[:-1],
        "file.encoding",
    ),
    "UTF-32": (lambda: csv_bytes(HEADINGS, AMIRA, encoding="utf-32"), "file.encoding"),
    "no encoding we know": (lambda: csv_bytes(HEADINGS, AMIRA) + b"\x81\x8d\xff", "file.encoding"),
    "21 MB": (lambda: b"x" * (21 * MB), "file.too_large"),
    "a million columns": (lambda: ",".join(f"c{n}" for n in range(1_000_000)).encode(), "table.too_wide"),
    "a million empty columns": (lambda: b"," * 1_000_000 + b"\n", "table.too_wide"),
    "a row of a million columns": (
        lambda: csv_bytes(HEADINGS, AMIRA) + b"x," * 1_000_000 + b"\n",
        "table.too_wide",
    ),
    "201 columns": (lambda: ",".join(f"c{n}" for n in range(201)).encode() + b"\n", "table.too_wide"),
    "a quotation mark never closed": (
        lambda: csv_bytes(HEADINGS) + b'P831200125001,"Khan,Amira,14/05/2018\n' + b"a,b,c,d\n" * 10_000,
        "table.never_closed",
    ),
    "a short quotation mark never closed": (
        lambda: csv_bytes(HEADINGS, AMIRA) + b'P831200125001,"Khan,Amira,14/05/2018\n',
        "table.never_closed",
    ),
    "a row of a million cells on a million lines": (
        lambda: csv_bytes(HEADINGS, AMIRA) + b'"\n",' * 1_000_000,
        "table.never_closed",
    ),
    "20 MB of line ends": (lambda: b"\n" * FULL, "file.empty"),
    "20 MB of line ends after headings": (
        lambda: csv_bytes(HEADINGS, AMIRA) + b"\n" * (FULL - 99),
        "table.too_long",
    ),
    "20 MB of short rows": (lambda: _rows("a,b,c,d"), "table.too_long"),
    "20 MB of small cells": (
        lambda: _rows(",".join(["xy"] * 150), ",".join(["UPN", "Surname", "Forename", "DOB", *["z"] * 146])),
        "table.too_long",
    ),
    "49,000 rows of nothing right": (
        lambda: csv_bytes(HEADINGS, *([["P831200125002", "=1+1", "@x", "5/14/2018"]] * 49_000)),
        "file.nothing_right",
    ),
    "20 MB of quotation marks": (lambda: csv_bytes(HEADINGS) + b'"' * (FULL - 99), "table"),
    "20 MB of separators": (lambda: csv_bytes(HEADINGS) + b"," * (FULL - 99), "table.too_wide"),
    "20 MB with an emoji": (
        lambda: csv_bytes(HEADINGS, AMIRA) + "😀".encode() + b"x" * (FULL - 199),
        "table.too_wide",
    ),
    "headings only": (lambda: csv_bytes(HEADINGS), "table.no_rows"),
    "JSON": (lambda: b'{"pupils": []}', "file.json"),
    "other XML": (
        lambda: b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>',
        "ctf.other_xml",
    ),
    "CTF root": (lambda: ctf_bytes(small_pupil()).replace(b"CTfile", b"CTF"), "ctf.root"),
    "CTF namespace": (
        lambda: ctf_bytes(small_pupil()).replace(b"<CTfile", b'<CTfile xmlns="urn:x"'),
        "ctf.root",
    ),
    "ATF": (lambda: ctf_bytes(small_pupil()).replace(b"CTfile", b"ATfile"), "ctf.admissions_file"),
}
"""By name: what makes the file, and the code of its refusal or the part of it before the dot."""


@dataclass
class Cost:
    """What reading one file came to; seconds of a processor as fast as the one of the promise (see `yardstick`)."""

    name: str
    code: str
    message: str
    seconds: float
    megabytes: float


def _cost(name: str, data: bytes, slower: float) -> Cost:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    started = time.process_time()
    result = read_file("class.csv", data, today=TODAY)
    seconds = (time.process_time() - started) / slower
    code, message = (result.code, str(result)) if isinstance(result, Refusal) else ("", "")
    return Cost(name, code, message, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(name: str, slower: float) -> Cost:
    """Reads the hostile file in a child process of its own and says what it took, on a machine so much slower."""
    data = HOSTILE[name][0]()
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write_end, json.dumps(asdict(_cost(name, data, slower))).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return Cost(**json.loads(answer)) if answer else Cost(name, "died", "", 99.0, 0.0)


if __name__ == "__main__":
    by = slowness()
    print(json.dumps([asdict(measured(name, by)) for name in HOSTILE]))
