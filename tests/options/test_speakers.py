"""Other speakers: of the key's own sort, believable, and never right."""

from __future__ import annotations

from dataclasses import replace

from quizgen.models import Span, Statement
from quizgen.options import other_speakers
from tests.kinds.making import body, facts, material, person, statement

ADA, TOM, LEE = person("Ada Brook", "engineer"), person("Tom Vance"), person("Lee Marsh", "mayor")
COUNCIL, MINISTRY = body("the town council"), body("the Transport Ministry")
SAID = statement(ADA, "the old bridge over the harbour could fall within weeks")


class TestSpeakers:
    """Other people for “Who said …?”."""

    def names(self, *others: object, mentioned: tuple[str, ...] = (), **more: object) -> list[str]:
        statements = (SAID, *more.get("statements", ()))  # type: ignore[misc]
        found = facts(speakers=(ADA, *others), statements=statements)  # type: ignore[arg-type]
        return [s.name for s in other_speakers(material(found), ADA, SAID, mentioned)]

    def test_people_with_people(self) -> None:
        """A person is one of several people, never one among bodies."""
        assert sorted(self.names(TOM, LEE, COUNCIL, MINISTRY)) == ["Lee Marsh", "Tom Vance"]

    def test_never_the_key(self) -> None:
        """The right answer is no wrong one."""
        assert "Ada Brook" not in self.names(TOM)

    def test_never_whom_the_stem_names(self) -> None:
        """Who stands in the stem is out, by full name or surname."""
        assert self.names(TOM, LEE, mentioned=("Tom Vance",)) == ["Lee Marsh"]
        assert self.names(TOM, LEE, mentioned=("Vance",)) == ["Lee Marsh"]

    def test_never_who_said_the_same(self) -> None:
        """Who said it too, in whatever order of words, would be right as well."""
        too = statement(TOM, "within weeks the old bridge over the harbour could fall")
        assert self.names(TOM, LEE, statements=(too,)) == ["Lee Marsh"]

    def test_no_namesakes(self) -> None:
        """Two options of one surname would be a riddle about names."""
        assert self.names(person("Clara Brook"), TOM) == ["Tom Vance"]
        twins = [person("Ruth Albers"), person("Karl Albers")]
        assert len(self.names(*twins, TOM)) == 2

    def test_who_speaks_comes_first(self) -> None:
        """Those who say something in the article are more believable than those it only names."""
        said = statement(LEE, "nobody had asked for money in the last ten years")
        for other in (TOM, person("Ines Ford"), person("Max Roth")):
            assert self.names(other, LEE, statements=(said,))[0] == "Lee Marsh"

    def test_no_initials_beside_their_name(self) -> None:
        """“The TM” is the Transport Ministry, and would be right as well."""
        found = facts(speakers=(MINISTRY, body("the TM"), COUNCIL), statements=(SAID,))
        said = statement(MINISTRY, "the tunnel would be dug within ten years")
        names = [s.name for s in other_speakers(material(found), MINISTRY, said, ())]
        assert "the TM" not in names

    def test_nobody_gives_the_key_away_by_a_pronoun(self) -> None:
        """“Who said she would resign?” needs another woman to choose from."""
        ada = replace(ADA, gender="female")
        tom, max_ = replace(TOM, gender="male"), replace(person("Max Roth"), gender="male")
        said = replace(statement(ada, "she would resign before the end of May"), own=True)
        found = facts(speakers=(ada, tom, max_), statements=(said,))
        assert other_speakers(material(found), ada, said, ()) == []
        ruth = replace(person("Ruth Albers"), gender="female")
        found = facts(speakers=(ada, tom, max_, ruth), statements=(said,))
        assert ruth in other_speakers(material(found), ada, said, ())

    def test_nobody_who_only_reports(self) -> None:
        """Not the interviewer, not the columnist, not a body that fights, not half a name."""
        for text in (
            "The columnist Max Roth came. Roth sat down.",
            "Max Roth of The Harbour Herald wrote a book. Roth read it.",
            "Produced by Max Roth.",
            "The suspect, Max Roth, ran. Roth fell.",
            "They met at Max Roth's. Roth was full.",
        ):
            found = facts(speakers=(ADA, TOM, LEE, person("Max Roth")), statements=(SAID,))
            there = material(found)
            there = replace(there, article=replace(there.article, text=f"Vance and Marsh. {text}"))
            names = [s.name for s in other_speakers(there, ADA, SAID, ())]
            assert "Max Roth" not in names, text

    def test_nobody_who_only_asks(self) -> None:
        """The interviewer's words are all questions."""
        asked = replace(
            statement(TOM, "whether the bridge was safe").attribution, cue=(Span(4, 9),)
        )
        found = facts(speakers=(ADA, TOM, LEE), statements=(SAID,))
        there = material(replace(found, attributions=(asked,)))
        text = f"Who asked? {there.article.text}"
        there = replace(there, article=replace(there.article, text=text))
        assert [s.name for s in other_speakers(there, ADA, SAID, ())] == ["Lee Marsh"]

    def test_no_piece_of_a_name(self) -> None:
        """The “Harbour Group” of the “North Harbour Group” is no body of its own."""
        union = body("the Boatmen’s Union")
        said = statement(union, "the tunnel would be dug within ten years")
        piece = body("Harbour Group")
        found = facts(speakers=(union, piece), statements=(said,))
        there = material(found)
        for text, offered in (
            ("to the North Harbour Group", False),
            ("to the Harbour Group", True),
        ):
            text = f"{text} came. Then {text} left."
            here = replace(there, article=replace(there.article, text=text))
            names = [s.name for s in other_speakers(here, union, said, ())]
            assert (piece.name in names) == offered

    def test_bodies_of_one_sort(self) -> None:
        """No newspaper beside ministries, unless it is heard and no "it" means the speaker."""
        post, office = body("the Norland Post"), body("the Harbour Department")
        council = body("the Eastwick Council")
        said = statement(MINISTRY, "the tunnel would be dug within ten years")
        too = statement(post, "nobody had asked for money in the last ten years")
        everybody = (MINISTRY, council, post, office)

        def names(said: Statement, *others: Statement) -> set[str]:
            found = facts(speakers=everybody, statements=(said, *others))
            return {s.name for s in other_speakers(material(found), MINISTRY, said, ())}

        assert names(said) == {council.name, office.name}
        assert names(said, too) == {council.name, office.name, post.name}
        assert names(replace(said, own=True), too) == {council.name, office.name}

    def test_nobody_of_history(self) -> None:
        """Not even where a sentence is read as his; only beside another of his time."""
        lincoln, stalin = person("Abraham Lincoln"), person("Joseph Stalin")
        said = statement(lincoln, "nobody had asked for money in the last ten years")
        assert self.names(lincoln, TOM, statements=(said,)) == ["Tom Vance"]
        too = statement(stalin, "the ferry to the island sank in the storm")
        found = facts(speakers=(lincoln, stalin, TOM), statements=(said, too))
        assert stalin in other_speakers(material(found), lincoln, said, ())

    def test_no_bowls_and_shows(self) -> None:
        """The Rose Bowl is nobody, though Rose is somebody's name, and Doris Day is."""
        odd = [person(n) for n in ("Rose Bowl", "Max Roth Show", "Doris Day", "Bill Holt")]
        found = self.names(*(replace(p, gender="female") for p in odd), TOM)
        assert sorted(found) == ["Bill Holt", "Doris Day", "Tom Vance"]

    def test_no_words_run_together(self) -> None:
        """“Never Vancers” and “Max WilkesProducer” are nobody's names."""
        odd = [person(n) for n in ("Never Vancers", "Max WilkesProducer", "Besides Norland")]
        assert self.names(*odd, TOM) == ["Tom Vance"]
