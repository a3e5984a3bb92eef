"""XML and HTML, written so that a reader sees exactly the text that was given."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from decks.questions import text_of

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def add(
    parent: Element, tag: str, text: str | None = None, attributes: dict[str, str] | None = None
) -> Element:
    """A new last child of an element, with its text."""
    child = SubElement(parent, tag, attributes or {})
    child.text = text
    return child


def document(root: Element) -> bytes:
    """The element and all below it as an XML file for people to read, too: UTF-8, indented."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode("utf-8", "replace")


def html_of(text: str) -> str:
    """Plain text as HTML; a line break stays one."""
    return escape(text_of(text), quote=False).replace("\n", "<br>")


def add_lines(parent: Element, text: str) -> None:
    """Plain text into an element of XHTML; a line break stays one."""
    first, *others = text_of(text).split("\n")
    parent.text = first
    for line in others:
        add(parent, "br").tail = line
