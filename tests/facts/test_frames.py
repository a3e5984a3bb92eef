"""How a statement is asked about, told from its cue and content, whoever found them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.analysis import parse
from quizgen.article import article_from_text
from quizgen.facts.attribution import is_told, is_told_as_said
from quizgen.facts.cues import Sentences
from quizgen.facts.editing import Editor
from quizgen.facts.frames import framings
from quizgen.facts.passages import span_root, tokens_of
from quizgen.facts.quotations import attribution_kind, find_quotations
from quizgen.facts.speakers import Cast
from quizgen.facts.statements import word_statements
from quizgen.kinds.who_said import stem_of
from quizgen.models import Attribution, Statement
from quizgen.training.markup import read_marked


def statements(marked_text: str) -> list[Statement]:
    """The statements of a text in which somebody has marked source, cue and content."""
    marked = read_marked(marked_text)
    article = article_from_text(marked.text, title="Marked by hand")
    doc = parse(article)
    quotations = find_quotations(article.text, article.body)
    quoted = [quotation.span for quotation in quotations]
    cast = Cast(doc, article.body, quoted)
    sentences = Sentences(quotations)
    found = []
    for one in marked.attributions:
        kind = attribution_kind(marked.text, one.content, quotations)
        cue = tokens_of(doc, one.cue)
        if is_told(cue, tokens_of(doc, one.source)) or not is_told_as_said(cue, sentences):
            continue
        plain = Attribution(one.source, one.cue, one.content, kind, None, "by hand", 0.9)
        speaker = cast.of(span_root(doc, one.source[0])) if one.source else None
        assert len(list(framings(doc, plain))) <= 2
        found.append(replace(plain, speaker=speaker))
    editor = Editor(doc, cast, article.body, quoted)
    return word_statements(doc, found, quotations, cast, editor)


STEMS = [
    # clauses
    (
        "[s1:Ada Brook] [c1:suggested] [q1:that attacks on the old bridge come from the north].",
        "Who suggested that attacks on the old bridge come from the north?",
    ),
    (
        "[s1:Tom Vance] [c1:said] [q1:the bridge was not “old enough” to be sold, before changing"
        " his mind].",
        "Who said that the bridge was not “old enough” to be sold?",
    ),
    # of several quoted sentences the first is asked about, with the mark that the last one closes
    (
        "[s1:Ada Brook] [c1:said] [q1:the council could “close the old bridge on Monday. We have"
        " the barriers and the men.”]",
        "Who said that the council could “close the old bridge on Monday”?",
    ),
    (
        "[q1:Yet the old bridge is also a “work of art,”] [s1:Ada Brook] [c1:said].",
        "Who said that the old bridge is a “work of art”?",
    ),
    (
        "[s1:Ada Brook] [c1:called on] [q1:the council to buy the old bridge, which appeared] to be"
        " falling.",
        "Who called on the council to buy the old bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:suggested] [q1:that Lee Marsh share the cost of the old bridge].",
        "Who suggested that Lee Marsh should share the cost of the old bridge?",
    ),
    (
        "[q1:“Or we could sell the old bridge to a circus,”] [s1:Ada Brook] [c1:said].",
        "Who said: “We could sell the old bridge to a circus”?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:her father had called the bridge “a gift” to the whole town,"
        " borrowing a word of the mayor’s].",
        "Who said her father had called the bridge “a gift” to the whole town?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:many old bridges were built of lime and sand, an apparent"
        " reference to the one in Eastwick].",
        "Who said that many old bridges were built of lime and sand?",
    ),
    (
        "[q1:“People are angry with the bridge’s owners,”] [c1:said] [s1:Ada Brook], who thinks the"
        " council should [q1:“work with the town.”]",
        "Who said: “People are angry with the bridge’s owners”?",
    ),
    (
        "[s1:Ada Brook] [c1:warned] [q1:that engineers she has met “know that the old bridge leans"
        " to the west”].",
        "Who warned that engineers she has met “know that the old bridge leans to the west”?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:she knows that the old bridge leans to the west].",
        "Who said that the old bridge leans to the west?",
    ),
    (
        "[s1:Ada Brook] [c1:questioned] [q1:the idea that Lee Marsh had paid for a second bridge].",
        "Who questioned the idea that Lee Marsh had paid for a second bridge?",
    ),
    (
        "[s1:Ada Brook] originally [c1:asked for] [q1:a million pounds to rebuild the bridge].",
        "Who asked for a million pounds to rebuild the bridge?",
    ),
    (
        "[q1:The bridge would be closed to lorries], [s1:Ada Brook] [c1:said], [q1:a rule that"
        " could save it].",
        "Who said that the bridge would be closed to lorries, a rule that could save it?",
    ),
    (
        "[q1:“There is no room for two bridges in the U.S.,”] [s1:Ada Brook] [c1:said]. [q1:“There"
        " is hardly room for one.”]",
        "Who said: “There is no room for two bridges in the U.S. There is hardly room for one”?",
    ),
    (
        "[s1:The Post] [c1:said] [q1:that Tom Vance, the train’s driver, had crossed the bridge].",
        "Who said that Tom Vance, the train’s driver, had crossed the bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:in May that the old bridge had cost a fortune].",
        "Who said that the old bridge had cost a fortune?",
    ),
    (
        "[s1:Ada Brook] [c1:revealed] [q1:that the council had sold the old bridge, and the"
        " following day the police searched its offices].",
        "Who revealed that the council had sold the old bridge?",
    ),
    (
        "[s1:Tom Vance] [c1:questioned] [q1:Lee Marsh’s plan for a second bridge].",
        "Who questioned Lee Marsh’s plan for a second bridge?",
    ),
    (
        "[q1:\"Our country's a mess, and we can't let everybody cross the old bridge,\"]"
        " [s1:Tom Vance] [c1:said].",
        "Who said: “Our country's a mess, and we can't let everybody cross the old bridge”?",
    ),
    (
        "[s1:Ada Brook] [c1:argued] [q1:that the old bridge could not be saved, though in the end"
        " it stood for decades].",
        "Who argued that the old bridge could not be saved?",
    ),
    (
        "[q1:Right-wing parties had paid for the bridge], [s1:Ada Brook] [c1:said].",
        "Who said that right-wing parties had paid for the bridge?",
    ),
    (
        "[q1:Only one lorry had crossed the bridge], [s1:Ada Brook] [c1:said].",
        "Who said that only one lorry had crossed the bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:that any engineer should know his or her own bridge].",
        "Who said that any engineer should know his or her own bridge?",
    ),
    (
        "[q1:“Nobody may sell the old bridge,”] [s1:Ada Brook] [c1:said]. But that is not the same"
        " as [q1:“a crime to be punished.”]",
        "Who said: “Nobody may sell the old bridge”?",
    ),
    (
        "[s1:Ada Brook] [c1:has warned] [q1:that the bridge could fall within weeks].",
        "Who warned that the bridge could fall within weeks?",
    ),
    (
        "[c1:According to] [s1:Ada Brook], [q1:the bridge was inspected only twice].",
        "Who said that the bridge was inspected only twice?",
    ),
    (
        "[s1:Ada Brook’s] [c1:claim] [q1:that the bridge was sound] surprised the town.",
        "Who claimed that the bridge was sound?",
    ),
    (
        "[s1:Ada Brook] [c1:issued a statement saying] [q1:the bridge would close in May].",
        "Who said that the bridge would close in May?",
    ),
    (
        "[s1:Ada Brook] [c1:went on to say] [q1:that the bridge would close in May].",
        "Who said that the bridge would close in May?",
    ),
    (
        "[s1:Ada Brook] [c1:noted] [q1:that the bridge had closed twice in May].",
        "Who said that the bridge had closed twice in May?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:that the wall leaked and that the pumps were old].",
        "Who said that the wall leaked and the pumps were old?",
    ),
    (
        "[q1:Still, the old pumps would last until spring], [s1:Ada Brook] [c1:said].",
        "Who said that the old pumps would last until spring?",
    ),
    (
        "[s1:Ada Brook] (D-Calif.) [c1:said] [q1:Tom Vance (R-Texas) had sold the bridge].",
        "Who said that Tom Vance had sold the bridge?",
    ),
    (
        "[q1:In other words, the old pumps would last], [s1:Ada Brook] [c1:said].",
        "Who said that the old pumps would last?",
    ),
    (
        "[q1:For one, the old pumps would last until spring], [s1:Ada Brook] [c1:said].",
        "Who said that the old pumps would last until spring?",
    ),
    (
        "[q1:The bridge had closed for lorries], [s1:Ada Brook] [c1:said]; [q1:nobody noticed].",
        "Who said that the bridge had closed for lorries?",
    ),
    (
        "[q1:After the storm], [s1:Ada Brook] [c1:said], [q1:the bridge was shut for a month].",
        "Who said that after the storm, the bridge was shut for a month?",
    ),
    (
        "[q1:The bridge], [s1:Ada Brook] [c1:said], [q1:would leak in every storm].",
        "Who said that the bridge would leak in every storm?",
    ),
    # whole sentences in quotation marks
    (
        "[q1:“We have to close the bridge,”] [c1:added] [s1:Ada Brook], [q1:about the traffic].",
        "Who said: “We have to close the bridge”?",
    ),
    (
        "[q1:“We are late,”] [s1:Ada Brook] [c1:said]. [q1:“Nobody in town knows the reason.”]",
        "Who said: “We are late. Nobody in town knows the reason”?",
    ),
    (
        "Ada Brook met the press. [s1:Brook][c1::] [q1:“The bridge will close in May.”]",
        "Who said: “The bridge will close in May”?",
    ),
    (
        "[s1:Ada Brook] [c1:was quoted as saying]: [q1:“Who will pay for the bridge?”]",
        "Who said: “Who will pay for the bridge?”",
    ),
    (
        "[q1:“And the bridge will close in May,”] [s1:Ada Brook] [c1:snapped].",
        "Who said: “The bridge will close in May”?",
    ),
    (
        "[q1:“Every bridge in the town was sold to the U.S.,”] [s1:Ada Brook] [c1:said].",
        "Who said: “Every bridge in the town was sold to the U.S.”?",
    ),
    # descriptions
    (
        "[s1:Ada Brook] [c1:described] [q1:the closure of the bridge as “a gift to nobody”].",
        "Who described the closure of the bridge as “a gift to nobody”?",
    ),
    (
        "[s1:Ada Brook] [c1:called] [q1:the closure of the bridge a “gift”].",
        "Who called the closure of the bridge a “gift”?",
    ),
    # things rejected, asked for, warned of
    (
        "[s1:Ada Brook] [c1:rejected] [q1:the plan for a second bridge].",
        "Who rejected the plan for a second bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:has called for] [q1:a second inquiry into the bridge].",
        "Who called for a second inquiry into the bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:is calling] [q1:for a second inquiry into the bridge].",
        "Who called for a second inquiry into the bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:lamented] [q1:the endless meetings her office demands].",
        "Who lamented the endless meetings her office demands?",
    ),
    (
        "[s1:Ada Brook] [c1:denied] [q1:the reports of a second crack, and no lorry was stopped].",
        "Who denied the reports of a second crack?",
    ),
    (
        "[s1:Ada Brook] [c1:calls] [q1:for a wider bridge, “to let lorries pass”].",
        "Who called for a wider bridge, “to let lorries pass”?",
    ),
    # what is done and is to be done
    (
        "[s1:Ada Brook] [c1:promised] [q1:to rebuild the bridge before winter].",
        "Who promised to rebuild the bridge before winter?",
    ),
    (
        "[s1:Ada Brook] [c1:urged] the council [q1:to rebuild the bridge before winter].",
        "Who urged the council to rebuild the bridge before winter?",
    ),
    (
        "[s1:Ada Brook] [c1:urged] [q1:the council to rebuild the bridge before winter].",
        "Who urged the council to rebuild the bridge before winter?",
    ),
    (
        "[s1:Ada Brook] [c1:called on] [q1:Tom Vance to repay his debts to the town].",
        "Who called on Tom Vance to repay his debts to the town?",
    ),
    # charges and questions
    (
        "[s1:Ada Brook] [c1:accused] [q1:the council of wasting money on the bridge].",
        "Who accused the council of wasting money on the bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:asked] [q1:whether the bridge was safe for lorries].",
        "Who asked whether the bridge was safe for lorries?",
    ),
    (
        "[s1:Ada Brook] [c1:explained] [q1:why the bridge had been closed to lorries].",
        "Who explained why the bridge had been closed to lorries?",
    ),
    # "it" means nothing there, or what comes before it in the same words
    (
        "[s1:Ada Brook] [c1:said] [q1:it was agreed to close the bridge in May].",
        "Who said that it was agreed to close the bridge in May?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:it is hard to mend the old bridge].",
        "Who said that it is hard to mend the old bridge?",
    ),
    # a matter that is told
    (
        "[s1:Ada Brook] [c1:accused] [q1:the council of not doing enough for the old bridge].",
        "Who accused the council of not doing enough for the old bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:Norland was involved in the theft of the bridge].",
        "Who said that Norland was involved in the theft of the bridge?",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the floods had reached Eastwick and the surrounding fields].",
        "Who said that the floods had reached Eastwick and the surrounding fields?",
    ),
    # the speaker's own pronoun
    (
        "[s1:Ada Brook] [c1:said] [q1:she would rebuild the bridge before winter].",
        "Who said she would rebuild the bridge before winter?",
    ),
]


@pytest.mark.parametrize(("text", "stem"), STEMS, ids=[text[:60] for text, _ in STEMS])
def test_stem(text: str, stem: str) -> None:
    """A cue with its content becomes a question that reads well, its verb in the simple past."""
    found = [s for s in statements(text) if s.problem is None]
    assert [stem_of(s) for s in found] == [stem]


NOTHING = [
    "In addition to work [q1:being used to keep the bridge open, “our old bridge is a danger to the"
    " town”], [s1:Ada Brook] [c1:told] the Courier.",
    "[s1:Ada Brook] [c1:responded] to reports [q1:that the bridge was about to fall].",
    # denied, only possible, or said of the source
    "[s1:Ada Brook] [c1:never said] [q1:that the bridge was safe].",
    "[s1:Ada Brook] [c1:declined to say] [q1:whether the bridge was safe].",
    "[s1:Ada Brook] [c1:would say] [q1:that the bridge was safe].",
    "If [s1:Ada Brook] [c1:says] [q1:that the bridge is safe], lorries will come.",
    "[s1:Ada Brook] [c1:was asked] [q1:whether the bridge was safe].",
    "Nobody asked [s1:Ada Brook], who did [c1:not respond] [q1:to the letter].",
    # cues that make no question
    "[s1:Ada Brook] [c1:spoke about] [q1:the bridge].",
    "[s1:Ada Brook’s] [c1:attacks on] [q1:the council] went on.",
    "[s1:Ada Brook] [c1:pointed to] [q1:the nine times that the bridge had closed].",
    "The town liked [q1:what] [s1:Ada Brook] [c1:called] [q1:“a new beginning”].",
    # contents that are none
    "[s1:Ada Brook] [c1:said] [q1:nothing of the sort].",
    "[s1:Ada Brook] [c1:called] [q1:the council].",
    "[s1:Ada Brook] [c1:said] [q1:what she wanted].",
    "[s1:Ada Brook] [c1:wants to announce] [q1:that the bridge is safe].",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_statement(text: str) -> None:
    """What can't be asked about in words of its own makes no statement, and no error."""
    assert statements(text) == []


PROBLEMS = [
    (
        "[s1:Ada Brook] [c1:said] [q1:the delay “helped us all” on the radio before claiming the"
        " bridge was safe].",
        "another saying",
    ),
    ("[s1:Ada Brook] [c1:said] [q1:the goal is to build a bridge of steel].", "the goal"),
    ("[s1:Ada Brook] [c1:said] [q1:the engineers were all from the state].", "the state"),
    (
        "Lee Marsh has left the town. [q1:His bridge may fall within weeks], [c1:said] [s1:the"
        " engineer Tom Vance].",
        "another person",
    ),
    ("[q1:“That is why the bridge closed,”] [s1:Ada Brook] [c1:said].", "That"),
    ("[q1:“This man has sold the bridge,”] [s1:Ada Brook] [c1:said].", "This"),
    ("[q1:“It will close in the spring,”] [s1:Ada Brook] [c1:said].", "It"),
    ("[q1:“The traffic is still heavy here,”] [s1:Ada Brook] [c1:said].", "here"),
    ("[q1:“Tom Vance faced the same problem,”] [s1:Ada Brook] [c1:said].", "the same"),
    ("[s1:Ada Brook] [c1:said] [q1:the group had sold the old bridge].", "the group"),
    ("[q1:“Both were added to the plans of the bridge,”] [s1:Ada Brook] [c1:said].", "Both"),
    ("[q1:Otherwise the old bridge may fall into the river], [s1:Ada Brook] [c1:said].", "leans"),
    ("[q1:“None were added to the plans,”] [s1:Ada Brook] [c1:said].", "None"),
    ("[q1:“recharged and take a day off,”] [s1:Ada Brook] [c1:said].", None),
    (
        "[s1:Ada Brook and Tom Vance] [c1:said] [q1:the bridge was too old for lorries].",
        "more than one",
    ),
    (
        "Joining Tom Vance, [s1:Ada Brook] [c1:called for] [q1:a second inquiry into the bridge].",
        "others may have said it",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the young engineer had closed the bridge].",
        "the engineer",
    ),
    (
        "[s1:Tom Vance] [c1:decried] [q1:what Lee Marsh wanted], [c2:noting] [q2:he had sold the"
        " bridge].",
        None,
    ),
    # what "the" points back at was told in other words
    ("[s1:Ada Brook] [c1:said] [q1:she expected the row to be over by spring].", "the row"),
    ("[s1:Ada Brook] [c1:offered] [q1:to pay the fees in the spring].", "the fees"),
    ("[s1:Ada Brook] [c1:said] [q1:the candidate had called her on the bridge].", "the candidate"),
    # half of a sentence, and somebody's "it" that isn't the speaker's own
    (
        "[s1:Ada Brook] [c1:noted] [q1:that although the old bridge is not new - she crossed it as"
        " a girl].",
        "half of a sentence",
    ),
    ("[s1:The council] [c1:called] [q1:it “the pearl” of the river].", "it"),
    (
        "[q1:“On the broad issues of tolls, lorries and piers, they are very good,”] [s1:Ada Brook]"
        " [c1:said].",
        "they",
    ),
    (
        "[q1:“It was because I had crossed the bridge at night in the fog,”] [s1:Ada Brook]"
        " [c1:said].",
        "It",
    ),
    ("[s1:Ada Brook] [c1:said] [q1:neither man had ever crossed the old bridge].", "neither"),
    ("[q1:“Then we can sell the old bridge to a circus,”] [s1:Ada Brook] [c1:said].", "Then"),
    (
        "[s1:Ada Brook] condemned [q1:“what appears to be a crime against the old bridge,”]"
        " [c1:said] a paper.",
        None,
    ),
    ("[s1:Ada Brook] [c1:said] [q1:the Eastwick candidate had crossed the bridge].", None),
    (
        "[s1:Ada Brook] [c1:said] nearly [q1:every lorry on the old bridge is too heavy].",
        "a word that changes it",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the old bridge had cost a fortune, something that] Lee Marsh"
        " denied.",
        "cut off",
    ),
    (
        "Kestrin Moss walked to the hall. [s1:Kestrin Moss] [c1:said] [q1:the owners had written to"
        " Ada Brook that she is in danger of losing the bridge].",
        "another person",
    ),
    # headings and captions
    ("[s1:Ada Brook] [c1:Asked] [q1:the Town to “Save the Bridge.”]", "headline"),
    (
        "[s1:Ada Brook], who has [c1:denounced] [q1:the sale of the bridge as a gift to a]",
        "come to an end",
    ),
    # what the content hangs on was left out of it
    (
        "[q1:Bridges are inspected to make sure they] hold heavy lorries, [s1:Ada Brook] [c1:said],"
        " [q1:but “nobody looks at the piers in winter.”]",
        "a part of it",
    ),
    (
        "[s1:Tom Vance] was answering a letter from Ada Brook, [c1:reporting] [q1:that the bridge"
        " had moved by an inch].",
        "somebody else’s message",
    ),
    (
        "[s1:The council] [c1:said] [q1:Ada Brook said the bridge was a public danger].",
        "passes on",
    ),
    ("[s1:Tom Vance] [c1:said] [q1:Ada Brook had said the bridge would fall].", "somebody else"),
    # words that liken, count or agree with what stands outside
    ("[s1:Ada Brook] [c1:said] [q1:a similar bridge could work for the harbour].", "similar"),
    ("[s1:Ada Brook] [c1:said] [q1:she works on a different principle].", "different"),
    ("[s1:Ada Brook] [c1:said] [q1:she would be glad to see the last one of the year].", "one"),
    ("[s1:Ada Brook] [c1:said] [q1:she had agreed with Tom Vance in the autumn].", "agree"),
    ("[s1:Ada Brook] [c1:said] [q1:Tom Vance could not think of an example].", "example"),
    ("[s1:Ada Brook] [c1:said] [q1:the obvious example is the sale of the bridge].", "example"),
    ("[q1:“Things have changed for the worse in Eastwick,”] [s1:Ada Brook] [c1:said].", "things"),
    ("[q1:“We like the idea of it for the new bridge,”] [s1:Ada Brook] [c1:said].", "it"),
    ("[s1:The council] [c1:said] [q1:it was a gift to the bridge builders of Eastwick].", "it"),
    # beginnings and ends that were left out, and words that are no clause
    (
        "After [q1:Tom Vance asked about the toll, the drivers became “agitated” at the gate],"
        " [c1:according to] [s1:Ada Brook].",
        "its beginning",
    ),
    (
        "[q1:A new wall would not only stop the lorries at the gate], [s1:Ada Brook] [c1:said], but"
        " [q1:also the carts from the harbour].",
        "a part of it",
    ),
    (
        "[q1:Will the bridge over the river have a future?] [s1:Ada Brook] [c1:said].",
        "a question",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:she would paint the old bridges sold] by the council in May.",
        "cut off",
    ),
    ("[s1:Ada Brook] [c1:said] [q1:the council must be strong to match it].", "it"),
    ("[q1:“It's just old and tiring and hard to get through,”] [s1:Ada Brook] [c1:said].", "It"),
    (
        "[q1:“You won't find any similar bridge in any country,”] [s1:Ada Brook] [c1:said].",
        "similar",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:she replied: “When lorries come, it can't be closed.”]",
        "somebody else",
    ),
    (
        "Ada Brook has left. In her town, [q1:“bridges and boats are the national sport,”] [s1:she]"
        " [c1:said].",
        None,
    ),
    # words of others that the speaker repeats
    (
        "[q1:“This man said, ‘It is late. The council should sell the bridge.’”] [s1:Ada Brook]"
        " [c1:said].",
        "repeats what somebody else",
    ),
    (
        "[q1:“The Last Tug Leaves the Old Harbour,” by] [s1:Ada Brook][c1::] [q1:“The harbour was"
        " empty in May.”]",
        "a title",
    ),
    # somebody told by an age or a number alone, and an "it" whose clause stands outside
    (
        "[s1:Ada Brook] [c1:said] [q1:the 56-year-old often crossed the old bridge]. A 40-year-old"
        " clerk had seen it, and so had the 12-year-old.",
        "who",
    ),
    ("[s1:Ada Brook] [c1:said] [q1:the two men must do more for the old bridge].", "the men"),
    ("[q1:“It is a better use of money,”] [s1:Ada Brook] [c1:added], to sell the bridge.", "It"),
    (
        "Tom Vance has spent a lot in Eastwick, where [s1:Lee Marsh] [c1:says] [q1:the turnout is"
        " strong on the old bridge].",
        "where",
    ),
    # what is counted, when it was, than what, in what and whose stands outside
    ("[q1:“Nineteen more were hurt beside the old bridge,”] [s1:Ada Brook] [c1:said].", "Nineteen"),
    ("[q1:“Five are left of centre in the old town,”] [s1:Ada Brook] [c1:said].", "Five"),
    ("[s1:Ada Brook] [c1:said] [q1:no bridge has been built since then].", "then"),
    (
        "[s1:Ada Brook] [c1:said] [q1:a more urgent task is trying to mend the old bridge].",
        "than what",
    ),
    ("[s1:Ada Brook] [c1:said] [q1:there was no proof of Tom Vance's involvement].", "in what"),
    ("[s1:Ada Brook] [c1:denounced] [q1:supporters that shout at old people].", "whose"),
    (
        "[q1:“The other bridges are not able to carry a lorry,”] [s1:Ada Brook] [c1:said].",
        "than what",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:she would support any of the other candidates].",
        "than what",
    ),
    ("[s1:Ada Brook] [c1:said] [q1:the words amounted to a new “declaration of war”].", "words"),
    (
        "[s1:Ada Brook] [c1:said] [q1:the town spent nine million pounds on bridges in the"
        " period].",
        "the period",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the move was the result of three years of preparation].",
        "the move",
    ),
    (
        "[q1:“The sixth bloc is the guild of the bridge builders,”] [s1:Ada Brook] [c1:said].",
        "bloc",
    ),
    ("[q1:“Tom Vance is responding with humour,”] [s1:Ada Brook] [c1:said].", "to what"),
    ("[q1:“I've got an idea of who should build it,”] [s1:Ada Brook] [c1:said].", "it"),
    ("[q1:“I can see the argument for it, and I like it,”] [s1:Ada Brook] [c1:said].", "it"),
    ("[s1:Ada Brook] [c1:said] [q1:Tom Vance will follow a different schedule].", "to what"),
    (
        "[q1:“A lot will have to do with Eda and whether Eda wants peace,”] [s1:Ada Brook]"
        " [c1:said].",
        "a lot",
    ),
    ("[q1:“Almost every builder was opposed to the thing,”] [s1:Ada Brook] [c1:said].", "thing"),
    ("[s1:Ada Brook] [c1:said] [q1:the rest have been moved to the old bridge].", "the rest"),
    (
        "Clara Whitmore spoke in Eda. [s1:Tom Vance] [c1:dubbed] [q1:her appeared a “gift to the"
        " town.”]",
        "beginning",
    ),
    ("[s1:Ada Brook] [c1:called] [q1:the situation “secrecy run amok”].", "the situation"),
    ("[q1:“There just aren't many logical buyers,”] [s1:Ada Brook] [c1:said].", "of what"),
    # a company, in an article of several
    (
        "Norvik is the largest Eda company that builds bridges; another company paints them."
        " [s1:Ada Brook] [c1:said] [q1:the company's profits come in the fourth quarter].",
        "the company",
    ),
    # a clause that says who it is stands outside, and so does the place where it is so
    (
        "[s1:Ada Brook] [c1:said] [q1:the one thing the town has never had is someone] who really"
        " mends its bridges.",
        "cut off",
    ),
    (
        "Even in her home town of Eastwick, where the old bridge has fallen, [s1:Ada Brook]"
        " [c1:said] [q1:Tom Vance has the potential to do well].",
        "where it is so",
    ),
    (
        "[q1:“I love Bridges Rock! because it is loud and I believe in it,”] [s1:Ada Brook]"
        " [c1:said].",
        None,
    ),
    # whose comment, whose plan, and who has no leave
    (
        "“This is simple: what Lee Marsh says is wrong,” said Tom Vance, the engineer, on Monday."
        " [s1:Ada Brook] [c1:said] [q1:his comment “has no place” on the old bridge].",
        "another person",
    ),
    (
        "[s1:Lee Marsh] [c1:said] [q1:Tom Vance was trying to wreck his own plan for the old"
        " bridge].",
        "another person",
    ),
    (
        "[s1:The Bridge Guild] [c1:wrote] to the council's planning office [q1:that it did not have"
        " permission to use the emblem].",
        "it",
    ),
    # nobody acts on himself but as "himself"
    (
        "[q1:“Tom Vance claims the old bridge for the whole town, not him,”] [s1:Ada Brook]"
        " [c1:said].",
        "it is not certain who",
    ),
    # he is not whom the article names, but whom it only describes
    (
        "Lee Marsh went home. Officers shot a wanted smuggler in the street. [s1:The BBC] [c1:said]"
        " [q1:he tried to flee a search of the old boat].",
        "it is not certain who",
    ),
    (
        "[s2:Lee Marsh] [c2:said] [q2:neither knew the 26-year-old who was held in the old port]."
        " [s1:The BBC] [c1:said] [q1:he could be a prisoner of the smugglers].",
        None,
    ),
    (
        "The coast guard holds Tom Vance. The 27-year-old is on board a ship. [s1:Lee Marsh]"
        " [c1:said] [q1:it is still not known whether he will be brought back to the town].",
        "another person",
    ),
    # a thing told before, whatever will become of it; nor is a body its own "it" in its quotation
    ("[q1:It is expected to reach the old bridge by Friday], [s1:Ada Brook] [c1:said].", "“It”"),
    ("[q1:It seems to lean towards the river], [s1:Ada Brook] [c1:said].", "“It”"),
    ("[q1:“It is driven by worry over the old bridge,”] [s1:the Bridge Guild] [c1:said].", "“It”"),
    ("[q1:Its members gave more than ever], according [c1:to] [s1:the Bridge Guild].", "“Its”"),
    # in his own words "he" is another
    (
        "Lee Marsh came back to the town. [q1:“He will be sent home on Friday,”] [s1:he]"
        " [c1:said].",
        None,
    ),
    # a place by what it is like, and what only lies beside one
    ("[s1:Ada Brook] [c1:said] [q1:carts from the war-torn state filled the bridge].", "state"),
    (
        "[s1:Ada Brook] [c1:said] [q1:the floods have reached the surrounding fields].",
        "surrounding",
    ),
    # whoever forgot to close a quotation
    (
        "[q1:“It leaks,] [s1:Ada Brook] [c1:said]. [q1:“That is politics and it will go on. The"
        " council's page has links to the old bridge. Carts may cross the old bridge.]",
        "where its quotation ends",
    ),
    # from the midst of another quotation
    (
        "“I remember the smiles. [q1:I remember so many of the old piers,]” she said. “We do,”"
        " [s1:Ada Brook] [c1:added].",
        "beginning",
    ),
    # a pointer to another article, and the date of one
    (
        "READ MORE: [q1:Old port fears new floods Carts will cross the old bridge again in May],"
        " [s1:Ada Brook] [c1:said].",
        "headline",
    ),
    (
        "The bridge is shut. What now? (08.02.2017) [s1:Ada Brook] [c1:criticised] [q1:the plans of"
        " the council for the bridge]. (04.02.2017)",
        "headline",
    ),
    # the writer's words beside a quoted sentence
    (
        "[q1:Using old stones to mend bridges “Having a good mason we were able to mend all of the"
        " arches]”, [s1:Ada Brook] [c1:said].",
        "the writer",
    ),
    # the last word is left out, and one before the cue
    (
        "[s1:Ada Brook] [c1:said] [q1:the old bridge is six feet long by three feet] wide.",
        "cut off",
    ),
    (
        "[q1:Cart theft and horse-theft are] so rife, [s1:old engineers] [c1:say], [q1:that sales"
        " of “safe carts” are unreliable].",
        None,
    ),
    # beside what was told before
    ("[q1:Other ways used to close the bridge include gates], [s1:Ada Brook] [c1:said].", "Other"),
    ("[s1:Ada Brook] [c1:said] [q1:the engineers have arrested members in the port].", "whose"),
    ("[s1:Ada Brook] [c1:said] [q1:the nominee had sold the old bridge to a circus].", "nominee"),
    (
        "[q1:“I think this highlights that the bridge is in a state of decay,”] [s1:Ada Brook]"
        " [c1:said].",
        "this",
    ),
    (
        "[q1:“It's not (meant as) a bridge for the carts of the town,”] [s1:Ada Brook] [c1:said].",
        "It",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:carts from the war-torn Middle Eastern state filled the"
        " bridge].",
        "state",
    ),
    # cut in the midst of a quoted sentence
    (
        "[q1:“This was the hardest task since (Eda-based) Norvik took the old bridge,”]"
        " [s1:Ada Brook] [c1:said].",
        "begins before",
    ),
    # of another's mother nobody knows who "she" is
    ("Her mother, [s1:Ada Brook], [c1:said] [q1:she would be missed by the town].", "another"),
    # what only the sentences before tell of
    ("[s1:Ada Brook] [c1:announced] [q1:the unfounded claim in a letter to the council].", "claim"),
    (
        "[s1:Ada Brook] [c1:said] [q1:all the financial formalities have been settled, and carts"
        " may come in May].",
        "formalities",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the mogul, who sat on the wall, would move on to building a"
        " bridge].",
        "mogul",
    ),
    # beside those who were counted before
    (
        "[s1:Ada Brook] [c1:estimated] [q1:another 6.3 million people have been displaced].",
        "besides",
    ),
    ("[s1:Ada Brook] [c1:said] [q1:a further 40 carts were lost in the flood].", "besides"),
    ("[s1:Ada Brook] [c1:said] [q1:40 more carts have come to the old bridge].", "besides"),
    # its people, and no journey
    (
        "Norway votes in May. Norway is old. [q1:“What Tom Vance ought to do is go to the"
        " country,”] [s1:Ada Brook] [c1:said].",
        "the country",
    ),
    # a matter that is not told
    ("[s1:Ada Brook] [c1:blamed] [q1:the council and its engineers].", "for what"),
    ("[s1:Ada Brook] [c1:said] [q1:Norland was not involved].", "involved"),
    ("[s1:Ada Brook] [c1:said] [q1:the council was not responsible].", "responsible"),
    ("[s1:Ada Brook] [c1:accused] [q1:the council of not doing enough].", "enough"),
]


@pytest.mark.parametrize(("text", "why"), PROBLEMS)
def test_problem(text: str, why: str | None) -> None:
    """What means nothing without the words before it, or isn't one person's, is given up."""
    for statement in statements(text):
        assert statement.problem is not None
        assert why is None or why in statement.problem


def test_a_later_sentence_is_taken_where_the_first_leans_on_others() -> None:
    """Of a quotation that begins with “This …”, the next sentence that stands alone is asked."""
    (found,) = statements(
        "[q1:“This is shameful. The council has sold the bridge to a circus,”] [s1:Ada Brook]"
        " [c1:said]."
    )
    assert stem_of(found) == "Who said: “The council has sold the bridge to a circus”?"


def test_a_quotation_behind_a_clause_is_taken_where_the_clause_fails() -> None:
    """“She said it was late. “Nobody …”” is asked by its quotation."""
    (found,) = statements(
        "[s1:Ada Brook] [c1:said] [q1:it was late. “Nobody in this town will cross the bridge.”]"
    )
    assert stem_of(found) == "Who said: “Nobody in this town will cross the bridge”?"


WORDINGS = [
    (
        "[q1:A third smuggler is a legal resident and the rest are wanted sailors], [s1:Ada Brook]"
        " [c1:said].",
        "a third smuggler is a legal resident",
    ),
    (
        "[q1:“Number two the carts were far too heavy for the old bridge,”] [s1:Ada Brook]"
        " [c1:said].",
        "The carts were far too heavy for the old bridge",
    ),
    # a writer's sentence parts what somebody else may have said from what stands beside the cue
    (
        "[q1:“The bridge will be mended in May.”] The wall leaked in spring, and nobody mended it."
        " [q1:“The wall has been mended by the council,”] [s1:Ada Brook] [c1:said].",
        "The wall has been mended by the council",
    ),
    # what is told by what stands beside it
    (
        "[s1:Ada Brook] [c1:said] [q1:for the bridge the financial formalities have been settled].",
        "for the bridge the financial formalities have been settled",
    ),
    (
        "[s1:Ada Brook] [c1:rejected] [q1:the unfounded claim of leaks in the old bridge].",
        "the unfounded claim of leaks in the old bridge",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the mogul who built the old bridge would move on to Eda].",
        "the mogul who built the old bridge would move on to Eda",
    ),
    # what adds to a number or a body that is told
    (
        "[s1:Ada Brook] [c1:said] [q1:20 carts were mended and another 40 carts were lost].",
        "20 carts were mended and another 40 carts were lost",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the council would hire another 40 clerks].",
        "the council would hire another 40 clerks",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the extra 40 carts of the council have been lost].",
        "the extra 40 carts of the council have been lost",
    ),
    # the writer names what was said
    (
        "[s1:Ada Brook] [c1:argued] [q1:carts aren't the “main cause” of the floods, a comment that"
        " goes against most research].",
        "carts aren't the “main cause” of the floods",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:guards would ride on all carts by May, a move which has the"
        " traders concerned].",
        "guards would ride on all carts by May",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the council had to build a second bridge, a wall of stone"
        " that keeps the river out].",
        "the council had to build a second bridge, a wall of stone that keeps the river out",
    ),
    # the writer tells what else was done
    (
        "[s1:Ada Brook] [c1:said] [q1:the new wall would “help the town” against floods as she met"
        " with Karl Holt, her neighbour].",
        "the new wall would “help the town” against floods",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:she had been promised that the town would live in peace and"
        " called for an end to “carting”].",
        "she had been promised that the town would live in peace",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the “bridges seem to be so old,” in reference to the three"
        " piers of the town].",
        "the “bridges seem to be so old,”",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the old bridge was “far too weak,” and had been so in past"
        " storms].",
        "the old bridge was “far too weak,” and had been so in past storms",
    ),
    (
        "[s1:Ada Brook] [c1:called] [q1:the old bridge “a gift to the town”, in response to Tom"
        " Vance].",
        "the old bridge “a gift to the town”",
    ),
    # no question
    (
        "[q1:What do come are carts on the old bridge], [c1:explained] [s1:Ada Brook].",
        "what do come are carts on the old bridge",
    ),
    (
        "[q1:“Usually the council's word is law in the old port. But today], the mood is"
        " different,” [s1:Ada Brook] [c1:said].",
        "Usually the council's word is law in the old port",
    ),
    # a state, where nothing is told of the country's people
    (
        "Georgia is a state of the United States. Georgia votes in May. [s1:Ada Brook] [c1:said]"
        " [q1:the town would mend the nation’s bridges].",
        "the town would mend the United States’ bridges",
    ),
    (
        "[s1:Ada Brook] [c1:confirmed] [q1:Tom Vance was on the bridge via Facebook].",
        "Tom Vance was on the bridge",
    ),
    # where a quotation ends that has no second mark, nobody knows
    (
        "[q1:“The pier is safe,”] [s1:Ada Brook] [c1:said]. [q1:“Some officials hope it will calm"
        " the fears of the town]. The crane of the harbour was idle as “all of it” froze.",
        "The pier is safe",
    ),
    # what only leads on or back, and the day that is the saying's
    (
        "[q1:“But ... the bridge is very solid,”] [s1:Ada Brook] [c1:said].",
        "The bridge is very solid",
    ),
    (
        "[q1:“So for many lorries, the bridge is closed,”] [s1:Ada Brook] [c1:said].",
        "For many lorries, the bridge is closed",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:Tom Vance was the builder of the bridge on Monday in Eda].",
        "Tom Vance was the builder of the bridge",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:the bridge could fall into the river as a result].",
        "the bridge could fall into the river",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:Tom Vance “is no builder of bridges” in answering a question"
        " on Monday].",
        "Tom Vance “is no builder of bridges”",
    ),
    # what counts the points, and a name that begins with "No"
    (
        "[q1:“First, the old bridge will fall into the river,”] [s1:Ada Brook] [c1:said].",
        "The old bridge will fall into the river",
    ),
    (
        "[q1:No Bridge Left Behind was “very forceful and clever,”] [c1:said] [s1:Ada Brook].",
        "No Bridge Left Behind was “very forceful and clever,”",
    ),
    # an aside, and a comma that is only there for the cue
    (
        "But [q1:“the older arch,”] [s1:Ada Brook] [c1:added], [q1:“is the one that will fall.”]",
        "The older arch is the one that will fall",
    ),
    (
        "[s1:Ada Brook] [c1:said] [q1:that the fall — a word used by several others — of the bridge"
        " was changing the town].",
        "the fall of the bridge was changing the town",
    ),
    # the comma that was not only for the cue
    (
        "[q1:The bridges would be a group of their own for purposes of tolls], [s1:Ada Brook]"
        " [c1:said], [q1:a policy that could help the town].",
        "the bridges would be a group of their own for purposes of tolls, a policy that could help"
        " the town",
    ),
    # a capital that is only the sentence's
    (
        "The town fears federal rules. [q1:Federal rules are a burden to the bridge], [c1:said]"
        " [s1:Ada Brook].",
        "federal rules are a burden to the bridge",
    ),
    # who does what is advised bears a name that ends in s
    (
        "[s1:Ada Brook] [c1:suggested] [q1:that the property company Ventas spin off its bridges].",
        "the property company Ventas should spin off its bridges",
    ),
    (
        "[s1:Ada Brook] [c1:called] [q1:the chief engineer, Tom Vance, “incredibly driven”].",
        "the chief engineer, Tom Vance, “incredibly driven”",
    ),
]


@pytest.mark.parametrize(("text", "wording"), WORDINGS)
def test_wording(text: str, wording: str) -> None:
    """A statement is cut to what stands alone, and reads as a sentence of its own."""
    (found,) = [s for s in statements(text) if s.problem is None]
    assert found.wording.rstrip(".,") == wording


def test_words_that_introduce_the_speaker_are_not_the_speakers() -> None:
    """What a paper writes before it quotes somebody, in marks of its own, is the paper's."""
    (found,) = statements(
        "[q1:“The council is still slow to close the bridge.]\n\n[q1:“In the hall, reporters asked"
        " Ada Brook about the piers.]\n\n[q1:“I don't want to talk about piers,”] [s1:Ada Brook]"
        " [c1:said]."
    )
    assert found.problem is not None


def test_who_adds_something_has_spoken_before() -> None:
    """“…,” he added: whom only a caption names hasn't begun to speak, and isn't taken for "he"."""
    (found,) = statements(
        "The officer Tom Vance holds up the old key.\n\n[q1:“The key of the bridge is fully"
        " restored,”] [s1:he] [c1:added]."
    )
    assert found.problem is not None and "who speaks" in found.problem


def test_he_is_one_who_was_told_of_last() -> None:
    """Whom the sentence before names beside its subject, or in a question, isn't taken for "he"."""
    (found,) = statements(
        "Tom Vance met Ada Brook. Will she build more bridges than Tom Vance?\n\n[q1:“The bridge is"
        " old and full of holes,”] [s1:he] [c1:said]."
    )
    assert found.problem is not None and "who speaks" in found.problem


def test_words_of_a_third_person_are_not_the_speakers() -> None:
    """The BBC's report of what somebody called something leaves no gap in “the BBC’s words”."""
    (found,) = statements(
        "[s1:The BBC] [c1:reported] [q1:that Ada Brook had called the bridge “a public danger”]."
    )
    assert found.problem is None
    assert found.words == () and found.fragments == ()
    own, *_ = statements(
        "[s1:Ada Brook] [c1:said] [q1:she had called the bridge “a public danger” in May]."
    )
    assert own.words


def test_the_only_person_a_quotation_names_may_be_he_in_it() -> None:
    """A pronoun in quotation marks is clear where the same words have named one person."""
    (found,) = statements(
        "Clara Whitmore built it. [q1:“If Mrs Whitmore sells the bridge, the town will miss her,”]"
        " [s1:Tom Vance] [c1:said]."
    )
    assert found.problem is None


def test_whom_somebody_speaks_to_is_named() -> None:
    """Whoever is told something did not say it, so that nobody offers him or her for it."""
    (found,) = statements(
        "[s1:Ada Brook], who built it, [c1:told Tom Vance] on Monday in the hall of the old town"
        " [q1:that the bridge would close]."
    )
    assert "Tom Vance" in found.names


def test_a_quotation_that_a_cue_parts_is_one() -> None:
    """“… right,” she said, “but late” is put together again without its inner marks."""
    (found,) = statements(
        "[q1:The old bridge “must have been built well,”] [s1:Ada Brook] [c1:said], [q1:“but nobody"
        " knows by whom.”]"
    )
    assert found.wording == "the old bridge “must have been built well, but nobody knows by whom.”"


def test_what_hangs_on_a_noun_behind_the_verb_is_not_its_object() -> None:
    """Who dismisses criticism of a bridge doesn't dismiss the bridge."""
    assert not statements(
        "[s1:Ada Brook] [c1:dismissed] criticism of [q1:the old bridge as “idle gossip.”]"
    )
