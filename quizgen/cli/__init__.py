"""The commands.

Results go to stdout or to the file after ``-o``, everything said to the user goes to stderr.
Exit codes: 0 done; 1 with one line on stderr for input that can't be used; 2 for a command that
isn't one. Everything heavy is imported by the command that needs it, so that ``--help`` is quick.

``group.py`` lists the commands, which stand in modules by what they are about. ``options.py`` and
``settings.py`` have what several of them take, ``results.py`` what they write, and
``questions.py`` what they tell.
"""

from quizgen.cli.group import main as main
