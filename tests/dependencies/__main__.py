"""``python -m tests.dependencies licences``, ``… sbom FILE`` and ``… audit``."""

from __future__ import annotations

import sys
from pathlib import Path


def main(what: str, *more: str) -> int:
    if what == "licences":
        from tests.dependencies.licences import complaints, table

        for line in table():
            print(line)
        found = list(complaints())
        for line in found:
            print(line, file=sys.stderr)
        print(f"{len(found) or 'nothing'} to find fault with", file=sys.stderr)
        return int(bool(found))
    if what == "sbom":
        from tests.dependencies.sbom import write_sbom

        print(f"{write_sbom(Path(more[0]))} packages: {more[0]}", file=sys.stderr)
        return 0
    if what == "audit":
        from tests.dependencies.audit import audit

        made = audit()
        for line in made.lines():
            print(line, file=sys.stderr)
        return made.code
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or [""]))
