"""What quizgen depends on: under which licences, as a bill of materials, and what is known to be
wrong with it.
"""
