"""The people and bodies of an article: their names, what they are, and who each mention means.

Names are found among the capitals (``finding``): how far one runs (``runs``), what of it is title,
office or a headline’s capital (``splitting``, ``titles``), what family names tell of others
(``families``). Each is a ``name.Name``; what is said of its bearer beside it is a ``roles.Role``.

Mentions of one bearer are put together (``grouping``) and judged to be a person’s, a body’s or
nobody’s (``judging``); those that could speak make up the ``register``. Beyond its names, whom a
pronoun means is found in ``pronouns``, which body a noun means in ``bodies``, and who a source is,
from its whole phrase (``phrases``), in ``sources``. Who stands in whose words is told by
``contents``. The words all of this goes by are looked up in ``words``; how names and roles are
written in a question is in ``writing``. ``facts.speakers.Cast`` is what others ask.
"""
