"""Zip files that are the same bytes for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from quizgen.files import written_whole

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_UNIX = 3


def write_zip(path: Path, members: Mapping[str, bytes]) -> None:
    """Write a zip file whole or not at all.

    Args:
        path: The file.
        members: What each file in it holds, by its name, in order; a name that ends in a slash is
            a folder.

    Raises:
        OutputError: The file can't be written there.
    """
    with written_whole(path) as beside, zipfile.ZipFile(beside, "w") as package:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system = _UNIX
            info.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else 0o100644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)
