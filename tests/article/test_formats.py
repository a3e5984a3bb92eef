"""Articles from every format: the same paragraphs, told by content alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from quizgen.article import article_from_bytes, read_article
from quizgen.article.corpus import read_articles
from quizgen.article.formats import FORMATS, format_of
from quizgen.errors import ArticleError
from quizgen.models import Article
from tests.article import files
from tests.article.files import FOOTER, HEADLINE, PARAGRAPHS

TEXT = "\n\n".join((HEADLINE, *PARAGRAPHS, FOOTER)).encode()
JSON = b'{"text": "Ada Brook said no on Tuesday.", "title": "No", "published": "2015-04-30"}'
MADE = {
    "plain text": TEXT,
    "Markdown": files.MARKDOWN,
    "a web page": files.web_page(),
    "a saved web page": files.saved_page(),
    "a Word document": files.docx(),
    "a PDF": files.pdf(),
    "an e-book": files.epub(files.markup()),
    "JSON": JSON,
}


def body_of(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.body]


def plain(paragraphs: Sequence[str]) -> list[str]:
    """Without typographic quotation marks, which the fonts every PDF has don't have."""
    return [each.translate(str.maketrans("“”’", '""\'')) for each in paragraphs]


def refusal(data: bytes, **more: Sequence[int]) -> str:
    with pytest.raises(ArticleError) as refused:
        article_from_bytes(data, "a.txt", **more)
    message = str(refused.value)
    assert message and "\n" not in message
    return message


def test_every_format_has_a_file_here() -> None:
    """No format goes untested."""
    assert [format.name for format in FORMATS] == list(MADE)


@pytest.mark.parametrize("name", MADE)
def test_content_decides(name: str, tmp_path: Path) -> None:
    """Whatever a file is called, it is read as what it is."""
    assert format_of(MADE[name]).name == name
    if name != "JSON":
        for wrong in ("article.txt", "article.pdf", "article"):
            path = tmp_path / wrong
            path.write_bytes(MADE[name])
            article = read_article(path)
            assert plain(body_of(article)) == plain(PARAGRAPHS)
            assert HEADLINE.startswith(article.title)


@pytest.mark.parametrize(
    ("name", "byline", "published", "url"),
    [
        ("plain text", None, None, None),
        ("Markdown", "Jane Doe", date(2015, 4, 30), "https://gazette.example/bridge"),
        ("a saved web page", None, None, "https://gazette.example/bridge"),
        ("a Word document", None, None, None),
        ("a PDF", None, None, None),
        ("an e-book", "Jane Doe", None, None),
    ],
)
def test_metadata_is_taken_over(
    name: str, byline: str | None, published: date | None, url: str | None
) -> None:
    """What a file says about itself; the day it was saved is none on which it was published."""
    article = article_from_bytes(MADE[name], "a")
    assert (article.byline, article.published, article.url) == (byline, published, url)


class TestWebPage:
    """What pages say."""

    def test_metadata(self) -> None:
        """Title, byline, first day and address, from the page's head."""
        head = (
            '<link rel="canonical" href="https://gazette.example/bridge">'
            '<meta property="og:title" content="Bridge to close">'
            '<script type="application/ld+json">{"@context": "https://schema.org",'
            ' "@type": "NewsArticle", "datePublished": "2015-04-30T08:00:00Z", "dateModified":'
            ' "2016-01-02T08:00:00Z", "author": {"@type": "Person", "name": "Jane Doe"}}</script>'
        )
        article = article_from_bytes(files.web_page(head=head))
        assert article.title == "Bridge to close"
        assert article.byline == "Jane Doe"
        assert article.published == date(2015, 4, 30)
        assert article.url == "https://gazette.example/bridge"

    @pytest.mark.parametrize(
        ("whole", "title"),
        [
            ("Bridge to close | Marlow Gazette Politics", "Bridge to close"),
            ("Bridge to close - MarlowGazette.com", "Bridge to close"),
            ("Marlow Gazette » Bridge to close", "Bridge to close"),
            ("Bridge to close - for ever", "Bridge to close - for ever"),
            ("Marlow Gazette | Contact", "Marlow Gazette | Contact"),
        ],
    )
    def test_a_title_is_without_the_site(self, whole: str, title: str) -> None:
        """Decks and quizzes bear the headline, and not where it stood."""
        head = (
            '<meta property="og:site_name" content="Marlow Gazette">'
            f'<meta property="og:title" content="{whole}">'
        )
        assert article_from_bytes(files.web_page(head=head)).title == title

    @pytest.mark.parametrize(
        ("author", "byline"),
        [
            ("Jane Doe Senior Correspondent", "Jane Doe"),
            ("Jane Doe March", "Jane Doe"),
            ("April May", "April May"),
            ("Account You're logged", None),
            ("Username", None),
        ],
    )
    def test_a_byline_is_of_names(self, author: str, byline: str | None) -> None:
        """Not of what stands beside them on a page."""
        head = f'<meta name="author" content="{author}">'
        assert article_from_bytes(files.web_page(head=head)).byline == byline

    def test_what_is_given_comes_first(self) -> None:
        """A teacher knows better than a page."""
        article = article_from_bytes(
            files.web_page(), title="T", published="2016-01-02", url="https://a.example/", id="x"
        )
        assert (article.title, article.url, article.id) == ("T", "https://a.example/", "x")
        assert article.published == date(2016, 1, 2)

    @pytest.mark.parametrize(
        ("written", "day"),
        [
            ("March 2, 2016", date(2016, 3, 2)),
            ("2 March 2016", date(2016, 3, 2)),
            ("03/02/2016", None),  # the second of March, or the third of February
        ],
    )
    def test_an_ambiguous_day_is_none(self, written: str, day: date | None) -> None:
        """No day is guessed."""
        head = f'<meta name="date" content="{written}">'
        assert article_from_bytes(files.web_page(head=head)).published == day

    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-15", "utf-16"])
    def test_encodings(self, encoding: str) -> None:
        """The declared one, or that of the byte order mark."""
        paragraphs = ["Zoë Brook paid “too much” for the café, she said on Monday.", *PARAGRAPHS]
        if encoding == "iso-8859-15":
            paragraphs = [each.translate(str.maketrans("“”’", '""\'')) for each in paragraphs]
        article = article_from_bytes(files.web_page(paragraphs, encoding=encoding))
        assert body_of(article) == paragraphs

    def test_a_piece_of_a_page_is_read(self) -> None:
        """What a content system exports has no head."""
        assert body_of(article_from_bytes(files.markup().encode())) == list(PARAGRAPHS)

    def test_line_breaks(self) -> None:
        """They part paragraphs, but no sentence."""
        page = (
            f"<article><p>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br>{PARAGRAPHS[2]}</p><p>The line"
            f"<br>goes on here, she said.</p><p>{PARAGRAPHS[3]}</p></article>"
        )
        assert body_of(article_from_bytes(page.encode())) == [
            *PARAGRAPHS[:3],
            "The line goes on here, she said.",
            PARAGRAPHS[3],
        ]

    def test_it_does_not_depend_on_today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A page from the future is read as one from the past."""
        head = '<meta property="article:published_time" content="2087-05-04T08:00:00Z">'
        assert article_from_bytes(files.web_page(head=head)).published == date(2087, 5, 4)


class TestWord:
    """Word documents."""

    def test_what_was_deleted_or_noted_is_not_read(self) -> None:
        """Tracked deletions are gone, insertions are there."""
        changed = (
            "<w:p><w:del><w:r><w:delText>He resigned.</w:delText></w:r></w:del><w:ins><w:r><w:t>He"
            " stayed on, he said.</w:t></w:r></w:ins></w:p>"
        )
        body = body_of(article_from_bytes(files.docx(body=changed)))
        assert body == [*PARAGRAPHS, "He stayed on, he said."]

    def test_tables_and_lists_are_paragraphs(self) -> None:
        """Each cell by itself."""
        table = (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>The ferry costs £2.</w:t></w:r></w:p></w:tc><w:tc>"
            "<w:p><w:r><w:t>The bridge was free.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )
        body = body_of(article_from_bytes(files.docx(body=table)))
        assert body[-2:] == ["The ferry costs £2.", "The bridge was free."]

    def test_properties_must_stand_in_the_text(self) -> None:
        """Else the author is the computer's owner, and the title a template's."""
        data = files.docx([HEADLINE, "By Jane Doe", *PARAGRAPHS])
        article = article_from_bytes(data)
        assert (article.title, article.byline) == ("Bridge to close", "Jane Doe")
        assert body_of(article) == list(PARAGRAPHS)
        article = article_from_bytes(files.docx(["Ferry to run in May", PARAGRAPHS[3]]))
        assert (article.title, article.byline) == ("Ferry to run in May", None)

    def test_an_empty_one(self) -> None:
        """It says so."""
        assert "holds no words" in refusal(files.docx([]))


class TestPdf:
    """PDF files, of which nobody says where paragraphs are."""

    def test_an_indent_parts_paragraphs(self) -> None:
        """As in newspapers, with no space between them."""
        article = article_from_bytes(files.pdf(indented=True))
        assert body_of(article) == plain(PARAGRAPHS)

    def test_running_heads_and_page_numbers_are_not_of_the_article(self) -> None:
        """Nor do they part the paragraph that goes on on the next page."""
        paragraphs = [HEADLINE, *PARAGRAPHS * 12]
        article = article_from_bytes(files.pdf(paragraphs, running="The Marlow Gazette"))
        assert "Gazette" not in article.text and "of 9" not in article.text
        assert sorted(set(body_of(article))) == sorted(plain(PARAGRAPHS))

    def test_hyphens_at_line_ends(self) -> None:
        """A parted word is made whole, a hyphen of its own stays."""
        from quizgen.article.pdf import Line, _paragraphs

        lines = [
            "The govern-",
            "ment met the well-",
            "known and well-known Anglo-",
            "French envoy, said Ada Brook.",
        ]
        placed = [Line(0, 50, 700 - 14 * n, 11, text) for n, text in enumerate(lines)]
        assert list(_paragraphs(placed)) == [
            "The government met the well-known and well-known Anglo-French envoy, said Ada Brook."
        ]

    def test_its_title_must_stand_in_it(self) -> None:
        """Most PDFs are titled with a file's name."""
        data = files.pdf(title="Microsoft Word - draft3.doc")
        assert article_from_bytes(data).title == HEADLINE

    def test_pages_can_be_chosen(self) -> None:
        """Of a newspaper's PDF, for instance."""
        data = files.pdf([HEADLINE, *(f"{PARAGRAPHS[0]} It is number {n}." for n in range(60))])
        first = article_from_bytes(data, pages=[1])
        second = article_from_bytes(data, pages=[2])
        assert "number 1." in first.text and "number 1." not in second.text
        assert "no page 99" in refusal(data, pages=[99])
        assert "counted from 1" in refusal(data, pages=[0])
        assert "has no pages to choose from" in refusal(TEXT, pages=[1])

    def test_a_protected_one(self) -> None:
        """A password is asked for by no program that reads articles; none is needed for some."""
        assert "with a password" in refusal(files.pdf(password="secret"))
        assert body_of(article_from_bytes(files.pdf(password=""))) == plain(PARAGRAPHS)

    def test_a_scanned_one(self) -> None:
        """Pictures of text are none."""
        assert "text recognised first" in refusal(files.pdf([""]))


class TestEpub:
    """Pages of e-books."""

    def test_of_several_articles_one_must_be_named(self) -> None:
        """They are listed with their numbers and titles."""
        other = files.markup([each.replace("bridge", "ferry") for each in PARAGRAPHS])
        data = files.epub(files.markup(), other.replace(HEADLINE, "Ferry to run"))
        message = refusal(data)
        assert "2 (“Bridge to close in May”), 3 (“Ferry to run”)" in message
        assert "--pages 2" in message
        assert body_of(article_from_bytes(data, pages=[2])) == list(PARAGRAPHS)
        assert article_from_bytes(data, pages=[3]).title == "Ferry to run"
        assert "no page 9" in refusal(data, pages=[9])


class TestMarkdown:
    """Markdown, and text that only looks like it."""

    def test_marks_are_not_of_the_text(self) -> None:
        """Emphasis, links and pictures leave their words."""
        text = article_from_bytes(files.MARKDOWN).text
        assert not set("*[]#") & set(text)
        assert "https" not in text

    @pytest.mark.parametrize(
        "text",
        [
            "He wrote **no** on the wall.\n\nNobody said so.",
            "#bridge is what they wrote.\n\n> and nobody read it.",
            "---\n\nThe bridge is closed, she said.\n\n---\n\nIt was built in 1911.",
            "* One said no.\n* Two said yes.",
        ],
    )
    def test_plain_text_stays_as_it_is(self, text: str) -> None:
        """One sign is not enough: its characters would be lost."""
        assert article_from_bytes(text.encode()).text == text

    @pytest.mark.parametrize("front", ["title: [", "title: 3", "title: &a [*a]", "date: soon"])
    def test_odd_metadata_is_not_taken(self, front: str) -> None:
        """It doesn't stop anybody."""
        text = f"---\ntitle: A\n{front}\n---\n# {HEADLINE}\n\n{PARAGRAPHS[0]}\n"
        article = article_from_bytes(text.encode())
        assert body_of(article) == [PARAGRAPHS[0]]
        assert article.published is None


class TestLanguage:
    """English, and all others by name."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("French", "Le conseil a annoncé mardi que le vieux pont du port serait fermé en mai."),
            ("German", "Die alte Hafenbrücke wird am 4. Mai gesperrt, teilte die Stadt mit."),
            ("Spanish", "El viejo puente del puerto se cerrará en mayo, anunció el ayuntamiento."),
            (
                "Dutch",
                "De oude havenbrug gaat op 4 mei dicht, zei de gemeente dinsdag in een brief.",
            ),
            ("Russian", "Старый мост в гавани закроют четвёртого мая, сообщил городской совет."),
            ("Polish", "Stary most w porcie zostanie zamknięty w maju, ogłosiła rada miasta."),
            ("Norwegian", "Den gamle havnebroen stenges for godt i mai, sa byrådet på tirsdag."),
        ],
    )
    def test_others_are_refused_by_name(self, name: str, text: str) -> None:
        """With the way to have it read all the same."""
        message = refusal(f"{text} {text}".encode())
        assert f"in {name}" in message and "--language en" in message
        assert article_from_bytes(text.encode(), language="en").language == "en"

    @pytest.mark.parametrize(
        "text",
        [
            PARAGRAPHS[0],
            "Ada Brook said no.",
            "Marlow Town 3-2 Carrick Rovers. Hale scored twice.",
            "“Je ne regrette rien,” sang the crowd, and the mayor said that it was past midnight.",
            "Brexit. Putin. Assad.",
        ],
    )
    def test_english_is_read(self, text: str) -> None:
        """However short, and with words of other languages in it."""
        assert article_from_bytes(text.encode()).language == "en"

    def test_other_languages_cannot_be_asked_for(self) -> None:
        """Nothing would come of it."""
        with pytest.raises(ArticleError, match="quizgen reads English, en"):
            article_from_bytes(TEXT, language="fr")

    def test_plain_english_loads_no_model(self) -> None:
        """Function words tell enough, so that a first quiz isn't slower."""
        import subprocess
        import sys

        code = (
            "import sys; from quizgen.article import article_from_bytes;"
            f"article_from_bytes({TEXT!r}, 'a.txt');"
            "heavy = {'py3langid', 'trafilatura', 'lxml', 'mammoth', 'pypdf', 'ftfy', 'yaml',"
            " 'charset_normalizer', 'markdown_it', 'htmldate', 'email'};"
            "print(sorted(heavy & set(sys.modules)))"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert ran.stdout.decode().strip() == "[]"


class TestJson:
    """Articles as JSON."""

    def test_one_is_an_article(self, tmp_path: Path) -> None:
        """In a file of any name."""
        path = tmp_path / "article.txt"
        path.write_bytes(JSON)
        for article in (read_article(path), *read_articles(path)):
            assert article.title == "No"
            assert article.published == date(2015, 4, 30)
            assert article.text == "Ada Brook said no on Tuesday."

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (JSON + b"\n" + JSON, "it holds 2 articles: `quizgen facts` reads them all"),
            (b'{"format_version": 2}', "a question set already"),
            (b'{"a": 1}', 'an object with "text"'),
            (b'{"a"', "is no JSON"),
            (b'{"text": "A said so.", "published": "soon"}', "write it as YYYY-MM-DD"),
        ],
    )
    def test_others_are_refused(self, data: bytes, words: str) -> None:
        """With what to do."""
        assert words in refusal(data)

    def test_what_a_line_does_not_say_can_be_given(self, tmp_path: Path) -> None:
        """And what it says comes first."""
        path = tmp_path / "a.jsonl"
        path.write_bytes(JSON + b'\n{"text": "Tom Vance said no.", "url": "https://a.example/"}\n')
        first, second = read_articles(path, published="2016-01-02", url="https://b.example/")
        assert (first.published, first.url) == (date(2015, 4, 30), "https://b.example/")
        assert (second.published, second.url) == (date(2016, 1, 2), "https://a.example/")


def test_an_address_is_told_from_a_file() -> None:
    """Nothing is fetched without being asked."""
    with pytest.raises(ArticleError, match="save the page in your browser"):
        read_article("https://gazette.example/bridge")
