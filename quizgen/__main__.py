"""``python -m quizgen``, for where scripts are not on the path."""

from quizgen.cli import main

if __name__ == "__main__":
    main(prog_name="quizgen")
