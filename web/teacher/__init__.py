"""The teacher's pages: bring an article, look at the questions, publish, see how the class did."""

from __future__ import annotations

from web.teacher import account, articles, publishing, results, review
from web.teacher.access import blueprint

__all__ = ["account", "articles", "blueprint", "publishing", "results", "review"]
