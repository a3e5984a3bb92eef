"""What an article gives for and against somebody's having said something."""

from __future__ import annotations

from dataclasses import dataclass

ENOUGH = 2
"""Evidence from which somebody is believed to have said something."""
HEARD, TOLD = 4, 2
"""How much it counts to be heard, and that the article tells what somebody is or does."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an article gives for and against a name's having said something."""

    evidence: int
    against: str | None = None  # why nobody would believe it
    is_name: bool = True  # False: no name, or not one of a person or a body, whatever its type is
    is_history: bool = False  # of another time than the article's, or of a tale

    @property
    def possible(self) -> bool:
        """Whether nothing speaks against it."""
        return self.against is None and self.is_name and not self.is_history

    @property
    def is_told(self) -> bool:
        """Whether enough speaks for it."""
        return self.evidence >= ENOUGH
