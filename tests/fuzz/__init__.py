"""Fuzzing: many odd inputs, each of which must end in a result or in one clear line."""
