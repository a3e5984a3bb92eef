"""What is taken for the article, and what for the web page around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.article.boilerplate import RULES, body_spans, find_boilerplate
from quizgen.lexicons import load

ARTICLE = (
    "The harbour bridge will close on 4 May, the town council announced on Tuesday.",
    "“The cables are past saving,” said Ada Brook, the town's chief engineer.",
    "Shopkeeper Tom Vance rejected the plan and said it would empty the quay.",
)

# Rule, place in the page, paragraph.
CUT = [
    ("contact", "after", "Write to Ann Lee at ann.lee@paper.example"),
    ("contact", "after", "Contact Ann Lee: alee@paper.example; 217-555-0114; Twitter: @annlee."),
    ("contact", "within", "Email us: newsdesk@paper.example"),
    ("caption", "within", "The swan on the line near Mullingar (Pic: Island Rail)"),
    ("caption", "within", "Miners' lockers at the pit. (Hal Dunmore for The Courier)"),
    ("caption", "within", "A wheel of the cheese in question. Handout"),
    ("caption", "within", "A closed bakery in Lunel on Monday - EFE"),
    ("furniture", "after", "😍 Loved it"),
    ("furniture", "after", "@annlee"),
    ("form", "after", "By clicking “Sign Up”, you also agree to our Terms of Service."),
    ("label", "within", "After newsletter promotion"),
    ("teaser", "after", "Explore more on these topics"),
    (
        "form",
        "after",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
    ),
    ("form", "after", "This site uses Akismet to reduce spam."),
    ("form", "after", "Your email address will not be published. Required fields are marked *"),
    (
        "form",
        "after",
        "Save my name, email, and website in this browser for the next time I comment.",
    ),
    ("form", "after", "You must be logged in to post a comment."),
    ("form", "within", "We use cookies to improve your experience on our site."),
    ("form", "before", "This website uses cookies to ensure you get the best experience."),
    (
        "form",
        "before",
        "We use cookies on this website to count visits. By continuing to use this site, you agree"
        " to our use of them.",
    ),
    ("form", "after", "Copyright 2016 The Associated Press. All rights reserved."),
    (
        "form",
        "after",
        "Copyright © 2016 The Marlow Gazette. This material may not be published, broadcast,"
        " rewritten or redistributed.",
    ),
    ("form", "after", "© 2016 The Marlow Gazette"),
    ("form", "within", "Sign up for our newsletter."),
    ("form", "after", "Get the day's top stories delivered to your inbox every morning."),
    ("form", "after", "Subscribe to our free daily newsletter! You can unsubscribe at any time."),
    ("form", "after", "Follow Jane Doe on Twitter @janedoe."),
    ("form", "after", "Follow us on Facebook and Instagram"),
    ("form", "after", "Like us on Facebook."),
    ("share_line", "before", "Share on Facebook Share on Twitter"),
    ("share_line", "after", "Click to share on Twitter (Opens in new window)"),
    ("share_line", "before", "12 shares | Tweet | Email"),
    ("share_line", "before", "Facebook"),
    ("label", "before", "Share this article:"),
    ("label", "after", "Leave a Reply"),
    ("label", "after", "LEAVE A REPLY Cancel reply"),
    ("label", "after", "3 Comments"),
    ("label", "within", "ADVERTISEMENT"),
    ("label", "within", "Story continues below advertisement"),
    ("label", "before", "Skip to main content"),
    ("label", "before", "4 min read"),
    ("label", "after", "Subscribe"),
    ("teaser", "within", "READ MORE: Ferry to run through the night"),
    ("teaser", "within", "Read also | ‘We will not leave,’ says the mayor of Marlow"),
    ("teaser", "after", "Related: Ten bridges that fell"),
    ("teaser", "after", "Related stories"),
    ("teaser", "after", "More from Marlow Bay"),
    ("tags", "after", "Tags: bridges, Marlow Bay"),
    ("tags", "after", "Filed under: Transport"),
    ("date_line", "before", "Updated 3:45 PM GMT, Mon March 14, 2016"),
    ("date_line", "before", "Published: 14 March 2016"),
    ("date_line", "after", "Last updated on 14/03/2016 at 10:30"),
    ("date_line", "before", "First published on Mon 14 Mar 2016 18.12 GMT"),
    ("date_line", "before", "March 14, 2016"),
    ("date_line", "before", "Updated 2 hours ago"),
    ("credit", "within", "Photo: Jane Doe/AFP"),
    ("credit", "within", "(Photo by Jane Doe/Getty Images)"),
    ("credit", "before", "Image copyright Getty Images"),
    ("credit", "within", "Image caption The bridge has stood since 1911"),
    ("credit", "before", "REUTERS/Jane Doe"),
    ("credit", "before", "AFP/Getty Images"),
    ("credit", "before", "Picture: PA"),
    ("credit", "after", "Photograph courtesy of Marlow Museum"),
    ("byline", "before", "By Jane Doe"),
    ("byline", "before", "By JANE DOE and JOHN ROE, Associated Press"),
    ("byline", "before", "By Jane van der Doe, Chief Political Correspondent | March 14, 2016"),
    ("byline", "before", "Written by Jane Doe in Marlow Bay"),
    ("byline", "after", "(Reporting by Jane Doe in London; editing by John Roe)"),
    ("byline", "after", "Additional reporting by Ben Marsh in Marlow Bay."),
    ("form", "after", "Ben Marsh contributed to this report."),
    ("form", "after", "This story has been updated to include the mayor's answer."),
    (
        "form",
        "after",
        "© 2016 The Marlow Gazette. All rights reserved. See our permissions page for more.",
    ),
    ("label", "within", "Already a subscriber? Sign in"),
    ("form", "after", "You have 2 free articles left this month."),
    ("form", "after", "Get our free mobile app"),
    (
        "correction",
        "after",
        "Correction: An earlier version of this article gave the wrong height of the bridge.",
    ),
    ("correction", "after", "CORRECTION: May 4, 2016: This story named the wrong engineer."),
    ("correction", "before", "Editor's note: This article was first published in 2014."),
    ("time_stamp", "within", "18:42 GMT"),
    ("time_stamp", "within", "12m ago"),
    ("time_stamp", "within", "3.15am BST"),
    ("time_stamp", "before", "5h ago Turnout passes 80%"),
    ("caption", "within", "The bridge on Monday. Photo: Jane Doe / Marlow Gazette"),
    ("caption", "within", "The bridge at dusk. © AFP"),
    ("caption", "before", "Ada Brook at the old pumping station. (Omar Reed / Marlow Gazette)"),
    ("furniture", "within", "147"),
    ("furniture", "within", "* * *"),
    ("furniture", "after", "jane.doe@gazette.example"),
    ("furniture", "after", "https://gazette.example/bridge"),
    ("furniture", "within", "(SOUNDBITE OF MUSIC)"),
    ("furniture", "after", "← Harbour wall to be mended"),
    ("furniture", "before", "Jane Doe | Staff writer"),
    ("teaser", "after", "Previous article Ferry to run through the night"),
    ("teaser", "after", "Follow our coverage of the bridge: https://gazette.example/bridge"),
]

# Paragraphs of articles, each with words that a rule could stumble over.
KEPT = [
    "COPPER FIRM BOUGHT FOR $4BN The sale is to end a dispute of nine years. (Bloomberg)",
    "Contact with the crew broke off at noon, after an email to crew@ship.example.",
    "Email helped: the crew wrote to their wives every night.",
    "Sign up for the race at the town hall by Friday.",
    "The trains will share the line with freight for two years, and follow a new timetable.",
    "She kept the letter (her brother's for the most part).",
    "Tags: nobody had sewn any into the coats.",
    "Two answers to the question of the harbour were given on Monday.",
    "Join us, the strikers shouted to the crowd.",
    "In 2014 the newsletter had 300 readers; by 2016 it had none.",
    "Subscribe to nothing was his father's advice, and he followed it.",
    "Akismet, a company that filters comment spam, said it had blocked 500 billion messages.",
    "The bakery says it uses cookies to raise money for the school.",
    "We use cookies to train our dogs, and they love it.",
    "“This site uses cookies to track you,” the banner read.",
    "By continuing to use the site, the company could lose its licence, the judge warned.",
    "Copyright law in Europe has not kept up with the internet.",
    "Copyright infringement cost the studio £2 million.",
    "Subscribe to the view that bridges last for ever, and you will get wet, he said.",
    "Subscribers to the newsletter fell by a third in March.",
    "Sign up or leave, the union told its members.",
    "Share prices fell by 3% on Monday.",
    "Facebook and Twitter share your data with advertisers.",
    "Twitter said on Tuesday that it would follow Facebook.",
    "Follow the money, prosecutors were told on Monday.",
    "Read the letter aloud, the judge told him.",
    "Related companies must publish their accounts by 31 March.",
    "By Monday, 300 people had signed.",
    "By Tuesday the water had reached the town hall.",
    "By Friday",
    "Photographs by Ms Brook show rust on every cable.",
    "Photo opportunities were few: the minister left by the back door.",
    "Image is everything, the minister said.",
    "Video of the collapse spread within minutes.",
    "Credit unions lent £3 million last year.",
    "Updated figures will be published on 14 March.",
    "Published in March 2015, the report found 40 faults.",
    "Comments made by the minister were greeted with laughter.",
    "The talks began on Monday, March 14, 2016.",
    "Reporting by journalists has shown that the cables were never inspected.",
    "Print is not dead, she said.",
    "Tags were cut from the stolen coats, police said.",
    "More from the quarry was used to mend the wall.",
    "Reuters reported on Monday that the bridge would close.",
    "Get out, she told them.",
    "He resigned.",
    "Why?",
    "‘Never again’",
    "No comment.",
    "30,000.",
    "« We have no plan B, » said Mayor Delcassé. « Plan A is the alphabet. »",
    "»It reads the rain,« said Anneke Thorvaldsen. »It always has.«",
    "The ferry left at 18:42.",
    "At 5pm on Tuesday the council met.",
    "Correction of the cables began in March 2015.",
    "Correction: nobody had asked the mayor, Tom Vance said.",
    "The update was sent to 4,000 people at 18:42 GMT on Monday.",
    "The council's photo of the bridge, taken in 1911, shows three cables (two are left).",
    "Ada Brook (left) and Tom Vance (right) met in Marlow Bay.",
    "“It stood for a century,” said Ada Brook. Photo: Jane Doe",
    "A → B is quicker than B → A, the engineer wrote.",
    "Subscribe to read the letter, the mayor told the crowd.",
    "Cancel the vote, or nobody will come, she warned.",
    "Great Marlow has 4,000 people.",
    "She may earn a commission of £2 million, prosecutors say.",
    "Author Jane Doe wrote three books about the bridge.",
    "Live animals were found on the ferry.",
]


def page(paragraph: str, place: str) -> str:
    """An article with a paragraph before, within or after it."""
    parts = list(ARTICLE)
    parts.insert({"before": 0, "within": 2, "after": len(parts)}[place], paragraph)
    return "\n\n".join(parts)


def body_of(text: str) -> list[str]:
    return [span.of(text) for span in body_spans(text)]


@pytest.mark.parametrize(("rule", "place", "paragraph"), CUT)
def test_what_surrounds_an_article_is_cut(rule: str, place: str, paragraph: str) -> None:
    """Forms, notices, share bars, credits and bylines are cut, and nothing else is."""
    text = page(paragraph, place)
    assert body_of(text) == list(ARTICLE)
    found = find_boilerplate(text)
    assert [(each.span.of(text), each.name) for each in found] == [(paragraph, rule)]


@pytest.mark.parametrize("place", ["before", "within", "after"])
@pytest.mark.parametrize("paragraph", KEPT)
def test_paragraphs_of_an_article_stay(paragraph: str, place: str) -> None:
    """A sentence that only mentions what boilerplate speaks of is part of the article."""
    assert paragraph in body_of(page(paragraph, place))


def test_every_rule_has_a_case() -> None:
    """No rule goes untested."""
    assert {rule for rule, _ in RULES} == {rule for rule, _, _ in CUT}


def test_readers_comments_are_cut() -> None:
    """What stands under "2 responses to …" is not of the article, whatever it says."""
    comments = "2 responses to “The harbour”\n\nAnn says:\n\nI was there. It was cold."
    assert body_of(page(comments, "after")) == list(ARTICLE)


def test_buttons_and_headlines_below_a_footer_are_cut() -> None:
    """Whatever begins below the article goes on to the end of the page."""
    text = page("Leave a Reply\n\nThe lighthouse cat\n\nQuiz of the week", "after")
    assert body_of(text) == list(ARTICLE)


def test_a_section_above_the_headline_is_cut() -> None:
    """ "Energy" is neither headline nor article."""
    text = "Energy\n\nCounty sells its last mine for a dollar\n\nAnn Lee\n\n" + "\n\n".join(ARTICLE)
    assert body_of(text) == ["County sells its last mine for a dollar", *ARTICLE]


def test_a_time_in_a_live_page_ends_a_list_of_headlines() -> None:
    """What stands below the next time stamp is news."""
    text = page("Key points\n\nTwo shots heard\n\n18:55:12\n\nTwo hostages freed", "within")
    assert "Two hostages freed" in body_of(text)
    assert "Two shots heard" not in body_of(text)


def test_headlines_under_a_heading_of_others_are_cut() -> None:
    """A list of other articles is recognised by its heading, and ends where prose begins."""
    text = page("Related stories\n\nTen bridges that fell\n\nWhy ferries are back", "within")
    assert body_of(text) == list(ARTICLE)


def test_who_wrote_it_is_cut_between_headline_and_article() -> None:
    """Names alone on a line are a byline there, and part of the article everywhere else."""
    for names in ("Jane Doe", "Jane Doe, Transport Editor", "Jane Doe in Marlow Bay May 4 2016"):
        text = "\n\n".join(["Bridge to close in May", names, *ARTICLE])
        assert names not in body_of(text)
        assert names in body_of(page(names, "within"))


def test_the_author_is_not_written_about() -> None:
    """A line or two after a heading such as "About the author" is of no article."""
    text = page("About the author\n\nJane Doe has covered bridges since 2009.", "after")
    assert body_of(text) == list(ARTICLE)


def test_a_form_that_runs_on_from_the_last_sentence_is_cut_off() -> None:
    """The article's own sentences in that paragraph stay."""
    form = "This site uses Akismet to reduce spam. Learn how your comment data is processed."
    text = "\n\n".join(ARTICLE) + " " + form
    assert body_of(text) == list(ARTICLE)
    assert [found.span.of(text) for found in find_boilerplate(text)] == [form]


@pytest.mark.parametrize(
    "credit",
    [
        "Ben Marsh contributed to this report.",
        "Herald News’ Ben Marsh and Ida Roth in Leith also contributed reporting.",
        "(Reporting by Ben P. Marsh and Ida Roth; Editing by Leo Holt)",
        "With additional reporting from Ben Marsh in Leith.",
    ],
)
def test_a_credit_that_runs_on_from_the_last_sentence_is_cut_off(credit: str) -> None:
    """It follows in the same paragraph, where line breaks were lost."""
    assert body_of("\n\n".join(ARTICLE) + " " + credit) == list(ARTICLE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The storm contributed to this report of a wall that leaned.",
        "Three of the clerks who wept contributed to this report.",
        "Reporting by the clerks was late and helped nobody.",
    ],
)
def test_a_last_sentence_of_reports_stays(sentence: str) -> None:
    """Where it tells of more than names."""
    *before, last = ARTICLE
    assert body_of("\n\n".join(ARTICLE) + " " + sentence) == [*before, f"{last} {sentence}"]


def test_each_paragraph_is_a_span_of_its_own() -> None:
    """Single line breaks part paragraphs in text that isn't hard-wrapped."""
    text = "\n".join(ARTICLE)
    assert body_of(text) == list(ARTICLE)


def test_typography_and_case_make_no_difference() -> None:
    """Curly apostrophes, capitals, line breaks and stray spaces occur in copied text."""
    text = page(
        "THIS SITE USES AKISMET TO REDUCE SPAM. \t Learn how your comment data is processed.",
        "after",
    )
    assert body_of(text) == list(ARTICLE)


def test_nothing_but_boilerplate_leaves_no_body() -> None:
    """A text that is only a form has no article in it."""
    assert body_spans("Leave a Reply\n\nThis site uses Akismet to reduce spam.") == ()
    assert body_spans(" \n\t\n") == ()


def test_lexicon_entries_are_written_as_they_are_compared() -> None:
    """An entry in capitals, or with a final stop, would never match anything."""
    for name, lists in load("boilerplate").items():
        for key in ("sentences", "labels", "headings"):
            for entry in lists.get(key, ()):
                assert entry == entry.casefold().replace("’", "'"), (name, entry)
                assert entry == entry.strip(" !?…:»>→|-–—"), (name, entry)
                assert not entry.endswith(".") or entry.endswith("..."), (name, entry)


PARAGRAPHS = st.one_of(
    st.sampled_from([*KEPT, *(paragraph for _, _, paragraph in CUT), *ARTICLE]),
    st.text(max_size=80),
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " \n \n", "\r", "\u2028", "\x0b", " "])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Paragraphs of all sorts, parted in all ways."""
    text = ""
    for paragraph in draw(st.lists(PARAGRAPHS, max_size=12)):
        text += paragraph + draw(BREAKS)
    return text


@given(pages())
def test_spans_are_ordered_disjoint_and_within_the_text(text: str) -> None:
    """Body and boilerplate together cover all that isn't white space, each character once."""
    body = body_spans(text)
    cut = tuple(found.span for found in find_boilerplate(text))
    for spans in (body, cut, tuple(sorted(body + cut))):
        last = 0
        for span in spans:
            assert last <= span.start < span.end <= len(text)
            last = span.end
    for span in body:
        assert span.of(text) == span.of(text).strip()
    covered = {place for span in (*body, *cut) for place in range(*span)}
    assert all(
        text[place].isspace() or text[place] in "\x1c\x1d\x1e\x1f\x85"
        for place in range(len(text))
        if place not in covered
    )


@given(pages(), st.lists(st.sampled_from(ARTICLE), min_size=1, max_size=3))
def test_prose_is_never_lost(around: str, prose: list[str]) -> None:
    """Whatever stands around them, full sentences of an article stay in its body."""
    text = around + "\n\n" + "\n\n".join(prose) + "\n\n" + around
    body = body_of(text)
    assert all(any(paragraph in span for span in body) for paragraph in prose)


def test_corrections_under_their_title_are_cut() -> None:
    """What the editors say below the article is not of it, in however many paragraphs."""
    note = (
        "CORRECTION:\n\nAs published in the Marlow Gazette.\n\nAn article on Monday misstated the"
        " year in which the bridge was built. On Wednesday, however, Tom Vance said that it was"
        " 1912.\n\nSaturday, December 19, 2015."
    )
    assert body_of(page(note, "after")) == list(ARTICLE)


def test_news_under_the_heading_correction_stays() -> None:
    """A section of an article may be called so."""
    part = "Correction\n\nShares fell by a tenth in Marlow Bay on Monday, Tom Vance said."
    assert part.split("\n\n")[1] in body_of(page(part, "within"))
