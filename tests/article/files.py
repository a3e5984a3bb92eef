"""An article in every format, made as programs make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from xml.sax.saxutils import escape

HEADLINE = "Bridge to close in May"
PARAGRAPHS = (
    "The old harbour bridge in Marlow Bay will close on 4 May, the town council announced on"
    " Tuesday, because its cables no longer carry what they were built to carry in 1911.",
    "“The cables are past saving,” said Ada Brook, the town’s chief engineer. “We have known this"
    " for years, and nobody in the council wanted to hear it from us.”",
    "Shopkeeper Tom Vance rejected the plan.",
    "The well-known ferry operator, which has run boats across the bay since the war, said it would"
    " lay on boats every ten minutes from 5 May until the new bridge opens.",
)
FOOTER = "This site uses Akismet to reduce spam. Learn how your comment data is processed."

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(
    paragraphs: Sequence[str] = (HEADLINE, *PARAGRAPHS), body: str = "", prolog: str = XML
) -> bytes:
    """A Word document; ``body`` is markup behind its paragraphs."""
    runs = "".join(f"<w:p><w:r><w:t>{escape(each)}</w:t></w:r></w:p>" for each in paragraphs)
    return zipped(
        {
            "[Content_Types].xml": XML
            + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
            '.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": XML + f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1"'
            f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "docProps/core.xml": XML
            + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata'
            '/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bridge to'
            " close</dc:title><dc:creator>Jane Doe</dc:creator></cp:coreProperties>",
            "word/document.xml": prolog
            + f'<w:document xmlns:w="{WORD}"><w:body>{runs}{body}</w:body></w:document>',
        }
    )


def epub(*pages: str, prolog: str = XML) -> bytes:
    """An e-book with these pages, behind a cover and a table of contents."""
    all_pages = ("<h1>The Book</h1>", *pages)
    items = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(all_pages))
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(all_pages)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": XML
            + '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": prolog + '<package xmlns="http://www.idpf.org/2007/opf"><metadata'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Book</dc:title>'
            f"<dc:creator>Jane Doe</dc:creator></metadata><manifest>{items}"
            '<item id="nav" href="nav.xhtml" properties="nav"/></manifest>'
            f'<spine><itemref idref="nav"/>{spine}</spine></package>',
            "OEBPS/nav.xhtml": "<html><body><nav>Contents</nav></body></html>",
            **{
                f"OEBPS/p{n}.xhtml": f"{XML}<!DOCTYPE html>\n<html><body>{page}</body></html>"
                for n, page in enumerate(all_pages)
            },
        }
    )


def markup(paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    """An article as HTML, without a page around it."""
    return f"<h1>{HEADLINE}</h1>" + "".join(f"<p>{escape(each)}</p>" for each in paragraphs)


def web_page(
    paragraphs: Sequence[str] = PARAGRAPHS, head: str = "", encoding: str = "utf-8"
) -> bytes:
    """A page of a news site."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="{encoding}"><title>{HEADLINE} -'
        f" Marlow Gazette</title>{head}</head><body><nav><a href='/'>Home</a></nav><article>"
        f"{markup(paragraphs)}<p>{FOOTER}</p></article><footer><p>© 2016 Gazette</p></footer>"
        "</body></html>"
    ).encode(encoding)


def saved_page() -> bytes:
    """A page as browsers save it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://gazette.example/bridge"
    message["Subject"] = HEADLINE
    message.set_content(web_page().decode(), subtype="html", cte="quoted-printable")
    message["Content-Location"] = "https://gazette.example/bridge"
    message.add_related(b"GIF89a", "image", "gif")
    return message.as_bytes()


def pdf(
    paragraphs: Sequence[str] = (HEADLINE, *PARAGRAPHS),
    *,
    indented: bool = False,
    password: str | None = None,
    running: str = "",
    title: str = "",
) -> bytes:
    """A PDF with paragraphs that are parted by space, or by an indent alone."""
    import fpdf

    class Paper(fpdf.FPDF):
        def header(self) -> None:
            if running:
                self.set_font("helvetica", size=8)
                self.cell(0, 5, running, new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            if running:
                self.set_y(-15)
                self.cell(0, 5, f"Page {self.page_no()} of 9")

    paper = Paper()
    paper.set_margin(25)
    if title:
        paper.set_title(title)
    if password is not None:
        paper.set_encryption("owner", password)
    paper.add_page()
    for number, paragraph in enumerate(paragraphs):
        paper.set_font("helvetica", size=20 if number == 0 else 11)
        plain = paragraph.translate(str.maketrans("“”’—", '""\'-'))
        paper.multi_cell(
            0,
            6 if number else 10,
            ("        " if indented and number else "") + plain,
            new_x="LMARGIN",
            new_y="NEXT",
        )
        if not indented or number == 0:
            paper.ln(4)
    return bytes(paper.output())


MARKDOWN = (
    "---\ntitle: Bridge to close\nauthor: Jane Doe\ndate: 2015-04-30 08:00\n"
    "canonical_url: https://gazette.example/bridge\n---\n\n"
    f"# {HEADLINE}\n\n{PARAGRAPHS[0].replace('Marlow Bay', '[Marlow Bay](https://x.example)', 1)}"
    f"\n\n{PARAGRAPHS[1].replace('Ada Brook', '**Ada Brook**')}\n\n{PARAGRAPHS[2]}\n\n"
    f"![The bridge](bridge.jpg)\n\n{PARAGRAPHS[3]}\n"
).encode()
