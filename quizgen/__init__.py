"""quizgen."""
