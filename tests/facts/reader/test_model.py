"""The weights that ship."""

import re
import subprocess
import sys
from hashlib import sha256

from quizgen.analysis import parse_all
from quizgen.article.paragraphs import paragraphs
from quizgen.facts.attribution import may_say, sayings
from quizgen.facts.quotations import find_quotations
from quizgen.facts.reader import MODEL, Reader
from quizgen.facts.reader.network import Network
from quizgen.facts.reader.words import Words, find_words
from quizgen.models import Article
from quizgen.training.corpus import read_supplement

PASSAGES = [example.text for example in read_supplement()][::12]


def words_of(text: str) -> Words:
    body = paragraphs(text)
    return find_words(text, body, find_quotations(text, body))


def test_the_card_describes_these_very_weights() -> None:
    """Whoever wonders where a file comes from finds its checksum on the card beside it."""
    card = (MODEL / "MODEL_CARD.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"\| `([\w.]+)` \| `([0-9a-f]{64})` \|", card))
    beside = {path.name for path in MODEL.iterdir()} - {"MODEL_CARD.md", "LICENSE"}
    assert set(named) == beside
    for name, checksum in named.items():
        assert sha256((MODEL / name).read_bytes()).hexdigest() == checksum, name


def test_the_reader_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 30_000_000


def test_one_thread_or_many_read_the_same() -> None:
    text = "\n\n".join(PASSAGES)
    words = words_of(text)
    quotations = find_quotations(text, paragraphs(text))
    networks = (Network(MODEL, threads) for threads in (1, 4))
    one, many = (n.link(n.see(words), words, quotations) for n in networks)
    assert one == many
    assert len(one) > len(PASSAGES) / 2


def test_an_article_reads_the_same_whatever_was_read_before() -> None:
    def readings(reader: Reader, text: str) -> object:
        body = paragraphs(text)
        return reader.read(text, body, find_quotations(text, body))

    fresh, used = Reader(), Reader()
    for text in PASSAGES[:10]:
        readings(used, text)
    for text in PASSAGES[10:15]:
        assert readings(Reader(), text) == readings(fresh, text) == readings(used, text)


def test_a_cue_reads_the_same_whichever_others_are_wanted() -> None:
    """What the parse takes for no act of speech is left out, and alters nothing of the rest."""
    text = "\n\n".join(PASSAGES[:20])
    body = paragraphs(text)
    reader = Reader()
    sight = reader.see(text, body, find_quotations(text, body))
    every = reader.link(sight)
    chosen = [reading.cue[0] for reading in every[::2]]
    assert reader.link(sight, lambda cue: any(map(cue.overlaps, chosen))) == every[::2]


def test_what_is_not_read_on_would_be_left_out_anyway() -> None:
    """Of cues that can be no sayings nobody needs the source and the content."""
    text = "\n\n".join(PASSAGES[:30])
    body = paragraphs(text)
    quotations = find_quotations(text, body)
    (doc,) = parse_all([Article("a", "a", text, body=tuple(body))])
    reader = Reader()
    sight = reader.see(text, body, quotations)
    every, wanted = reader.link(sight), reader.link(sight, lambda cue: may_say(cue, doc))
    assert len(wanted) < len(every)
    assert sayings(wanted, doc, quotations) == sayings(every, doc, quotations)


def test_reading_needs_no_torch() -> None:
    program = (
        "import sys; from quizgen.facts.reader import Reader; from quizgen.models import Span;"
        "assert Reader().read('“No,” said Ada.', [Span(0, 15)], []);"
        "sys.exit(bool({'torch', 'transformers', 'spacy'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
