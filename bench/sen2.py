"""`python -m bench.sen2`: a return of 30,000 people (PEOPLE) checked and written in each form.

Each form runs in a process of its own, so that the highest memory is its own. The aim: 60 seconds and 500 MB.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

PEOPLE = int(os.environ.get("PEOPLE", "30000"))
FORMS = ("check", "xml", "modules", "workbook")


def _run(form: str, folder: Path) -> int:
    from alongside.returns.rules.checks.checking import Frame, check
    from alongside.returns.rules.module_files import write_module_files
    from alongside.returns.rules.workbook import write_workbook
    from alongside.returns.rules.xml import faults_of_order, write_xml
    from alongside.statute.sen2 import collection
    from bench.made_up_return import HEADER, people

    asked = collection(2026)
    if form == "check":
        frame = Frame(asked, date(2026, 1, 20))
        return sum(bool(found) for _person, found in check(frame, people(PEOPLE)))
    if form == "xml":
        path = folder / "return.xml"
        with path.open("wb") as file:
            write_xml(file, asked, HEADER, people(PEOPLE))
        with path.open("rb") as made:
            return sum(1 for _ in faults_of_order(made, asked))
    if form == "modules":
        files = []

        def opened(table: str) -> object:
            files.append((folder / f"{table}.csv").open("w", newline="", encoding="utf-8"))
            return files[-1]

        write_module_files(opened, asked, HEADER, people(PEOPLE))  # type: ignore[arg-type]
        return 0
    with (folder / "return.xlsx").open("wb") as file:
        write_workbook(file, asked, HEADER, people(PEOPLE))
    return 0


def main() -> None:
    if len(sys.argv) > 1:
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            wrong = _run(sys.argv[1], Path(folder))
            seconds = time.perf_counter() - started
            size = sum(one.stat().st_size for one in Path(folder).iterdir()) / 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{sys.argv[1]:<10}{seconds:>8.1f} s{memory:>8.0f} MB{size:>9.1f} MB written{wrong:>8} faults")
        return
    print(f"{PEOPLE:,} people")
    for form in FORMS:
        subprocess.run([sys.executable, "-m", "bench.sen2", form], check=True)


if __name__ == "__main__":
    main()
