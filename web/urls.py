"""How ids stand in addresses."""

from __future__ import annotations

from urllib.parse import quote, unquote

from werkzeug.routing import BaseConverter


class QuotedConverter(BaseConverter):
    """A part of the path that may be any string, slashes and percent signs included.

    Servers undo one quoting before they split the path, so it is quoted twice. Plain ids, which
    are nearly all, look as they are.
    """

    def to_python(self, value: str) -> str:
        return unquote(value)

    def to_url(self, value: str) -> str:
        return quote(quote(value, safe=""), safe="")
