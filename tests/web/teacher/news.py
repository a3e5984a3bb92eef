"""An article of the tests' own, as a teacher brings it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

from quizgen.article import article_from_text
from quizgen.models import QuestionSet, Settings
from quizgen.pipeline import generate

TITLE = "Marlow Bay votes to tear down its harbour bridge"
PUBLISHED = date(2015, 4, 30)
PARAGRAPHS = (
    TITLE,
    "By Ruth Feldman, 30 April 2015",
    "The council of Marlow Bay voted on Tuesday to tear down the old harbour bridge, which"
    " engineers closed to lorries in March 2014.",
    "“The cables are past saving and we have waited far too long,” said Ada Brook, the town’s chief"
    " engineer. She warned that a single lorry could bring the whole span down.",
    "Shopkeeper Tom Vance rejected the plan. “This decision will empty the quay by the end of the"
    " summer,” Mr Vance said.",
    "Mayor Lee Marsh said the county would pay for most of the new bridge. “Nobody in this town"
    " will lose a business because of it,” Mr Marsh told reporters.",
    "The ferry company Northern Lines announced that it would run two more boats a day. Its"
    " spokeswoman, Clara Osei, said the boats would carry up to 400 people an hour.",
    "Marlow Bay Bridge opened on 12 June 1931. It was repaired in August 1987 after a storm, and"
    " workers replaced its deck in September 2003.",
    "Greta Lindqvist, who leads the fishermen’s union, argued that the harbour should stay open"
    " during the work. “Every closed week costs our boats a month of fishing,” Ms Lindqvist said.",
    "The demolition begins on 4 May 2015. Marlow Bay Council hired Norland Steel on 21 April 2015.",
    "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
)
TEXT = "\n\n".join(PARAGRAPHS)


@cache
def news_set() -> QuestionSet:
    """The questions it gives, with the facts and the history that drafts have."""
    article = article_from_text(TEXT, title=TITLE, published=PUBLISHED)
    return generate(article, Settings(count=8))


def docx(*paragraphs: str) -> bytes:
    """A Word document with these paragraphs."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text in paragraphs
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension='
        '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
        ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()
