"""Gaps for whom or how much a statement is about."""

from __future__ import annotations

from dataclasses import replace

from quizgen.drafting import Draft, Material
from quizgen.kinds.said_gap import with_gap
from quizgen.kinds.what_said import what_said
from quizgen.models import Question, Span, Speaker, Statement
from tests.kinds.making import body, facts, material, person, statement

ADA = person("Ada Brook", "engineer")
TOM, LEE, KIM, MAX = (
    replace(person(name), gender=gender)
    for name, gender in (
        ("Tom Vance", "male"),
        ("Lee Marsh", "male"),
        ("Kim Holt", "female"),
        ("Max Roth", "male"),
    )
)
PEOPLE = (ADA, TOM, LEE, KIM, MAX)


def made(
    said: Statement, *more: Statement, people: tuple[Speaker, ...] = PEOPLE, text: str = ""
) -> list[Question]:
    """The questions with a gap in a statement whose evidence is its own words."""
    found = facts(speakers=people, statements=(said, *more))
    base = material(found)
    whole = f"{said.wording}. {text} {base.article.text}"
    proof = Span(0, len(said.wording) + 1)
    article = replace(base.article, text=whole, body=(proof, Span(proof.end, len(whole))))
    said = replace(said, sentences=(proof,))
    there = Material(
        article, replace(found, statements=(said, *more)), base.settings, base.order, 0
    )
    return [draft.question for draft in with_gap(there, said)]


class TestPeople:
    """Whom it is about."""

    def test_somebody_the_statement_names(self) -> None:
        """With the others whom the article names; never who says it."""
        (question,) = made(statement(ADA, "Mr Vance should have closed the old bridge"))
        assert (
            question.stem == "Complete: Ada Brook said that ____ should have closed the old bridge."
        )
        assert question.answer == "Tom Vance"
        assert {o.text for o in question.distractors} == {"Lee Marsh", "Kim Holt", "Max Roth"}
        assert "Vance" in question.accepted
        assert (
            made(statement(ADA, "Mr Vance should have closed the old bridge"), people=PEOPLE[:4])
            == []
        )

    def test_of_one_walk_of_life(self) -> None:
        """Beside a mayor no reporter is believable, nor who works for the one that judges."""
        mayors = tuple(replace(p, role="mayor") for p in (TOM, LEE, KIM, MAX))
        said = statement(ADA, "Mr Vance should have closed the old bridge")
        assert len(made(said, people=(ADA, *mayors))) == 1
        reporter = replace(MAX, role="reporter")
        assert made(said, people=(ADA, *mayors[:3], reporter)) == []
        praised = replace(statement(ADA, "Mr Vance for closing the old bridge"), lemma="praise")
        assert len(made(praised, people=(ADA, *mayors))) == 1
        adviser = replace(MAX, role="mayor and Brook adviser")
        assert made(praised, people=(ADA, *mayors[:3], adviser)) == []

    def test_none_where_the_words_tell(self) -> None:
        """What the name stands in, or what follows it, tells who it is."""
        for wording in (
            "Mr Vance should close the Vance Bridge before autumn",
            "Tom Vance, the mayor, should close the old bridge",
            "the Vance plan would close the old bridge",
            "the mayor Tom Vance should close the old bridge",
            "the polls put Secretary of State Tom Vance behind the old bridge",
        ):
            assert made(statement(ADA, wording)) == [], wording

    def test_none_where_a_side_is_told(self) -> None:
        """Of whom Republican voters speak, no Democrat is believable."""
        for wording in (
            "Republican voters had asked Mr Vance for the old bridge",
            "Mr Vance would lose the primary over the old bridge",
        ):
            assert made(statement(ADA, wording)) == [], wording

    def test_he_is_a_man(self) -> None:
        """Beside "he" only those who are known to be men can be believed."""
        said = statement(ADA, "Mr Vance forgot the bridge when he left the council")
        men = tuple(replace(p, gender="male") for p in (TOM, LEE))
        women = (replace(KIM, gender="female"),)
        assert made(said, people=(ADA, *men, *women)) == []
        more = tuple(replace(person(name), gender="male") for name in ("Jon Reed", "Jim Ford"))
        (question,) = made(said, people=(ADA, *men, *women, *more))
        assert {o.text for o in question.distractors} == {"Lee Marsh", "Jon Reed", "Jim Ford"}

    def test_nobody_whom_the_stem_names_in_brackets(self) -> None:
        """Who is asked to call somebody is not who is to be called."""
        said = replace(
            statement(ADA, "Mr Vance about the old bridge before autumn"),
            verb="asked [Holt] to call",
        )
        assert not any("Kim Holt" in {o.text for o in q.options} for q in made(said))

    def test_nobody_of_whom_the_same_is_said(self) -> None:
        """Who says it of two people could have said either."""
        said = statement(ADA, "Mr Vance should have closed the old bridge")
        too = statement(ADA, "Mr Marsh should have closed the old bridge")
        assert made(said, too) == []

    def test_nobody_whom_only_the_editor_named(self) -> None:
        """A name in the place of the article's "he" isn't proved by the article's sentence."""
        said = statement(ADA, "[Tom Vance] should have closed the old bridge")
        found = facts(speakers=PEOPLE, statements=(said,))
        assert list(with_gap(material(found), said)) == []


class TestFigures:
    """How much."""

    def test_figures(self) -> None:
        """In the order of their size, the key wherever it falls."""
        said = statement(ADA, "the repair of the old bridge costs $40 million")
        (question,) = made(said)
        assert question.answer == "$40 million"
        values = [float(o.text.split()[0][1:]) for o in question.options]
        assert values == sorted(values)
        assert len(set(values)) == 4
        assert made(statement(ADA, "the old bridge should be known in all 50 states")) == []
        assert made(statement(ADA, "the old bridge is no 401(k) for the harbour engineers")) == []

    def test_no_part_of_a_date(self) -> None:
        """A day is no figure that others could stand for."""
        for day in ("14 March 1957", "14th of Sept.", "14 May"):
            said = statement(ADA, f"the old bridge was opened to carts on {day} by the mayor")
            assert made(said) == []

    def test_no_conversion_beside_the_gap(self) -> None:
        """What a length is in another unit would give it away, and is no gap of its own."""
        said = statement(ADA, "workers had dug a trench 30 feet wide (9.1 metres) below the bridge")
        (question,) = made(said)
        assert question.answer == "30"
        assert question.stem.endswith("dug a trench ____ feet wide below the bridge.")
        said = statement(ADA, "storms ruined 124,000 hectares (306,000 acres) of the old forest")
        (question,) = made(said)
        assert "ruined ____ hectares of the old forest" in question.stem

    def test_a_capital_at_the_front(self) -> None:
        """Of a body with an article, too."""
        board = body("the Harbour Board")
        (question,) = made(statement(board, "the repair of the old bridge costs $40 million"))
        assert question.stem.startswith("Complete: The Harbour Board said that")

    def test_shares_of_a_whole(self) -> None:
        """With 39 percent, 64 would be more than all."""
        said = statement(ADA, "the old bridge had 51 percent of the votes, the ferry 39 percent")
        question = next(q for q in made(said) if q.answer == "51 percent")
        assert all(int(o.text.split()[0]) <= 61 for o in question.options)


class TestWholeStatements:
    """What is taken for "What did she say?" before a gap is."""

    def quoted(self, speaker: Speaker, wording: str, **more: object) -> Statement:
        return replace(statement(speaker, wording), frame="quotation", **more)  # type: ignore[arg-type]

    def options(self, *statements: Statement) -> list[str]:
        found = facts(speakers=PEOPLE, statements=statements)
        made = next(iter(what_said(material(found))))
        assert isinstance(made, Draft)
        return [o.text for o in made.question.options]

    def test_long_quotations_are_cut(self) -> None:
        """To their first sentences, where they are options or the answer itself."""
        long = " ".join(["Mr. Vance built the bridge with four engineers."] * 6)
        said = self.quoted(ADA, long)
        others = [
            self.quoted(LEE, "The ferry to the island sank in the storm."),
            self.quoted(KIM, "The harbour wall was built by sailors."),
        ]
        answer = next(text for text in self.options(said, *others) if "Vance" in text)
        assert len(answer) < 200
        assert answer.endswith("engineers”")

    def test_loose_quotations_are_spare(self) -> None:
        """One that points at something outside stands there if there are too few others."""
        said = self.quoted(ADA, "The old bridge over the harbour could fall.")
        loose = "“This” points at something outside"
        spare = self.quoted(LEE, "This was the worst winter on the island.", problem=loose)
        better = [
            self.quoted(KIM, "The harbour wall was built by sailors."),
            self.quoted(TOM, "The ferry to the island sank in the storm."),
        ]
        assert any("worst winter" in text for text in self.options(said, spare, better[0]))
        assert not any("worst winter" in text for text in self.options(said, spare, *better))

    def test_nothing_is_told_twice(self) -> None:
        """The same figures, quoted and reported, are one option; another's may be the same."""
        said = statement(ADA, "the old bridge over the harbour could fall")
        told = statement(LEE, "the town had bought 1,500 bags of sand for the quay")
        again = self.quoted(LEE, "We have about 1,500 of them.")
        third = statement(KIM, "the harbour wall was built by sailors")
        options = self.options(said, told, again, third)
        assert sum("1,500" in text for text in options) == 1

    def test_what_a_paper_reports_is_nobodys_opinion(self) -> None:
        """Beside what the Post found stands what other bodies say, and not what people think."""
        post, council, guild = (
            body("the Norland Post"),
            body("the Eastwick Council"),
            body("the Ferry Guild"),
        )
        said = statement(post, "the old bridge over the harbour had never been tested")
        people = [
            statement(LEE, "the ferry to the island sank in the storm"),
            statement(KIM, "the harbour wall was built by sailors"),
        ]
        bodies = [
            statement(council, "the ferry to the island would sail again"),
            statement(guild, "the harbour wall was built by sailors"),
        ]
        for others, asked in ((people, False), (bodies, True)):
            speakers = (*PEOPLE, post, council, guild)
            found = facts(speakers=speakers, statements=(said, *others))
            made = [m for m in what_said(material(found)) if isinstance(m, Draft)]
            good = [m for m in made if len(m.question.options) > 2]
            assert any("Norland Post" in m.question.stem for m in good) == asked

    def test_nobody_says_it_of_himself(self) -> None:
        """By the given name, as little as by the other."""
        said = statement(ADA, "the old bridge over the harbour could fall")
        about = self.quoted(TOM, "Ada has changed a lot since the storm.")
        others = [
            statement(LEE, "the ferry to the island sank in the storm"),
            statement(KIM, "the harbour wall was built by sailors"),
        ]
        assert not any("has changed" in text for text in self.options(said, about, *others))

    def test_promises_are_asked_for_as_sayings(self) -> None:
        """Nothing else that was said would be an answer to "What did she promise?"."""
        said = replace(statement(ADA, "the old bridge would open in May"), lemma="promise")
        others = [
            statement(LEE, "the ferry to the island sank in the storm"),
            statement(KIM, "the harbour wall was built by sailors"),
        ]
        found = facts(speakers=PEOPLE, statements=(said, *others))
        made = next(iter(what_said(material(found))))
        assert isinstance(made, Draft) and "what did Ada Brook say?" in made.question.stem

    def test_denials_are_no_answers(self) -> None:
        """Of "What did she deny?" the accusation would be the only answer."""
        said = replace(statement(ADA, "the old bridge over the harbour could fall"), lemma="deny")
        others = [
            statement(LEE, "the ferry to the island sank in the storm"),
            statement(KIM, "the harbour wall was built by sailors"),
        ]
        found = facts(speakers=PEOPLE, statements=(said, *others))
        made = [m for m in what_said(material(found)) if m is not None]
        assert not any(isinstance(m, Draft) and "deny" in m.question.stem for m in made)

    def test_who_may_be_like_the_speaker_comes_last(self) -> None:
        """What tells of its speaker's own life stands behind what anybody could say."""
        said = self.quoted(ADA, "The old bridge over the harbour could fall.")
        mine = self.quoted(TOM, "My shop on the harbour was flooded twice.")
        others = [
            self.quoted(LEE, "The ferry to the island sank in the storm."),
            self.quoted(KIM, "The harbour wall was built by sailors."),
            self.quoted(MAX, "The lights on the pier went out at noon."),
        ]
        assert not any("My shop" in text for text in self.options(said, mine, *others))
        assert any("My shop" in text for text in self.options(said, mine, *others[:2]))

    def test_what_somebody_says_of_herself_is_spare(self) -> None:
        """Believable of a woman like her, and of nobody else."""
        ada = replace(ADA, gender="female")
        kim = replace(KIM, gender="female", role="diver")
        said = statement(ada, "the old bridge over the harbour could fall")
        own = replace(statement(kim, "she would swim to the island in winter"), own=True)
        third = statement(LEE, "the ferry to the island sank in the storm")
        assert any("swim" in text for text in self.options(said, own, third))
        him = replace(own, attribution=replace(own.attribution, speaker=TOM))
        assert not any("swim" in text for text in self.options(said, him, third))


def test_only_where_the_whole_has_no_options() -> None:
    """The gap takes the place of "What did she say?", and never stands beside it."""
    said = statement(ADA, "Mr Vance should have closed the old bridge")
    others = (
        statement(LEE, "the ferry to the island sank in the storm"),
        statement(KIM, "the harbour wall was built by sailors"),
    )
    alone = facts(speakers=PEOPLE, statements=(said,))
    beside = facts(speakers=PEOPLE, statements=(said, *others))
    for found, gap in ((alone, True), (beside, False)):
        there = material(found)
        text = there.article.text.replace("One. ", "Vance. ", 1)
        there = replace(there, article=replace(there.article, text=text))
        said_here = replace(said, sentences=(Span(0, 6),))
        there = replace(there, facts=replace(found, statements=(said_here, *found.statements[1:])))
        first = next(iter(what_said(there)))
        assert ("____" in first.question.stem) == gap  # type: ignore[union-attr]
