"""The parse: the model's own, whatever is done to have it sooner."""

from collections.abc import Iterable

import pytest
from spacy.language import Language
from spacy.tokens import Span as Part
from spacy.tokens import Token as Parsed

from quizgen.analysis import bare_model, load_model, parse
from quizgen.analysis.tokens import Doc, Stretch, Token
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

PLAIN = (
    *("text", "text_with_ws", "whitespace_", "lower_", "lemma_", "tag_", "pos_", "dep_"),
    *("ent_type_", "i", "idx", "is_alpha", "is_lower", "is_punct", "is_space", "is_stop"),
    *("is_title", "is_upper", "like_num", "is_sent_start"),
)
OTHERS = "head", "left_edge", "right_edge"
MANY = "children", "lefts", "rights", "ancestors", "subtree", "conjuncts"


@pytest.fixture(scope="module")
def bare() -> Language:
    """The model as its package loads it."""
    return bare_model()


def shown(token: Parsed) -> tuple[object, ...]:
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
        ours = load_model()(whole(text))  # of the text with quotation marks as in print
        assert [*map(shown, ours)] == [*map(shown, bare(ours.text))]


def test_an_article_parses_the_same_whatever_was_parsed_before() -> None:
    """Base forms and parts of speech are remembered, but by all that they depend on."""

    text = "\n\n".join(PASSAGES[150:160])
    before = [*map(shown, load_model()(whole(text)))]
    for passage in PASSAGES[160:200]:
        parse(whole(passage))
    assert [*map(shown, load_model()(whole(text)))] == before


def places(tokens: Iterable[Token] | Iterable[Parsed]) -> list[int]:
    return [token.i for token in tokens]


def shape(part: Stretch | Part | None) -> tuple[int, int, str] | None:
    return None if part is None else (part.start, part.end, part.text)


def test_tokens_are_those_of_the_parse() -> None:
    """All that our tokens have is what spaCy's have by the same names."""
    joined = ["\n\n".join(PASSAGES[i : i + 5]) for i in range(0, 60, 5)]
    for text in (*joined, *ODD):
        parsed = load_model()(whole(text))
        doc = Doc.of(parsed)
        assert doc.text == parsed.text
        assert [*map(places, doc.sents)] == [*map(places, parsed.sents)]
        assert [*map(places, doc.ents)] == [*map(places, parsed.ents)]
        for ours, theirs in zip(doc, parsed, strict=True):
            for name in PLAIN:
                assert getattr(ours, name) == getattr(theirs, name), name
            for name in OTHERS:
                assert getattr(ours, name).i == getattr(theirs, name).i, name
            for name in MANY:
                assert places(getattr(ours, name)) == places(getattr(theirs, name)), name
            sentence, same = ours.sent, theirs.sent
            assert shape(sentence) == shape(same) and sentence.end_char == same.end_char
            assert [*map(places, sentence.ents)] == [*map(places, same.ents)]
            assert ours.is_ancestor(doc[0]) == theirs.is_ancestor(parsed[0])
        for start in range(0, len(text), 7):
            for length in (0, 1, 5, 40, len(text)):
                part = doc.char_span(start, start + length)
                known = parsed.char_span(start, start + length, alignment_mode="expand")
                assert shape(part) == shape(known)
        assert doc[2:4].text == parsed[2:4].text and doc[5:3].text == parsed[5:3].text == ""
        for place in (-len(doc) - 1, len(doc)):
            with pytest.raises(IndexError):
                doc[place]
            with pytest.raises(IndexError):
                doc[0].nbor(place)


def test_nothing_is_found_where_there_is_nothing() -> None:
    for text in ("", " \n"):
        assert not parse(article_from_text(f"{text}x", title="x")).ents
        assert not parse(whole(text)).ents


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A report told of 4.9 million bbl. of oil. It was late.", 2),
        ("They ran approx. ten miles. It rained.", 2),
        ("Nobody came in. it rained all day.", 2),
    ],
)
def test_what_ends_a_sentence(text: str, sentences: int) -> None:
    """No unit does that is cut short, if a small letter follows."""
    assert len([*parse(article_from_text(text, id="a")).sents]) == sentences
