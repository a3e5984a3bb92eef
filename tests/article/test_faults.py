"""Files that are damaged, far too large, or out to do harm: one clear line, and nothing worse."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.article import MAX_CHARACTERS, article_from_bytes
from quizgen.article.corpus import LONGEST_LINE, read_articles
from quizgen.errors import ArticleError
from tests.article import files
from tests.article.files import MARKDOWN, PARAGRAPHS, XML

LAUGHS = (
    '<!DOCTYPE html [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    + "]>\n"
)


def refusal(data: bytes) -> str:
    with pytest.raises(ArticleError) as refused:
        article_from_bytes(data, "a.txt")
    message = str(refused.value)
    assert message and "\n" not in message
    return message


def bomb(name: str, size: int) -> bytes:
    """An archive of a few kilobytes that unpacks to much more."""
    data = io.BytesIO(files.docx() if name.startswith("word") else files.epub("<p>A</p>"))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
    return data.getvalue()


class TestArchives:
    """Word documents and e-books."""

    @pytest.mark.parametrize("name", ["word/styles.xml", "word/huge.xml", "OEBPS/huge.xhtml"])
    def test_zip_bombs(self, name: str) -> None:
        """Nothing is unpacked that says it is larger than any article's part."""
        data = bomb(name, 60_000_000)
        assert len(data) < 200_000
        assert "unpacks to 60," in refusal(data)

    def test_a_bomb_that_lies_about_its_size(self) -> None:
        """No more is ever unpacked than was said, and then it is found to be damaged."""
        data = bytearray(bomb("word/styles.xml", 60_000_000))
        size = (60_000_000).to_bytes(4, "little")
        assert data.count(size)
        data = bytearray(bytes(data).replace(size, (1000).to_bytes(4, "little")))
        assert "damaged" in refusal(bytes(data))

    def test_many_files(self) -> None:
        """Nobody's document has as many."""
        data = files.zipped(
            {"word/document.xml": "<a/>"} | {f"word/media/{n}.png": b"" for n in range(10_001)}
        )
        assert "10,002 files" in refusal(data)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_laughs_in_word(self, encoding: str) -> None:
        """Entities of its own are refused, not expanded, in whichever encoding."""
        prolog = XML.replace("UTF-8", encoding) + LAUGHS
        data = files.docx(
            ["A said so."], body="<w:p><w:r><w:t>&a29;</w:t></w:r></w:p>", prolog=prolog
        )
        if encoding != "utf-8":
            parts = zipfile.ZipFile(io.BytesIO(data))
            data = files.zipped(
                {
                    name: parts.read(name).decode().encode(encoding)
                    if name == "word/document.xml"
                    else parts.read(name)
                    for name in parts.namelist()
                }
            )
        assert "declares entities of its own" in refusal(data)

    def test_laughs_in_an_ebook(self) -> None:
        """Its list of pages is XML; its pages are read as HTML, which knows no such thing."""
        assert "declares entities of its own" in refusal(
            files.epub(files.markup(), prolog=XML + LAUGHS)
        )
        page = LAUGHS + f"<html><body>{files.markup()}<p>&a29;</p></body></html>"
        archive = zipfile.ZipFile(io.BytesIO(files.epub(files.markup())))
        parts = {name: archive.read(name) for name in archive.namelist()}
        article = article_from_bytes(files.zipped({**parts, "OEBPS/p1.xhtml": page}))
        assert len(article.text) < 2_000

    def test_a_path_out_of_the_archive(self) -> None:
        """Nothing outside is read."""
        data = files.epub(files.markup())
        parts = zipfile.ZipFile(io.BytesIO(data))
        book = parts.read("OEBPS/book.opf").decode().replace("p1.xhtml", "../../../../etc/passwd")
        everything = {name: parts.read(name) for name in parts.namelist()}
        article = article_from_bytes(files.zipped({**everything, "OEBPS/book.opf": book}))
        assert article.text == "The Book"

    def test_deep_nesting(self) -> None:
        """As deep as a stack is, and deeper."""
        deep = "<w:p><w:ins>" * 20_000 + "</w:ins></w:p>" * 20_000
        with pytest.raises(ArticleError):
            article_from_bytes(files.docx(["A said so."], body=deep))


class TestPages:
    """Web pages."""

    def test_laughs(self) -> None:
        """HTML knows no entities but its own."""
        page = LAUGHS + f"<html><body>{files.markup()}<p>&a29;</p></body></html>"
        assert len(article_from_bytes(page.encode()).text) < 2_000

    def test_deep_nesting(self) -> None:
        """It is read, or refused."""
        for deep in ("<div>" * 50_000, "<b>" * 50_000, "<ul><li>" * 20_000):
            try:
                article_from_bytes(f"<html><body>{deep}{files.markup()}".encode())
            except ArticleError as refused:
                assert "\n" not in str(refused)

    def test_too_large(self) -> None:
        """The limit is named."""
        page = b"<html><body>" + b"<p>He said so.</p>" * 1_000_000
        assert "are too many for a web page: the limit is 16,777,216" in refusal(page)
        page = b"<html><body>" + b"<p>He said so on Monday.</p>" * 20_000
        assert f"the limit is {MAX_CHARACTERS:,}" in refusal(page)


class TestPdfs:
    """PDF files."""

    def test_ten_thousand_pages(self) -> None:
        """A book is refused without being read; some of its pages can be."""
        data = many_pages(10_000)
        assert "has 10,000 pages" in refusal(data) and "--pages 3-5" in refusal(data)
        article = article_from_bytes(data, pages=[9_999])
        assert article.text == "Ada Brook said no on Tuesday."

    def test_a_page_tree_that_lies(self) -> None:
        """One that counts a hundred million pages, and one that holds itself."""
        assert "100,000,000 pages" in refusal(many_pages(3, count=100_000_000))
        data = many_pages(3).replace(b"/Kids [4 0 R", b"/Kids [2 0 R")
        check(data)

    def test_a_stream_that_unpacks_to_much(self) -> None:
        """A bomb within a page."""
        import zlib

        packed = zlib.compress(b"BT (A) Tj ET " * 5_000_000, 9)
        data = many_pages(1, packed, b"/Filter /FlateDecode ")
        assert len(data) < 200_000
        assert "PDF" in refusal(data)


def many_pages(
    number: int,
    content: bytes = b"BT /F1 12 Tf 50 700 Td (Ada Brook said no on Tuesday.) Tj ET",
    filters: bytes = b"",
    count: int | None = None,
) -> bytes:
    """A PDF of so many pages, all with the same content."""
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(number))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count or number),
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filters, len(content), content),
    ]
    objects += [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << /Font"
        b" << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    ] * number
    written = [b"%PDF-1.4\n"]
    start = len(written[0])
    places = []
    for place, each in enumerate(objects, 1):
        places.append(start)
        written.append(b"%d 0 obj\n%s\nendobj\n" % (place, each))
        start += len(written[-1])
    data = b"".join(written) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


class TestText:
    """Plain text and JSON lines."""

    def test_a_line_of_fifty_megabytes(self, tmp_path: Path) -> None:
        """As text it is too long an article, as JSON too long a line, read to no end."""
        line = b"He said so. " * 4_500_000
        assert f"the limit is {MAX_CHARACTERS:,}" in refusal(line)
        path = tmp_path / "a.jsonl"
        path.write_bytes(b'{"text": "A said so."}\n{"text": "' + line + b'"}\n')
        articles = read_articles(path)
        assert next(articles).text == "A said so."
        with pytest.raises(ArticleError, match=f"line 2: it has more than {LONGEST_LINE:,} bytes"):
            next(articles)

    def test_half_characters_from_every_format(self) -> None:
        """They become U+FFFD, and what is made can be written."""
        page = f"<html><body><p>{PARAGRAPHS[0]} &#xD83D; he said.</p></body></html>"
        for data in (page.encode(), b'{"text": "Ada Brook \\ud83d said no on Tuesday."}'):
            assert article_from_bytes(data).text.encode()

    @pytest.mark.parametrize(
        "data",
        [
            "A \u202esaid so\u202c.".encode(),
            b"<html><p>Ada Brook &#x202e;said so on Tuesday&#x202c;.</p>",
            b'{"text": "A \\u202esaid so."}',
        ],
    )
    def test_text_that_is_shown_in_another_order(self, data: bytes) -> None:
        """Nobody could check a question made of it."""
        assert "U+202E" in refusal(data)


SEEDS = (
    "\n\n".join(PARAGRAPHS).encode(),
    MARKDOWN,
    files.web_page(),
    files.saved_page(),
    files.docx(),
    files.pdf(),
    files.epub(files.markup()),
    b'{"text": "Ada Brook said no on Tuesday.", "published": "2015-04-30"}',
    many_pages(2),
)
PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n\n",
    b"<p>",
    b"</p>",
    b"<!--",
    b"<script>",
    b"&#xD800;",
    b"&#0;",
    b"\xed\xa0\x80",
    "\u202e".encode(),
    "\u2028".encode(),
    b"%PDF-",
    b"PK\x03\x04",
    b'{"text":',
    b"---\ntitle: ",
    b"endobj",
    b"stream\n",
    b"<< /Kids [2 0 R] >>",
    b"]]>",
    b"<![CDATA[",
    b"99999999999999999999",
    b"-1",
    b"\xc2\xa0",
    b"charset=utf-7",
    b"<br>" * 50,
    b"Share\n\n",
    b"\xf0\x9f\x98\x80",
)


def changed(seed: bytes, change: tuple[str, float, float, bytes]) -> bytes:
    """A file with something taken out, put in, doubled or overwritten."""
    how, first, second, piece = change
    start, end = sorted((int(first * len(seed)), int(second * len(seed))))
    if how == "cut":
        return seed[:start] + seed[end:]
    if how == "insert":
        return seed[:start] + piece + seed[start:]
    if how == "double":
        return seed[:end] + seed[start:]
    return seed[:start] + piece + seed[start + len(piece) :]


SHARES = st.floats(0, 1, allow_nan=False)
CHANGES = st.tuples(
    st.sampled_from(["cut", "insert", "double", "overwrite"]),
    SHARES,
    SHARES,
    st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)),
)


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """Files of every format with a few changes; of archives, either outside or within."""
    seed = draw(st.sampled_from(SEEDS))
    changes = draw(st.lists(CHANGES, min_size=1, max_size=5))
    if seed.startswith(b"PK") and draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(seed)) as archive:
            parts: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
        name = draw(st.sampled_from(sorted(parts)))
        for change in changes:
            parts[name] = changed(parts[name], change)
        return files.zipped(parts)
    for change in changes:
        seed = changed(seed, change)
    return seed


def check(data: bytes) -> None:
    """Reading it ends with an article whose places are in its text, or with one line."""
    try:
        article = article_from_bytes(data, "upload")
    except ArticleError as refused:
        assert str(refused) and "\n" not in str(refused)
        return
    assert article.text.encode()
    assert article.title and article.title.encode()
    last = 0
    for span in article.body:
        assert last <= span.start < span.end <= len(article.text)
        last = span.end
    assert article.body


@settings(max_examples=150, deadline=None)
@given(st.one_of(damaged_files(), st.binary(max_size=300)))
def test_no_file_does_harm(data: bytes) -> None:
    """Whatever is wrong with it."""
    check(data)


FOUND = {
    "a PDF of nothing": b"%PDF-1.4\n%%EOF",
    "an archive of nothing": b"PK\x03\x04" + b"\x00" * 30,
    "NUL in a page": b"<html>\x00</html>",
    "an archive with a line's end in a file's name": files.docx().replace(
        b"_rels/.r", b"_rel\n\n.r"
    ),
    "an e-book whose pages are empty": files.epub("<div></div>", "<p></p>"),
    "an e-book of long pages without a title": files.epub(
        "<p>A b c d e</p>" * 20, "<p>A b</p>" * 40
    ),
}
"""What longer runs of the test above have found."""


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found(name: str) -> None:
    """And mended."""
    check(FOUND[name])
