"""Finding every name that an article writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.facts.people.families import sharing, trimmed, untagged, with_kin
from quizgen.facts.people.name import Name
from quizgen.facts.people.runs import proper_runs
from quizgen.facts.people.splitting import names_in
from quizgen.facts.people.titles import is_office
from quizgen.facts.people.words import plain, words
from quizgen.models import Span

if TYPE_CHECKING:
    from quizgen.analysis.tokens import Doc


def find_names(doc: Doc, body: Sequence[Span]) -> list[Name]:
    """Every mention of a name in the article proper, in order."""
    stretches = [list(stretch) for span in body if (stretch := doc.char_span(*span)) is not None]
    found = [name for part in stretches for run in proper_runs(part) for name in names_in(run)]
    # "Navy Capt", "UMWA Director of Government Affairs": an office, no name. But "Matt Baker".
    persons = [name for name in found if len(name.tokens) > 1 and name.person_votes > 0]
    families = {name.tokens[-1].text for name in persons}
    sure = {id(name) for name in persons if not _is_whole_office(name)}
    found = [
        name
        for name in found
        if not is_office(name.tokens[-1])
        or id(name) in sure
        or (len(name.tokens) == 1 and name.tokens[0].text in families and not name.definite)
    ]
    written = {token.text for token in doc}
    found = [trimmed(name, families, written) for name in found]
    taken = {token.i for name in found for token in (*name.titles, *name.tokens)}
    found += untagged([t for part in stretches for t in part if t.i not in taken], families, doc)
    found += sharing(found, families, doc)
    found = with_kin(found, doc)
    return sorted(found, key=lambda name: name.tokens[0].i)


def _is_whole_office(name: Name) -> bool:
    """As in "Solomon Islands Prime Minister", whatever given name a place begins with."""
    if len(name.tokens) < 3 or not is_office(name.tokens[-1]):
        return False
    before = plain(name.tokens[-2])
    return before in words().rank and before not in words().rank_ends
