"""Questions in a teacher's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.edits import Edit, edit, reorder
from quizgen.errors import EditError, UnknownQuestionError
from quizgen.history import restore
from quizgen.json_files import question_set_json
from quizgen.models import Question, QuestionSet, Settings
from quizgen.regeneration import regenerate

pytestmark = pytest.mark.usefixtures("facts_kept")


@pytest.fixture(scope="module")
def who(first: QuestionSet) -> Question:
    return next(q for q in first.questions if q.kind == "who_said")


def texts(question: Question) -> list[str]:
    return [option.text for option in question.options]


class TestWhatIsChanged:
    """An edited question has the teacher's words and all else as it was."""

    def test_stem(self, first: QuestionSet, who: Question) -> None:
        """A new stem, on one line; id, options and evidence stay."""
        made = edit(first, who.id, Edit(stem="  Who was\nasked about it? ")).question(who.id)
        assert made.stem == "Who was asked about it?"
        assert made == replace(who, stem=made.stem, edited=True, changed=who.changed + 1)

    def test_half_characters(self, first: QuestionSet, who: Question) -> None:
        """As a command line that isn't in UTF-8 has them: they can be written, and are seen."""
        change = Edit(stem="Who spoke?", accepted=["Andr\udce9"])
        made = edit(first, who.id, change)
        assert made.question(who.id).accepted == (who.answer, "Andr\ufffd")
        question_set_json(made).decode()

    def test_options_keep_their_ids(self, first: QuestionSet, who: Question) -> None:
        """An option whose text stays keeps its id, wherever it stands; a new text has a new id."""
        turned = [*texts(who)[::-1][:-1], "Somebody Else"]
        turned = turned if who.answer in turned else [*turned[:-1], who.answer]
        made = edit(first, who.id, Edit(options=turned)).question(who.id)
        assert texts(made) == turned
        old = {option.text: option.id for option in who.options}
        for option in made.options:
            if option.text in old:
                assert option.id == old[option.text]
            else:
                assert option.id not in old.values()
        assert made.answer == who.answer and made.key == who.key
        assert made.accepted == who.accepted

    def test_key(self, first: QuestionSet, who: Question) -> None:
        """Another option can be the right one; what was accepted for the old one no longer is."""
        other = who.distractors[0]
        made = edit(first, who.id, Edit(key=other.text)).question(who.id)
        assert (made.key, made.answer) == (other.id, other.text)
        assert made.accepted == (other.text,)
        assert made.speaker is not None and other.text.startswith(made.speaker.name)

    def test_accepted(self, first: QuestionSet, who: Question) -> None:
        """Typed answers beside the key, which is always accepted, and first."""
        made = edit(first, who.id, Edit(accepted=["the president", who.answer])).question(who.id)
        assert made.accepted == (who.answer, "the president")

    def test_feedback(self, first: QuestionSet, who: Question) -> None:
        """What students are told afterwards."""
        made = edit(first, who.id, Edit(feedback="See the second paragraph.")).question(who.id)
        assert made.feedback == "See the second paragraph."

    def test_nothing(self, first: QuestionSet, who: Question) -> None:
        """An edit that changes nothing makes nobody its author."""
        same = Edit(who.stem, texts(who), who.answer, who.accepted, who.feedback)
        assert edit(first, who.id, same) == first
        assert edit(first, who.id, Edit()) == first

    def test_the_rest_of_the_set(self, first: QuestionSet, who: Question) -> None:
        """No other question is touched, and the generation stays the same."""
        made = edit(first, who.id, Edit(stem="Who was asked?"))
        assert [q for q in made.questions if q.id != who.id] == [
            q for q in first.questions if q.id != who.id
        ]
        assert made.generation == first.generation

    def test_time(self, first: QuestionSet, who: Question) -> None:
        """Anki learns that it changed, by a clock that never goes back."""
        made = edit(first, who.id, Edit(stem="Who was asked?"), changed=2 * 10**9)
        assert made.question(who.id).changed == 2 * 10**9
        again = edit(made, who.id, Edit(stem="Who was it?"), changed=5)
        assert again.question(who.id).changed == 2 * 10**9 + 1

    def test_measured_difficulty_is_of_the_old_words(
        self, first: QuestionSet, who: Question
    ) -> None:
        """Students answered something else."""
        known = replace(first, questions=tuple(replace(q, students=30) for q in first.questions))
        assert edit(known, who.id, Edit(stem="Who was it?")).question(who.id).students == 0


class TestRefused:
    """An edited question keeps the guidelines that all questions keep."""

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (lambda q: Edit(stem=" \n "), "the stem is empty"),
            (lambda q: Edit(feedback=""), "the feedback is empty"),
            (lambda q: Edit(stem=f"Was it {q.answer}?"), "a part of the answer"),
            (lambda q: Edit(stem=f"Was it {q.distractors[0].text}?"), "the stem names the option"),
            (lambda q: Edit(stem="Who said “it?"), "don’t pair up"),
            (lambda q: Edit(stem="Who said " + "so " * 150 + "?"), "more than 340"),
            (lambda q: Edit(options=texts(q)[:3], key=texts(q)[3]), "is none of the options"),
            (lambda q: Edit(options=[o.text for o in q.distractors]), "name the right one as key"),
            (lambda q: Edit(key="Nobody"), "the key “Nobody” is none of the options"),
            (lambda q: Edit(options=[q.answer]), "only 0 believable wrong answers"),
            (lambda q: Edit(options=[q.answer, "Ann", "ann!"]), "two options read the same"),
            (lambda q: Edit(options=[q.answer, "Ann", "…"]), "an option is empty"),
            (lambda q: Edit(options=[q.answer, *"abcdef"]), "7 options, more than 6"),
            (lambda q: Edit(accepted=[q.distractors[0].text]), "accepted and a wrong option"),
            (lambda q: Edit(accepted=["…"]), "an accepted answer is empty"),
        ],
    )
    def test_bad_questions(
        self, change: object, reason: str, first: QuestionSet, who: Question
    ) -> None:
        """With the question's id and why, in one line."""
        assert callable(change)
        with pytest.raises(EditError) as refused:
            edit(first, who.id, change(who))
        assert reason in str(refused.value) and who.id in str(refused.value)
        assert "\n" not in str(refused.value)

    def test_everything_that_is_wrong(self, first: QuestionSet, who: Question) -> None:
        """All reasons at once: nobody likes to be told one after the other."""
        with pytest.raises(EditError) as refused:
            edit(first, who.id, Edit(stem="", options=[who.answer, "Ann"]))
        assert len(refused.value.reasons) == 2

    def test_unknown_question(self, first: QuestionSet) -> None:
        with pytest.raises(UnknownQuestionError):
            edit(first, "nosuch", Edit(stem="Who?"))


class TestNeverOverwritten:
    """What a teacher wrote stays."""

    def test_by_a_regeneration(self, first: QuestionSet, who: Question) -> None:
        """An edited question is kept without being named, and whatever the settings."""
        mine = edit(first, who.id, Edit(stem="Who was asked?"))
        made = regenerate(mine, settings=Settings(count=1, kinds=("when",)))
        assert made.question_set.question(who.id) == mine.question(who.id)
        assert mine.question(who.id) in made.diff.kept

    def test_but_it_can_be_rejected(self, first: QuestionSet, who: Question) -> None:
        """Even one's own question may turn out to be bad; then it never comes back either."""
        mine = edit(first, who.id, Edit(stem="Who was asked?"))
        made = regenerate(mine, keep=[who.id], reject=[who.id]).question_set
        every = regenerate(made, settings=Settings(count=None)).question_set
        assert who.id not in {q.id for q in (*made.questions, *every.questions)}

    def test_when_it_comes_back_later(self, first: QuestionSet, who: Question) -> None:
        """One that is gone by a restoration has the teacher's words when it is drawn again."""
        second = regenerate(first).question_set
        fresh = next(q for q in second.questions if q.id not in {o.id for o in first.questions})
        mine = edit(second, fresh.id, Edit(feedback="My own words."))
        back = restore(mine, 1).question_set
        assert fresh.id not in {q.id for q in back.questions}
        every = regenerate(back, settings=Settings(count=None)).question_set
        again = every.question(fresh.id)
        assert again.edited and again.feedback == "My own words."

    def test_by_a_restoration(self, first: QuestionSet, who: Question) -> None:
        """A generation comes back with what was edited since in the teacher's words."""
        second = regenerate(first, keep=[who.id]).question_set
        mine = edit(second, who.id, Edit(stem="Who was asked?"))
        back = restore(mine, 1).question_set
        assert back.question(who.id) == mine.question(who.id)


class TestOrder:
    """The teacher's own order of questions."""

    def test_is_taken(self, first: QuestionSet) -> None:
        """Those named come first, in that order; the rest as they were."""
        ids = [q.id for q in first.questions]
        made = reorder(first, [ids[4], ids[2]])
        assert [q.id for q in made.questions] == [
            ids[4],
            ids[2],
            *(i for i in ids if i not in (ids[4], ids[2])),
        ]
        with pytest.raises(UnknownQuestionError):
            reorder(first, ["nosuch"])

    def test_survives_a_regeneration(self, first: QuestionSet) -> None:
        """Kept questions stay in their places, and new ones take those of the gone."""
        ids = [q.id for q in first.questions][::-1]
        mine = reorder(first, ids)
        keep = ids[::3]
        made = [q.id for q in regenerate(mine, keep=keep).question_set.questions]
        assert [made.index(i) for i in keep] == [ids.index(i) for i in keep]

    def test_without_one_it_is_the_articles(self, first: QuestionSet) -> None:
        """Nobody has to order what comes in order already."""
        ids = [q.id for q in first.questions]
        assert reorder(first, ids) == first
