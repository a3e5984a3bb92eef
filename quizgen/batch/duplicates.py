"""Articles that were there before: the same words, or nearly the same.

News agencies' stories stand in hundreds of papers, each with its own headline, and a sentence less
here and a word more there. Two articles are nearly the same where they share most of their runs of
five words, as estimated by MinHash; which earlier articles are worth comparing, locality-sensitive
hashing says.

Source:
    Broder (1997), On the resemblance and containment of documents; Leskovec, Rajaraman & Ullman
    (2014), Mining of Massive Datasets, chapter 3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from quizgen.models import Article, identity, normalised

if TYPE_CHECKING:
    from datasketch import LeanMinHash

RUN = 5
"""Words in a run: long enough that articles on the same subject share few, and few by chance."""
PERMUTATIONS = 128
BANDS = (16, 8)
"""Bands and the hashes in each: finds 95 in 100 pairs that are 0.8 alike, 99.9 of those at 0.9."""
LEAST_ALIKE = 0.8
"""Jaccard similarity of their runs from which two articles are nearly the same.

One changed word breaks five runs, so this is one change in 45 words or so, or a fifth cut off."""
SEED = 1
RECENT = 512
"""Articles that stand beside the sorted tables at least before they are sorted in."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of an article is compared with others'."""

    words: str  # names its very words: the same for the same, and for no others
    sketch: bytes  # of its runs of words, by MinHash; empty where nobody asks for it


@dataclass(frozen=True, slots=True)
class Original:
    """An article that was there before."""

    key: str  # by which it was added
    alike: float  # 0..1; 1 for the same words


def fingerprint_of(article: Article, *, near: bool = True) -> Fingerprint:
    """What is compared of an article: the words of its body, without what surrounds it.

    Args:
        article: The article.
        near: Whether near duplicates are to be found by it, too, and not only the same words.
    """
    words = normalised("\n".join(span.of(article.text) for span in article.body)).split()
    name = identity("words", " ".join(words))
    if not near:
        return Fingerprint(name, b"")
    from datasketch import LeanMinHash, MinHash

    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    minhash = MinHash(PERMUTATIONS, seed=SEED, permutations=_permutations(), scheme="affine32")
    minhash.update_batch([run.encode() for run in sorted(runs)])
    lean = LeanMinHash(minhash)
    sketch = bytearray(lean.bytesize("<"))
    lean.serialize(sketch, "<")
    return Fingerprint(name, bytes(sketch))


class Seen:
    """The articles that were there before.

    Args:
        near: Whether those that are nearly the same count, too.
    """

    def __init__(self, *, near: bool = True) -> None:
        self._near = near
        self._keys: dict[str, str] = {}  # by the very words
        self._sketches: dict[str, bytes] = {}
        self._bands = Bands()

    def original_of(self, fingerprint: Fingerprint) -> Original | None:
        """The article most like it that was there before; the same words first."""
        if fingerprint.words in self._keys:
            return Original(self._keys[fingerprint.words], 1.0)
        if not self._near:
            return None
        sketch = _minhash(fingerprint.sketch)
        alike = [
            (sketch.jaccard(_minhash(self._sketches[key])), key)
            for key in self._bands.sharing(_hashes(sketch))
            if key in self._sketches
        ]
        # Of several as good, any would do, but always the same.
        best, key = max(alike, default=(0.0, ""), key=lambda pair: (pair[0], pair[1]))
        return Original(key, round(best, 3)) if best >= LEAST_ALIKE else None

    def add(self, key: str, fingerprint: Fingerprint) -> None:
        """From now on, this one was there before."""
        self._keys.setdefault(fingerprint.words, key)
        if not self._near or key in self._sketches:
            return
        self._sketches[key] = fingerprint.sketch
        self._bands.add(key, _hashes(_minhash(fingerprint.sketch)))

    def remove(self, key: str, fingerprint: Fingerprint) -> None:
        """Forget one, because it has changed."""
        if self._keys.get(fingerprint.words) == key:
            del self._keys[fingerprint.words]
        self._sketches.pop(key, None)


class Bands:
    """Which articles share a band of their sketches with another: a table for each band.

    The tables are sorted arrays of hashes, 12 bytes an article each, where sets take 350. What has
    come since they were sorted last stands beside them.
    """

    def __init__(self) -> None:
        import numpy as np

        self._keys: list[str] = []
        self._hashes = np.empty((BANDS[0], 0), np.uint64)
        self._places = np.empty((BANDS[0], 0), np.uint32)  # in the keys, in the hashes' order
        self._recent: list[dict[int, list[int]]] = [{} for _ in range(BANDS[0])]

    def add(self, key: str, hashes: Sequence[int]) -> None:
        """From now on, this article has these hashes of its bands."""
        for table, hash in zip(self._recent, hashes, strict=True):
            table.setdefault(hash, []).append(len(self._keys))
        self._keys.append(key)
        sorted_already = self._hashes.shape[1]
        if len(self._keys) - sorted_already >= max(RECENT, sorted_already // 8):
            self._sort()

    def sharing(self, hashes: Sequence[int]) -> set[str]:
        """The articles that have one of these hashes in the same band, in no order."""
        found: set[int] = set()
        for band, hash in enumerate(hashes):
            found.update(self._recent[band].get(hash, ()))
            column = self._hashes[band]
            wanted = column.dtype.type(hash)
            first, end = column.searchsorted(wanted), column.searchsorted(wanted, "right")
            found.update(self._places[band, first:end].tolist())
        return {self._keys[place] for place in found}

    def _sort(self) -> None:
        import numpy as np

        hashes, places = [], []
        for band, table in enumerate(self._recent):
            fresh = [(hash, place) for hash, its in table.items() for place in its]
            ours = np.array([hash for hash, _ in fresh], np.uint64)
            together = np.concatenate([self._hashes[band], ours])
            theirs = np.array([place for _, place in fresh], np.uint32)
            order = together.argsort(kind="stable")
            hashes.append(together[order])
            places.append(np.concatenate([self._places[band], theirs])[order])
            table.clear()
        self._hashes, self._places = np.stack(hashes), np.stack(places)


@cache
def _permutations() -> Any:
    """The permutations of every sketch, which take longer to make than a sketch."""
    from datasketch import MinHash

    return MinHash(PERMUTATIONS, seed=SEED, scheme="affine32").permutations


def _minhash(sketch: bytes) -> LeanMinHash:
    from datasketch import LeanMinHash

    return LeanMinHash.deserialize(sketch, "<")


def _hashes(sketch: LeanMinHash) -> list[int]:
    """Each band of a sketch as eight bytes; what chance makes alike is compared all the same."""
    count, length = BANDS
    bands = (sketch.hashvalues[length * band : length * (band + 1)] for band in range(count))
    return [
        int.from_bytes(hashlib.blake2b(band.tobytes(), digest_size=8).digest()) for band in bands
    ]
