"""From an article to a question set."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

import quizgen
from quizgen.article import article_from_text
from quizgen.drafting import Draft
from quizgen.errors import ArticleError, SettingsError
from quizgen.facts import find_facts
from quizgen.guidelines import GUIDELINES
from quizgen.json_files import question_set_json
from quizgen.kinds import KINDS, Material
from quizgen.models import Kind, Question, QuestionSet, Settings, Span, normalised
from quizgen.pipeline import MOST_OPTIONS, NO_DATE, draw, first_stamp, generate
from tests.kinds.generating import facts_once, seed_article

pytestmark = pytest.mark.usefixtures("facts_kept")


@pytest.fixture(scope="module")
def whole() -> QuestionSet:
    return generate(seed_article(), Settings(count=None))


class TestSettings:
    """What a teacher may set."""

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            (Settings(count=0), "0 questions can't be made: ask for 1 or more"),
            (Settings(count=-3), "-3 questions can't be made"),
            (Settings(kinds=()), "no kind of question is left: choose from who_said"),
            (Settings(kinds=("why",)), "unknown kind 'why': choose from who_said"),  # type: ignore
            (Settings(options=2), "2 options can't be offered: choose from 3 to 6"),
            (Settings(options=MOST_OPTIONS + 1), "7 options can't be offered"),
            (Settings(minimum_confidence=1.5), "lies between 0 and 1"),
            (Settings(minimum_confidence=-0.1), "lies between 0 and 1"),
            (Settings(minimum_confidence=float("nan")), "lies between 0 and 1"),
        ],
    )
    def test_nonsense_is_refused(self, settings: Settings, message: str) -> None:
        """A setting that makes no sense is refused with what is possible."""
        with pytest.raises(SettingsError) as refused:
            generate(seed_article(), settings)
        assert message in str(refused.value)

    def test_count(self) -> None:
        """A newcomer gets twelve questions; who asks for three gets three, for all gets all."""
        assert len(generate(seed_article()).questions) == 12
        assert len(generate(seed_article(), Settings(count=3)).questions) == 3
        assert len(generate(seed_article(), Settings(count=None)).questions) >= 30

    @pytest.mark.parametrize("kind", [kind for kind in get_args(Kind) if kind != "how_long"])
    def test_kinds(self, kind: Kind) -> None:
        """Only the kinds that are wanted are asked, and each kind is found in the article."""
        made = generate(seed_article(), Settings(count=None, kinds=(kind,)))
        assert {q.kind for q in made.questions} == {kind}

    @pytest.mark.parametrize("options", [3, 4, 5, 6])
    def test_options(self, options: int) -> None:
        """No question has more options than are wanted, and some have just as many."""
        counts = [
            len(q.options)
            for q in generate(seed_article(), Settings(count=None, options=options)).questions
        ]
        assert min(counts) >= 3 and max(counts) == options

    def test_confidence(self, whole: QuestionSet) -> None:
        """Who asks for more certainty gets fewer questions, all of them as certain."""
        sure = generate(seed_article(), Settings(count=None, minimum_confidence=0.99))
        assert 0 < len(sure.questions) < len(whole.questions)
        assert all(q.confidence >= 0.99 for q in sure.questions)

    def test_travel_with_the_set(self) -> None:
        """A set remembers with what it was made."""
        settings = Settings(count=5, options=3)
        made = generate(seed_article(), settings, seed=7)
        assert made.settings == settings
        assert (made.generation.number, made.generation.seed) == (1, 7)


class TestDefaults:
    """The twelve questions that a newcomer gets."""

    def test_cover_the_article(self) -> None:
        """They come from all default kinds but one, several speakers and many paragraphs, no fact
        twice: the article doesn't say how long anything lasted."""
        made = generate(seed_article())
        assert made.shortfall is None
        assert {q.kind for q in made.questions} == {*Settings().kinds} - {"how_long"}
        assert len({q.speaker.id for q in made.questions if q.speaker}) >= 4
        assert len({_paragraph(made, q) for q in made.questions}) >= 7
        facts = [fact for q in made.questions for fact in q.facts]
        assert len(set(facts)) == len(facts)

    def test_key_stands_everywhere(self, whole: QuestionSet) -> None:
        """The key isn't where a guesser would look: of four places each has a fair share."""
        places = [
            [o.id for o in q.options].index(q.key) for q in whole.questions if len(q.options) == 4
        ]
        assert all(places.count(place) >= len(places) / 10 for place in range(4))

    def test_seed_draws_others(self) -> None:
        """Another seed gives another set."""
        one, other = generate(seed_article()), generate(seed_article(), seed=1)
        assert [q.stem for q in one.questions] != [q.stem for q in other.questions]


def _paragraph(question_set: QuestionSet, question: Question) -> Span:
    return next(s for s in question_set.article.body if s.covers(question.evidence[-1]))


class TestEveryQuestion:
    """What holds for each question of an article, whatever its kind."""

    @pytest.mark.parametrize("seed", range(4))
    def test_is_sound(self, seed: int) -> None:
        """One key among three or more different options, the stem free of it, evidence in place."""
        made = generate(seed_article(), Settings(count=None), seed=seed)
        assert len({q.id for q in made.questions}) == len(made.questions)
        for question in made.questions:
            check(question, made)

    def test_keys_are_proved_by_the_evidence(self, whole: QuestionSet) -> None:
        """The words that are asked for stand in the passage that proves them."""
        text = whole.article.text
        for question in whole.questions:
            passage = normalised(" ".join(span.of(text) for span in question.evidence))
            if question.kind == "complete_quote":
                assert normalised(question.answer) in passage
            if question.kind == "who_said" and question.speaker is not None:
                assert normalised(question.speaker.name).split()[-1] in passage

    def test_ids_are_of_the_fact(self) -> None:
        """Corrected typography leaves ids as they are; another article has others."""
        article = seed_article()
        asked = {q.id for q in generate(article, Settings(count=None)).questions}
        straight = article.text.replace("“", '"').replace("”", '"').replace("’", "'")
        edited = article_from_text(straight, title="Another", published=article.published)
        same = generate(replace(edited, id=article.id), Settings(count=None))
        again = {q.id for q in same.questions}
        assert len(asked & again) >= 0.9 * len(asked)
        other = generate(replace(article, id="other"), Settings(count=None))
        assert not asked & {q.id for q in other.questions}

    def test_offsets_are_of_no_account(self) -> None:
        """A paragraph put in front moves everything and changes no id."""
        article = seed_article()
        asked = {q.id for q in generate(article, Settings(count=None)).questions}
        moved = article_from_text(
            f"It rained in Lisbon.\n\n{article.text}",
            title=article.title,
            published=article.published,
            id=article.id,
        )
        again = {q.id for q in generate(moved, Settings(count=None)).questions}
        assert len(asked & again) >= 0.9 * len(asked)


def check(question: Question, made: QuestionSet) -> None:
    texts = [normalised(option.text) for option in question.options]
    assert len(question.options) >= 3 and len(set(texts)) == len(texts) and all(texts)
    assert len({option.id for option in question.options}) == len(question.options)
    assert question.key in {option.id for option in question.options}
    assert question.accepted[0] == question.answer
    wrong = {normalised(option.text) for option in question.distractors}
    assert not wrong & {normalised(accepted) for accepted in question.accepted}
    assert f" {normalised(question.answer)} " not in f" {normalised(question.stem)} "
    assert question.evidence
    for span in question.evidence:
        assert any(paragraph.covers(span) for paragraph in made.article.body)
        assert span.of(made.article.text).strip()
    assert question.stem[0].isupper() and question.stem[-1] in "?.”"
    assert question.feedback and 0 <= question.difficulty <= 1
    assert Settings().minimum_confidence <= question.confidence <= 1
    for text in (question.stem, *(option.text for option in question.options)):
        assert "  " not in text and "\n" not in text and text == text.strip()


class TestExplained:
    """What is left out, and why."""

    def test_reasons(self, whole: QuestionSet) -> None:
        """Each question left out has a guideline's name and a reason."""
        known = {guideline.__name__ for guideline in GUIDELINES} | {
            *("stands_alone", "certain_key", "grammar"),
        }
        assert whole.left_out
        for left in whole.left_out:
            assert left.guideline in known and left.reason and left.about

    def test_shortfall(self) -> None:
        """When fewer are made than asked, the set says how many and why."""
        made = generate(seed_article(), Settings(count=500))
        assert made.shortfall is not None
        assert made.shortfall.startswith(f"{len(made.questions)} of 500 questions were made: ")
        assert generate(seed_article(), Settings(count=None)).shortfall is None

    def test_nothing_to_ask(self) -> None:
        """An article without statement or date is refused with what to try."""
        dull = article_from_text(
            "A bridge is a thing of stone. It stands in the rain.", title="Dull"
        )
        with pytest.raises(ArticleError, match="no statement with a named speaker and no dated"):
            generate(dull)

    def test_nothing_good_to_ask(self) -> None:
        """An article with too little to make options of is told so, with the reason."""
        short = article_from_text(
            "Ada Brook, an engineer, said the old bridge over the harbour was safe.", title="Short"
        )
        with pytest.raises(ArticleError, match="no good question can be made of “Short”"):
            generate(short)


class TestStamps:
    """When the questions of a first set changed."""

    def test_the_articles_day(self) -> None:
        """The article's day, so that the same article gives the same bytes."""
        article = seed_article()
        assert {q.changed for q in generate(article).questions} == {first_stamp(article)}
        assert first_stamp(replace(article, published=date(2016, 3, 14))) == 1457913600

    @pytest.mark.parametrize("published", [None, date(1969, 7, 20), date.min])
    def test_without_a_day(self, published: date | None) -> None:
        """An article of no day, or of one before computers, has a fixed stamp."""
        assert first_stamp(replace(seed_article(), published=published)) == NO_DATE

    def test_given(self) -> None:
        """Who knows the time may give it."""
        assert {q.changed for q in generate(seed_article(), changed=9).questions} == {9}


class TestBoilerplate:
    """What is no part of the article."""

    def test_is_never_asked_about(self, whole: QuestionSet) -> None:
        """The comment form below the article is in no question."""
        for question in whole.questions:
            for text in (question.stem, question.feedback, *(o.text for o in question.options)):
                assert "Akismet" not in text and "comment data" not in text


class TestKinds:
    """The table of kinds."""

    def test_every_kind_is_there(self) -> None:
        """Each kind that a teacher may choose has its module, once."""
        assert [kind for kind, _ in KINDS] == list(get_args(Kind))

    def test_each_asks_only_of_its_own(self) -> None:
        """A kind's module makes questions and refusals of that kind."""
        article = seed_article()
        material = Material(article, facts_once(article), Settings(), "month-first", 0)
        for kind, ask in KINDS:
            made = list(ask(material))
            assert made or kind == "how_long"  # the article tells no length
            assert not made or {
                m.question.kind if isinstance(m, Draft) else m.kind for m in made
            } == {kind}


def test_python_api() -> None:
    """The four names that the README shows are there, and nothing heavy comes with them."""
    assert {"read_article", "generate", "regenerate", "QuestionSet"} <= set(dir(quizgen))
    assert quizgen.generate is generate
    with pytest.raises(AttributeError, match="no attribute 'nosuch'"):
        quizgen.nosuch  # noqa: B018


HEAVY = "spacy", "nltk", "flask", "genanki", "sqlalchemy", "numpy"
LIGHT = f"""
import sys
import quizgen, quizgen.models, quizgen.errors, quizgen.json_files, quizgen.dates
print(sorted({set(HEAVY)!r} & set(sys.modules)))
"""
ALONE = """
import importlib, pkgutil, sys
import quizgen
modules = pkgutil.walk_packages(quizgen.__path__, "quizgen.")
names = [module.name for module in modules if "__main__" not in module.name]
failed = []
for name in names:
    for loaded in [m for m in sys.modules if m.startswith("quizgen")]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except ImportError as error:
        # What only training needs is an extra.
        if error.name not in {"torch", "transformers", "sklearn", "onnx"}:
            failed.append(name)
print(failed)
"""


def printed(program: str) -> str:
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_importing_loads_nothing_heavy() -> None:
    """Reading a question set needs no parser, no web framework and no deck library."""
    assert printed(LIGHT) == "[]"


def test_every_module_can_be_imported_first() -> None:
    """No module depends on another having been imported before."""
    assert printed(ALONE) == "[]"


def test_drawing_changes_nothing() -> None:
    """Facts that were drawn from once give the same again."""
    article = seed_article()
    facts = facts_once(article)
    drawn = [draw(article, facts, Settings(count=None), 3) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert facts == find_facts(article)
    assert question_set_json(generate(article)) == question_set_json(generate(article))
