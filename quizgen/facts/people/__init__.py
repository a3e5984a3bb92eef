"""The people and bodies of an article: their names, what they are, and who each mention means.

Names are found among the capitals (``finding``): how far one runs (``runs``), what of it is title,
office or a headline’s capital (``splitting``, ``titles``), what family names tell of others
(``families``). Each is a ``name.Name``; what is said of its bearer beside it is a ``roles.Role``.
The words all of this goes by are looked up in ``words``.
"""
