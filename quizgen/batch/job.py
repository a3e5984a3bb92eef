"""What a run is to do with every article, as its workers are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import msgspec

from quizgen.batch.limits import TIME_LIMIT
from quizgen.models import Settings

Form = Literal["json", "jsonl", "parquet"]
"""How sets are written: a file each, or many in a file of JSON lines or of Parquet."""
FORMS: tuple[Form, ...] = get_args(Form)

LEDGER = ".ledger"
"""The folder below the output in which a run keeps its own things."""


@dataclass(frozen=True)
class Job:
    """The same for all articles of a run."""

    output: str  # path or address of the output's folder
    settings: Settings
    seed: int = 0
    published: date | None = None  # of articles that don't say so themselves
    language: str | None = None  # "en": whatever an article looks like
    form: Form = "json"
    shard_size: int = 1000  # articles in a file, where there are many in one
    near: bool = True  # near duplicates are made once, too
    time_limit: float = TIME_LIMIT  # seconds for each article

    @property
    def made(self) -> str:
        """Path or address of the folder in which each set is written as it is made."""
        below = "sets" if self.form == "json" else f"{LEDGER}/made"
        return f"{self.output.rstrip('/')}/{below}"

    @property
    def shards(self) -> str:
        """Path or address of the folder of files with many sets each."""
        return f"{self.output.rstrip('/')}/sets"

    def manifest(self, rules: str) -> dict[str, object]:
        """All on which the output's bytes depend, beside the articles themselves."""
        return {
            "format_version": 1,
            "rules": rules,
            "settings": msgspec.json.decode(msgspec.json.encode(self.settings)),
            "seed": self.seed,
            "published": self.published.isoformat() if self.published else None,
            "language": self.language,
            "form": self.form,
            "shard_size": self.shard_size if self.form != "json" else None,
            "near_duplicates_once": self.near,
        }
