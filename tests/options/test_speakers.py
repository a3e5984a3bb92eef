"""Other speakers: of the key's own sort, believable, and never right."""

from __future__ import annotations

from dataclasses import replace

from quizgen.drafting import Material
from quizgen.models import Span, Statement
from quizgen.options import (
    may_be_one,
    may_speak_for,
    other_speakers,
    others_unnamed,
)
from tests.kinds.making import body, facts, material, person, statement

ADA, LEE = person("Ada Brook", "engineer"), person("Lee Marsh", "mayor")
TOM = replace(person("Tom Vance", "engineer"), gender="male")
COUNCIL, MINISTRY = body("the town council"), body("the Transport Ministry")
SAID = statement(ADA, "the old bridge over the harbour could fall within weeks")


def apart(there: Material) -> Material:
    """With each name in a sentence of its own, and no longer name made of two."""
    text = " ".join(f"Then {speaker.name} met them." for speaker in there.facts.speakers)
    return replace(there, article=replace(there.article, text=text))


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
        assert "Clara Brook" not in self.names(person("Clara Brook", "baker"), TOM, LEE)
        twins = [person("Ruth Albers", "baker"), person("Karl Albers", "baker")]
        assert len(self.names(*twins, TOM)) == 2

    def test_no_family_name_that_stands_first(self) -> None:
        """“Bo” may be Bo Weilan, short as the name is, and she isn't offered of him."""
        bo, weilan = person("Bo", "boatman"), person("Bo Weilan", "boatman")
        assert len({"Bo", "Bo Weilan"} & {*self.names(bo, weilan, TOM, LEE)}) == 1
        said = statement(ADA, "nobody had asked Bo for money in the last ten years")
        found = facts(speakers=(ADA, weilan, TOM, LEE), statements=(said,))
        names = [s.name for s in other_speakers(material(found), ADA, said, ())]
        assert sorted(names) == ["Lee Marsh", "Tom Vance"]

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

    def test_no_two_names_of_one(self) -> None:
        """Nor are “BHAF” and what it is short for in another language two wrong answers."""
        office, short = body("the Office for Woods"), body("BHAF")
        bank = body("the Harbour Bank")
        text = "The Office for Woods (BHAF) paid. BHAF and the Harbour Bank came. BHAF left."
        said = statement(MINISTRY, "the tunnel would be dug within ten years")
        for told, known in ((text, 1), (text.replace("(BHAF) ", ""), 2)):
            others = (office, short, bank)
            heard = [statement(s, f"it was {n} years old") for n, s in enumerate(others, 90)]
            found = facts(speakers=(MINISTRY, *others), statements=(said, *heard))
            there = material(found)
            there = replace(there, article=replace(there.article, text=told))
            names = {s.name for s in other_speakers(there, MINISTRY, said, ())}
            assert len(names & {office.name, short.name}) == known, names

    def test_no_agency_beside_what_it_is_called(self) -> None:
        """“The UN refugee agency” is the UNHCR."""
        assert may_be_one(body("the UNHCR"), body("the UN refugee agency"))
        assert not may_be_one(body("the UNHCR"), body("the UN health agency"))

    def test_no_committee_beside_its_parliament(self) -> None:
        """Whose report it is."""
        assert may_speak_for(body("UK Parliament"), body("the Ports Select Committee"))
        assert not may_speak_for(body("UK Parliament"), body("the Ports Council"))

    def test_nobody_gives_the_key_away_by_a_pronoun(self) -> None:
        """“Who said she would resign?” needs another woman to choose from."""
        ada = replace(ADA, gender="female")
        tom, max_ = replace(TOM, gender="male"), replace(person("Max Roth"), gender="male")
        said = replace(statement(ada, "she would resign before the end of May"), own=True)
        found = facts(speakers=(ada, tom, max_), statements=(said,))
        assert other_speakers(material(found), ada, said, ()) == []
        ruth = replace(person("Ruth Albers", "pilot"), gender="female")
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

    def test_nobody_who_is_only_a_name(self) -> None:
        """Of a bare name that doesn't speak nobody knows what it is: only an office tells."""
        clerk, lane = person("Max Roth", "clerk"), person("Ivy Lane")
        assert self.names(clerk, lane) == ["Max Roth"]
        said = statement(lane, "nobody had asked for money in the last ten years")
        assert sorted(self.names(clerk, lane, statements=(said,))) == ["Ivy Lane", "Max Roth"]

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
        found = self.names(*(replace(p, gender="female", role="engineer") for p in odd))
        assert sorted(found) == ["Bill Holt", "Doris Day"]

    def test_no_words_run_together(self) -> None:
        """“Never Vancers” and “Max WilkesProducer” are nobody's names."""
        odd = [person(n) for n in ("Never Vancers", "Max WilkesProducer", "Besides Norland")]
        assert self.names(*odd, TOM) == ["Tom Vance"]

    def test_nobody_far_from_the_key_for_a_third(self) -> None:
        """Who isn’t heard and is of another rank stands beside too few others only."""
        libya = person("Omar Sadek", "president")
        said = [statement(p, f"{p.name} liked the new harbour wall") for p in (TOM, LEE)]
        assert libya.name in self.names(TOM, libya, statements=said[:1])
        assert libya.name not in self.names(TOM, LEE, libya, statements=said)
        judge = person("Rosa Bell", "surveyor and engineer")
        assert judge.name in self.names(TOM, LEE, judge, statements=said)

    def test_no_government_beside_its_parts(self) -> None:
        """What a ministry says is its government's word, and not another government's."""
        said = statement(MINISTRY, "the tunnel would be dug within ten years")
        for name, offered in (("the Government", False), ("the Canadian government", False)):
            other = body(name)
            found = facts(speakers=(MINISTRY, other, COUNCIL), statements=(said,))
            names = [s.name for s in other_speakers(material(found), MINISTRY, said, ())]
            assert (name in names) == offered
        ministry, other = body("the Norwegian Ministry"), body("the Canadian government")
        assert not may_speak_for(ministry, other)
        assert may_speak_for(ministry, body("the Norwegian government"))
        assert may_speak_for(body("the Pentagon"), body("the United States Government"))
        assert not may_speak_for(body("the Kremlin"), body("the United States Government"))

    def test_whose_bid_it_is(self) -> None:
        """No court and no newspaper has shares and makes bids: beside a firm only firms."""
        acme, court = body("Acme"), body("the Supreme Court")
        firms = (body("Brook Motors Inc."), body("Holt Corp."))
        found = facts(speakers=(acme, court, *firms))
        for wording, own, offered in (
            ("its bid for the ferries stays open until May", True, False),
            ("it would wait for the storm to pass by", True, True),
            ("the bid for the ferries stays open until May", False, True),
        ):
            said = replace(statement(acme, wording), own=own)
            heard = statement(court, "nobody had asked for money in ten years")
            here = apart(material(replace(found, statements=(said, heard))))
            names = {s.name for s in other_speakers(here, acme, said, ())}
            assert {f.name for f in firms} <= names
            assert (court.name in names) == offered, wording

    def test_no_part_of_a_country_beside_it(self) -> None:
        """The Kremlin's word is Russia's."""
        assert may_speak_for(body("the Kremlin"), body("Russia"))
        assert not may_speak_for(body("the Kremlin"), body("Norway"))

    def test_no_firm_beside_what_may_be_itself(self) -> None:
        """“The Danish group” may be any firm that has a name, “the Danish government” none."""
        for name in ("the Danish group", "The US company", "the Norwegian bank"):
            assert may_speak_for(body(name), body("Brook Telecom")), name
        assert not may_speak_for(body("the Danish government"), body("Brook Telecom"))
        assert not may_speak_for(body("the Brook Group"), body("Holt Telecom"))

    def test_no_agency_beside_what_it_belongs_to(self) -> None:
        """What UNICEF says is the UN's word, but not UNESCO's; so is what its spokesmen say."""
        un, unicef = body("the UN"), body("UNICEF")
        for part in (unicef, body("the UN children’s agency"), body("the World Food Programme")):
            assert may_speak_for(un, part) and may_speak_for(part, un)
        assert may_speak_for(person("Ada Brook", "UNICEF spokeswoman"), un)
        assert may_speak_for(body("the European Union"), body("the European Commission"))
        assert not may_speak_for(unicef, body("UNESCO"))
        assert not may_speak_for(un, body("the European Commission"))
        assert not may_speak_for(person("Ada Brook", "Acme spokeswoman"), un)

    def test_a_pastor_speaks_for_the_church(self) -> None:
        """Of whatever church: unless the role names another, or is of other bodies."""
        church = body("the First Harbour Church")
        assert may_speak_for(person("Ada Brook", "Pastor"), church)
        assert may_speak_for(person("Ada Brook", "senior pastor"), church)
        assert may_speak_for(person("Ada Brook", "principal"), body("Eastwick High School"))
        assert not may_speak_for(person("Ada Brook", "pastor of Grace Chapel"), church)
        assert not may_speak_for(person("Ada Brook", "coach"), church)

    def test_an_officer_of_a_body_for_short(self) -> None:
        """Whoever chairs the HSA says what the Harbour Safety Agency says."""
        agency = body("the Harbour Safety Agency")
        assert may_speak_for(person("Ada Brook", "HSA chairwoman"), agency)
        assert may_speak_for(person("Ada Brook", "chairwoman of the HSA"), agency)
        assert not may_speak_for(person("Ada Brook", "NBC chairwoman"), agency)

    def test_countries_with_countries(self) -> None:
        """No embassy beside a country, unless the article has both say something."""
        turkey, office = body("Turkey"), body("the Harbour Department")
        said = statement(turkey, "the tunnel would be dug within ten years")
        lands = (body("Norway"), body("Canada"))
        heard = [statement(land, f"{land.name} liked the new harbour wall") for land in lands]
        said = replace(said, own=True)
        found = facts(speakers=(turkey, office, *lands), statements=(said, *heard))
        names = {s.name for s in other_speakers(apart(material(found)), turkey, said, ())}
        assert names == {"Norway", "Canada"}


class TestUnnamed:
    """Others than somebody without a name."""

    def test_a_spokesman_and_his_firm(self) -> None:
        """What a spokesman says is the word of whom he speaks for, if it may be that one."""
        spokesman = replace(person("an Acme spokesman"), named=False)
        assert may_speak_for(spokesman, body("Acme"))
        assert may_speak_for(replace(body("the shipping company"), named=False), spokesman)
        assert not may_speak_for(spokesman, body("Brook Motors"))

    def test_dealers_and_traders(self) -> None:
        """Two words for the same people are no two answers."""
        dealers, traders, others = (
            replace(person(name), named=False, number="plural")
            for name in ("dealers", "traders", "fund managers")
        )
        said = [
            statement(who, f"{word} fell for days")
            for who, word in ((dealers, "shares"), (traders, "bonds"), (others, "gold"))
        ]
        found = material(facts(statements=tuple(said)))
        assert [s.name for s in others_unnamed(found, said[0])] == ["fund managers"]

    def test_a_minister_speaks_for_the_country(self) -> None:
        """What a foreign minister says is the country's word, and a capital is its government."""
        norway, tokyo = body("Norway"), body("Tokyo")
        own, other = person("Ada Brook", "Foreign Minister"), person("Lee Marsh", "Danish minister")
        assert may_speak_for(own, norway)
        assert not may_speak_for(other, norway)
        assert not may_speak_for(person("Tom Vance", "welder"), norway)
        assert may_speak_for(body("Japan’s Foreign Ministry"), tokyo)
        assert not may_speak_for(body("the Danish Foreign Ministry"), tokyo)

    def test_no_minister_beside_ministers(self) -> None:
        """A home secretary is one of the ministers, as is whoever has the treasury."""
        ministers = replace(person("ministers"), named=False, number="plural")
        for role in ("Home Secretary", "Chancellor of the Exchequer", "Transport Minister"):
            assert may_speak_for(person("Ada Brook", role), ministers), role
        assert not may_speak_for(person("Ada Brook", "shadow welder"), ministers)

    def test_no_names_beside_them(self) -> None:
        """Beside names traders stand out, and they may be those named."""
        dealers = replace(person("dealers"), named=False, number="plural")
        said = statement(dealers, "shares fell for days on end")
        heard = statement(LEE, "nobody had asked for money in ten years")
        assert (
            others_unnamed(material(facts(speakers=(ADA, LEE), statements=(said, heard))), said)
            == []
        )
