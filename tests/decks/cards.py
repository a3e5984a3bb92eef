"""Cards as a person sees them: the text of their parts, and whole pages for a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# The rules of Anki's own reviewer that reach into a card.
_REVIEWER = """
hr { background-color: #ccc; margin: 1em 0; border: none; height: 1px }
body { margin: 20px; overflow-wrap: break-word }
li { text-align: start }
#typeans { width: 100%; box-sizing: border-box; line-height: 1.75 }
"""
_VOID = {"br", "hr", "img", "input", "wbr"}


class _Parts(HTMLParser):
    """Collects the text inside each element, by class name and by tag name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, tuple[str, ...]]] = []
        self.parts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (tag, *(dict(attrs).get("class") or "").split())
        for name in names:
            self.parts.setdefault(name, []).append("")
        if tag not in _VOID:
            self._open.append((tag, names))

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1][0] == tag, f"</{tag}> closes {self._open}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for _, names in self._open:
            for name in names:
                self.parts[name][-1] += data


def parts(html: str) -> dict[str, list[str]]:
    """The text of every element of a card's side, by tag and by class, in order.

    Fails where an element is not closed by its own end tag.
    """
    parser = _Parts()
    parser.feed(html)
    parser.close()
    assert not parser._open, f"never closed: {parser._open}"
    return parser.parts


# What Anki puts in the place of [[type:…]]: a box on the front, a comparison on the back.
_BOX = '<center><input type="text" id="typeans" aria-label="Type the answer"></center>'
_COMPARED = (
    '<code id="typeans"><span class="typeBad">Ada</span><span class="typeMissed">-----</span>'
    '<br><span id="typearrow">&darr;</span><br><span class="typeGood">Ada</span></code>'
)
_TYPED = re.compile(r"\[\[type:[^\]]+\]\]")


def page(side: str, *, night: bool, phone: bool) -> str:
    """A side of a card as Anki's reviewer puts it into a page."""
    side = _TYPED.sub(_COMPARED if '<hr id="answer">' in side else _BOX, side)
    classes = ["card", "card1"]
    classes += ["nightMode"] if night else []
    classes += ["mobile", "android"] if phone else []
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Card</title>'
        f"<style>{_REVIEWER}</style></head>"
        f'<body class="{" ".join(classes)}"><main id="qa">{side}</main></body></html>'
    )
