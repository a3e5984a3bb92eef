"""The parse: the model's own, whatever is done to have it sooner."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from quizgen.analysis import bare_model, parse
from quizgen.article import article_from_text
from quizgen.models import Article
from quizgen.training.corpus import read_supplement

PASSAGES = [example.text for example in read_supplement()]
ODD = (
    "They’re gonna say it ain't so, 'cause there's nothin' let's do.",
    "\n\nMonday\n \n\tThe UN\nSecurity Council",
    "Ada Brook\nof\nNew\nYork",
    ".",
)


@pytest.fixture(scope="module")
def bare() -> Language:
    """The model as its package loads it."""
    return bare_model()


def shown(token: Token) -> tuple[object, ...]:
    return (
        token.text,
        token.tag_,
        token.pos_,
        str(token.morph),
        token.lemma_,
        token.dep_,
        token.head.i,
        token.is_sent_start,
        token.ent_iob_,
        token.ent_type_,
    )


def whole(text: str) -> Article:
    """An article of one paragraph, which begins no sentence that the parser doesn't see."""
    return Article("a", "A", text, body=())


def test_the_parse_is_the_models_own(bare: Language) -> None:
    """Everything we leave out or reckon otherwise makes no difference to any word."""
    joined = ["\n\n".join(PASSAGES[i : i + 5]) for i in range(0, 100, 5)]
    for text in (*joined, *ODD):
        ours = parse(whole(text))  # of the text with quotation marks as in print
        assert [*map(shown, ours)] == [*map(shown, bare(ours.text))]


def test_an_article_parses_the_same_whatever_was_parsed_before() -> None:
    """Base forms and parts of speech are remembered, but by all that they depend on."""

    def words(doc: Doc) -> list[tuple[object, ...]]:
        return [*map(shown, doc)]

    text = "\n\n".join(PASSAGES[150:160])
    before = words(parse(whole(text)))
    for passage in PASSAGES[160:200]:
        parse(whole(passage))
    assert words(parse(whole(text))) == before


def test_nothing_is_found_where_there_is_nothing() -> None:
    for text in ("", " \n"):
        assert not parse(article_from_text(f"{text}x", title="x")).ents
        assert not parse(whole(text)).ents
