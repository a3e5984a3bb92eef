"""What becomes an article, and what is refused with which words."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.article import MAX_CHARACTERS, article_from_text, read_article
from quizgen.article.corpus import read_articles
from quizgen.errors import ArticleError
from quizgen.models import Article

TEXT = "The bridge will close on 4 May, Ada Brook said.\r\n\r\nShe gave no reason — “none”.\r\n"


def written(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def refusal(path: Path, **more: str) -> str:
    """The one line with which a file is refused."""
    with pytest.raises(ArticleError) as refused:
        read_article(path, **more)
    message = str(refused.value)
    assert message and "\n" not in message
    return message


class TestText:
    """The characters of a file."""

    def test_characters_are_kept_as_they_are(self, tmp_path: Path) -> None:
        """Line endings, spaces and typography stay, so that places count in what was pasted."""
        assert read_article(written(tmp_path / "a.txt", TEXT)).text == TEXT

    def test_a_byte_order_mark_is_not_of_the_text(self, tmp_path: Path) -> None:
        """Windows' editors write one; nobody sees it."""
        assert (
            read_article(written(tmp_path / "a.txt", b"\xef\xbb\xbf" + TEXT.encode())).text == TEXT
        )

    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
    def test_any_text_is_kept_or_refused(self, text: str) -> None:
        """Every article holds exactly the text it was made of, and a body within it."""
        try:
            article = article_from_text(text)
        except ArticleError as refused:
            assert "\n" not in str(refused)
        else:
            assert article.text == text
            assert article.title == " ".join(article.title.split()) != ""
            assert article.body
            assert all(0 <= span.start < span.end <= len(text) for span in article.body)

    def test_lone_surrogates_are_replaced_without_moving_anything(self) -> None:
        """JSON can hold half a character; no file can, and no place may shift."""
        article = article_from_text("Ada Brook \ud83d said no.", title="\udc00 Bridge")
        assert article.text == "Ada Brook \ufffd said no."
        assert article.title.encode()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "is empty"),
            (b" \n\t \r\n", "holds no words"),
            (b"--- ... ---", "holds no words"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a picture"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document: save it as .docx"),
            (b"{\\rtf1\\ansi He said no.}", "a rich text document: save it as .docx"),
            (b"\x1f\x8b\x08\x00", "packed with gzip: unpack it"),
            (b"<?xml version='1.0'?><rss><item>He said no.</item></rss>", "is a feed"),
            (b"<?xml version='1.0'?><urlset><url>x</url></urlset>", "is XML"),
            (b"He said \x00\x00\x00 no.", "NUL bytes"),
            (b"\x01\x02\x03\x04 words \x05\x06", "control characters"),
            (b"\xff\xfeA", "its UTF-16 is damaged"),
            (b"Leave a Reply\n\n3 Comments", "holds no article"),
            ("He said \u202eon\u202c.".encode(), "U+202E in line 1"),
            ("One.\nTwo \u202deno\u202c.".encode(), "U+202D in line 2"),
        ],
    )
    def test_what_is_no_text_is_refused(self, tmp_path: Path, data: bytes, words: str) -> None:
        """The line says what was found, and what to do where that isn't plain."""
        path = written(tmp_path / "a.txt", data)
        message = refusal(path)
        assert words in message
        assert str(path) in message

    @pytest.mark.parametrize(
        "encoding",
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
    )
    def test_every_encoding_in_use_is_read(self, tmp_path: Path, encoding: str) -> None:
        """Old files from Windows, and those its editors write, need no saving anew."""
        text = "“Never,” said Zoë Brook — the café’s owner.\r\n\r\nIt costs £5 in São Paulo.\r\n"
        assert read_article(written(tmp_path / "a.txt", text.encode(encoding))).text == text

    def test_the_encoding_of_other_old_files_is_told_from_their_bytes(self, tmp_path: Path) -> None:
        """Such as those of old Macs."""
        text = "“The café’s bridge,” said Zoë Brook — “it’s past saving, we won’t mend it.” " * 4
        path = written(tmp_path / "a.txt", text.encode("mac-roman"))
        assert read_article(path).text == text

    def test_text_that_was_decoded_wrongly_is_put_right(self, tmp_path: Path) -> None:
        """ "donâ€™t" is no word; text without such signs isn't touched."""
        text = "“Don’t,” said Zoë Brook — the café’s owner — on Monday."
        broken = text.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
        assert "â€™" in broken
        assert read_article(written(tmp_path / "a.txt", broken)).text == text
        fine = "The Ã-ring and “â” were drawn, she said."
        assert read_article(written(tmp_path / "b.txt", fine)).text == fine

    def test_the_longest_article_is_read_and_a_longer_one_is_not(self, tmp_path: Path) -> None:
        """The limit counts characters, not bytes, and is named."""
        longest = ("Ä said b. " * MAX_CHARACTERS)[: MAX_CHARACTERS - 1] + "."
        assert len(read_article(written(tmp_path / "a.txt", longest)).text) == MAX_CHARACTERS
        assert f"{MAX_CHARACTERS:,}" in refusal(written(tmp_path / "b.txt", longest + "!"))

    def test_five_megabytes_are_refused(self, tmp_path: Path) -> None:
        """A book is no article, and isn't even read to its end."""
        message = refusal(written(tmp_path / "a.txt", b"He said so. " * 420_000))
        assert f"the limit is {MAX_CHARACTERS:,}" in message


class TestFile:
    """What can be wrong with a file, other than its text."""

    def test_a_missing_file(self, tmp_path: Path) -> None:
        """It is named."""
        assert refusal(tmp_path / "no.txt") == f"{tmp_path / 'no.txt'}: there is no such file"

    def test_a_folder(self, tmp_path: Path) -> None:
        """Articles aren't looked for in it."""
        assert "is a folder" in refusal(tmp_path)

    def test_a_path_below_a_file(self, tmp_path: Path) -> None:
        """The system's reason is passed on."""
        below = written(tmp_path / "a.txt", TEXT) / "b.txt"
        assert "cannot read" in refusal(below)

    @pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="nothing is unreadable to root")
    def test_an_unreadable_file(self, tmp_path: Path) -> None:
        """The system's reason is passed on."""
        path = written(tmp_path / "a.txt", TEXT)
        path.chmod(0)
        assert "Permission denied" in refusal(path)

    def test_a_name_no_file_can_have(self) -> None:
        """Nothing but the usual line comes of it."""
        assert "cannot read" in refusal(Path("a\0b.txt"))

    def test_a_damaged_archive(self, tmp_path: Path) -> None:
        """An upload that broke off is named as what it is."""
        message = refusal(written(tmp_path / "a.docx", b"PK\x03\x04"))
        assert "is a damaged archive" in message


class TestMetadata:
    """What stands in the file beside the text."""

    def both(self, folder: Path, metadata: str | bytes, text: str = TEXT) -> Path:
        written(folder / "bridge.toml", metadata)
        return written(folder / "bridge.txt", text)

    def test_it_is_taken_over(self, tmp_path: Path) -> None:
        """All four keys, the date as TOML's own or as text."""
        for published in ("2015-04-30", '"2015-04-30"', "2015-04-30T08:00:00Z"):
            article = read_article(
                self.both(
                    tmp_path,
                    'title = "Bridge to close"\nid = "marlow"\nurl = "https://example.org/a?b=1"\n'
                    f"published = {published}\n",
                )
            )
            assert article.title == "Bridge to close"
            assert article.id == "marlow"
            assert article.url == "https://example.org/a?b=1"
            assert article.published == date(2015, 4, 30)

    def test_what_is_given_comes_first(self, tmp_path: Path) -> None:
        """Arguments overrule the file, one by one."""
        path = self.both(tmp_path, 'title = "A"\npublished = 2015-04-30\n')
        article = read_article(path, title="B")
        assert (article.title, article.published) == ("B", date(2015, 4, 30))
        assert read_article(path, published="2016-01-02").published == date(2016, 1, 2)

    @pytest.mark.parametrize(
        ("metadata", "words"),
        [
            ('author = "Jane"', "the keys are title, published, url, id"),
            ("title = 3", "title must be text"),
            ("published = 2016", "write it as YYYY-MM-DD"),
            ('published = "14 March 2016"', "write it as YYYY-MM-DD"),
            ('published = "2016-02-30"', "write it as YYYY-MM-DD"),
            ("title =", "is not valid TOML"),
            (b'title = "\xe9"', "is not in UTF-8"),
            ('url = "javascript:alert(1)"', "begins with http:// or https://"),
            ('url = "example.org"', "begins with http:// or https://"),
            ('id = "two words"', "without spaces"),
        ],
    )
    def test_mistakes_are_named(self, tmp_path: Path, metadata: str | bytes, words: str) -> None:
        """A typing mistake is an error that says what is possible, never ignored."""
        assert words in refusal(self.both(tmp_path, metadata))

    def test_without_it_nothing_is_known(self, tmp_path: Path) -> None:
        """No date is made up."""
        article = read_article(written(tmp_path / "a.txt", TEXT))
        assert (article.published, article.url) == (None, None)


class TestIdentity:
    """An article's id, when none is given."""

    def test_it_depends_on_the_words_alone(self) -> None:
        """Line endings, quotation marks and spacing may differ from one copy to the next."""
        other = TEXT.replace("\r\n", "\n").replace("“", '"').replace("”", '"')
        assert article_from_text(TEXT).id == article_from_text(other).id
        assert article_from_text(TEXT).id != article_from_text(TEXT.replace("May", "June")).id

    def test_it_does_not_depend_on_the_file(self, tmp_path: Path) -> None:
        """Renaming a file, or giving a title, makes no new article of it."""
        article = read_article(written(tmp_path / "a.txt", TEXT), title="Bridge")
        assert article.id == article_from_text(TEXT).id


class TestTitle:
    """An article's title, when none is given."""

    BODY = "The old harbour bridge will close on 4 May, the town council announced on Tuesday."

    @pytest.mark.parametrize(
        "headline",
        [
            "Bridge to close in May",
            "Will the bridge ever open again?",
            "‘No reason’: Marlow Bay bridge to close",
            "4 May: the day the bridge closes",
        ],
    )
    @pytest.mark.parametrize("between", ["\n\n", "\n", "\n\nBy Jane Doe\n\n"])
    def test_a_headline_is_taken(self, headline: str, between: str) -> None:
        """A short first line without a full stop, over something longer."""
        assert article_from_text(headline + between + self.BODY, name="notes").title == headline

    @pytest.mark.parametrize(
        "opening",
        [
            "The bridge will close.",
            "MARLOW BAY, May 1 (Reuters) - The bridge is closed",
            "and then the bridge closed",
            "Closed",
        ],
    )
    def test_other_first_lines_are_no_headlines(self, opening: str) -> None:
        """Then the file's name serves."""
        assert article_from_text(f"{opening}\n\n{self.BODY}", name="notes").title == "Notes"

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("bridge-to_close", "Bridge to close"),
            ("2015-04-30-bridge-to-close", "Bridge to close"),
            ("marlow bay", "Marlow bay"),
            ("UN-talks", "UN talks"),
        ],
    )
    def test_a_file_name_is_made_readable(self, name: str, title: str) -> None:
        """Hyphens become spaces; numbers and hashes are no words."""
        assert article_from_text(self.BODY, name=name).title == title

    @pytest.mark.parametrize("name", [None, "000_d82b2abaac033a45", "12345", "2015-04-30"])
    def test_else_the_opening_words_serve(self, name: str | None) -> None:
        """Nobody would know a quiz by its file's number."""
        article = article_from_text(self.BODY, name=name)
        assert article.title == "The old harbour bridge will close on 4 May…"

    def test_the_headline_is_not_of_the_body(self) -> None:
        """It is no sentence, so nothing is asked about it, be it taken or given as the title."""
        text = f"Bridge to close in May\n\n{self.BODY}"
        for article in (
            article_from_text(text),
            article_from_text(text, title="Bridge to close in May"),
            article_from_text(
                f"Bridge to close in May.\n\n{self.BODY}", title="Bridge to close in May"
            ),
        ):
            assert [span.of(article.text) for span in article.body] == [self.BODY]

    def test_a_headline_in_other_words_is_not_of_the_body(self) -> None:
        """Pages have a shorter one for search engines; another line above the text stays."""
        for headline, title, others in (
            ("Bridge to close in May", "Bridge to close", []),
            ("Q: Will the bridge open?", "An interview", ["Q: Will the bridge open?"]),
        ):
            article = article_from_text(f"{headline}\n\n{self.BODY}", title=title)
            assert [span.of(article.text) for span in article.body] == [*others, self.BODY]

    def test_an_interview_has_no_headline(self) -> None:
        """Whose turn it is stands before both of its first lines."""
        text = f"OKAFOR: You signed it?\n\nDUVAL: {self.BODY}"
        assert len(article_from_text(text).body) == 2

    @pytest.mark.parametrize("first", ["Ada Brook said no.", "The bridge closed on 4 May 2015."])
    def test_a_short_first_sentence_is_of_the_body(self, first: str) -> None:
        """Even where it is so short that the title repeats all of it."""
        article = article_from_text(f"{first}\n\n{self.BODY}")
        assert article.title == first
        assert [span.of(article.text) for span in article.body] == [first, self.BODY]

    def test_a_given_title_is_one_line(self) -> None:
        """Breaks and control characters would break decks and pages."""
        assert (
            article_from_text(self.BODY, title=" Bridge\n\tto\x1b close ").title
            == "Bridge to close"
        )


class TestCorpus:
    """Many articles in one file."""

    def lines(self, path: Path, *lines: str) -> list[Article]:
        return list(read_articles(written(path, "\n".join(lines) + "\n")))

    def test_each_line_is_an_article(self, tmp_path: Path) -> None:
        """Text as it is given, whatever else the line holds ignored, blank lines skipped."""
        first, second = self.lines(
            tmp_path / "a.jsonl",
            '{"id": "x", "title": "T", "text": "A said\\r\\nso. ", "published": "2015-04-30",'
            ' "url": "news/1", "attributions": [1]}',
            "",
            '{"text": "Ada Brook said no.", "published": null}',
        )
        assert (first.id, first.title, first.text) == ("x", "T", "A said\r\nso. ")
        assert first.published == date(2015, 4, 30)
        assert second.published is None

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("{", "no JSON"),
            ("[1]", 'an object with "text"'),
            ('{"title": "T"}', 'an object with "text"'),
            ('{"text": 3}', 'an object with "text"'),
            ('{"text": "A said so.", "id": 3}', "id must be text or null"),
            ('{"text": "A said so.", "published": "soon"}', "write it as YYYY-MM-DD"),
            ('{"text": ""}', "holds no words"),
            ("[" * 100_000, "no JSON"),
        ],
    )
    def test_a_wrong_line_is_named(self, tmp_path: Path, line: str, words: str) -> None:
        """File and line number say where to look."""
        with pytest.raises(ArticleError) as refused:
            self.lines(tmp_path / "a.jsonl", '{"text": "A said so."}', line)
        assert f"{tmp_path / 'a.jsonl'}, line 2: " in str(refused.value)
        assert words in str(refused.value)

    def test_other_files_are_one_article(self, tmp_path: Path) -> None:
        """With the metadata beside it."""
        written(tmp_path / "a.toml", 'id = "x"')
        assert [a.id for a in read_articles(written(tmp_path / "a.txt", TEXT))] == ["x"]

    @pytest.mark.parametrize("name", ["no.jsonl", "no.txt"])
    def test_a_missing_file(self, tmp_path: Path, name: str) -> None:
        """It is named."""
        with pytest.raises(ArticleError, match="there is no such file"):
            list(read_articles(tmp_path / name))
