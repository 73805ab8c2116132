"""Clean: what is marked as boilerplate, what is left to the article, and what the text tells about itself."""

from __future__ import annotations

import pytest

from sayso.clean import clean
from sayso.records import Boilerplate, Document, Metadatum, Span

LEAD = (
    "The ministry of water in Port Aster closed two of the five dams on the Lune this week, and the harbour authority "
    "has asked the towns downstream to store drinking water for at least three days."
)
SECOND = (
    'Engineer Dora Lindqvist, who runs the upper station, said the level fell by forty centimetres. "We have never '
    'seen the gauge so low in spring," she said, and asked the council to meet.'
)
THIRD = (
    "The towns along the lower river have asked for tankers, and the county has lent them nine, which fill their tanks "
    "at night at the springs above the old bridge."
)


def document(text: str, **known: object) -> Document:
    return Document(id="b2:0", text=text, path="a.txt", **known)  # type: ignore[arg-type]


def marked(text: str) -> list[tuple[str, str]]:
    """(reason, words) of every mark."""
    cleaned = clean(document(text))
    return [(mark.reason, mark.span.of(text)) for mark in cleaned.boilerplate]


def page(*lines: str, gap: str = "\n\n") -> str:
    """An article of two paragraphs, and `lines` below it."""
    return gap.join(("Port Aster runs short of water", LEAD, SECOND, *lines))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Sign up for our free weekly newsletter", "newsletter box"),
        ("Get the best of the Aster Gazette delivered directly to your inbox.", "newsletter box"),
        ("Подписывайтесь на наш телеграм-канал", "newsletter box"),
        ("Follow Dora Lind on Twitter @doralind.", "share line"),
        ("Share this article", "share line"),
        ("Like us on Facebook | Follow us on Twitter", "share line"),
        ("Поделиться", "share line"),
        ("Leave a Reply", "comment form"),
        ("12 Comments", "comment form"),
        ("Have something to add? Share it in the comments.", "comment form"),
        ("We use cookies to give you the best experience on our site.", "cookie notice"),
        ("© 2023 The Aster Gazette. All rights reserved.", "copyright line"),
        ("Advertisement", "advertisement"),
        ("Photo: Aster Press", "photo credit"),
        ("(Additional reporting by Tom Vale; Editing by Ann Moor.)", "credit line"),
        ("Tom Vale and Ann Moor contributed to this report.", "credit line"),
        ("Editor's note: an earlier headline gave the wrong river.", "editor's note"),
        ("This story has been updated to include the council's answer.", "update note"),
        ("ALSO READ: Ten lakes that dried up", "related stories"),
        ("Читайте также: Десять озёр, которых больше нет", "related stories"),
        ("Read the rest here.", "read-more line"),
        ("You can read the whole report here.", "read-more line"),
        ("Profile: Engineer Dora Lindqvist", "related stories"),
        ("RelatedLune Runs DryTowns Store Water for Three Days", "related stories"),
        ("To reach Tom Vale, call 555-0100 or send email to tvale@example.org.", "contact line"),
        ("abc/de (AP, AFP, Reuters)", "agency credit"),
        ("GAUGE: The station at the upper dam [ASTER PRESS]", "photo caption"),
        ("(ABOVE: The upper station as it stood in spring.)", "photo caption"),
        ("A handout picture taken on May 3 and made public by the council shows the dam", "photo caption"),
        ("A boat lies on the dry bed of the Lune.   Reuters", "photo caption"),
        ("lune-dam_gauge-2.jpg", "page furniture"),
        ("Original: asterpost.example/news/41", "provenance line"),
        ("来源：阿斯特日报", "provenance line"),
        ("This article was originally published by the Lune Courier.", "provenance line"),
        ("Statement: This article represents the views of the author alone.", "site disclaimer"),
        ("Мнение автора может не совпадать с мнением редакции.", "site disclaimer"),
        ("Tags: water, dams, Lune", "tag list"),
        ("Contact the writer at tom@gazette.example", "contact line"),
        ("Home > News > Water", "navigation"),
        ("Scroll down for video", "read-more line"),
        ("* * *", "separator"),
    ],
)
def test_line_below_the_article_is_marked(line: str, reason: str) -> None:
    assert marked(page(line)) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the auditor said, and it leads to the dam.",
        '"Share this with your neighbours," the mayor told the crowd.',
        "Read more about this in the report that the ministry did not publish, she said.",
        "The photo: a dry lake, an empty boat, and nobody in sight for miles.",
        "Subscribers to the water scheme said they had never been asked.",
        "Related companies have denied that they sold the pumps.",
        "Advertisements for bottled water doubled, according to the chamber of trade.",
        "— Tom Vale (@tomvale) May 3, 2023",
        "According to the Lune Courier:",
        "Via the Lune Courier:",
        "Comments by the minister were seen as a threat in Port Aster.",
        "“VIDEO: they all told me it was the pumps, and it was not the pumps.",
        "The council contributed to this reportedly costly dam, an auditor wrote.",
        "What do you think of the dam?",
    ],
)
def test_sentence_of_the_article_is_left_alone(line: str) -> None:
    assert marked(page(line, THIRD)) == []


PULLED = "We have never seen the gauge so low in spring"
CAPTIONS = (
    "Workers of the harbour authority carry sandbags to the lower dam of the Lune in Port Aster",
    "The upper station of the ministry, where the gauge stood at its lowest since it was built (left)",
)


def articles_paragraphs(*inside: str) -> str:
    return "\n\n".join((LEAD, SECOND, *inside, *(f"Town {number} below the dams of the Lune stored water for its {number} "
                     "schools and for the hospital of the county." for number in range(2, 7))))  # fmt: skip


def test_words_that_a_paragraph_near_them_says_are_a_pull_quote() -> None:
    assert marked(articles_paragraphs(PULLED)) == [("repeated words", PULLED)]
    assert marked(articles_paragraphs(f"“{PULLED.upper()}”")) == [("repeated words", f"“{PULLED.upper()}”")]
    assert marked(articles_paragraphs(LEAD)) == [("repeated words", LEAD)]
    assert not marked(articles_paragraphs("We have never seen the gauge so low in autumn"))


def test_each_of_two_equal_posts_keeps_its_signature() -> None:
    post = "The gauge of the Lune stands lower than it ever did since the station was built"
    signed = (post, "— Dora Lind (@doralind) May 3, 2031")
    assert not marked(articles_paragraphs(*signed, *signed))


def test_captions_among_paragraphs_that_end_in_a_full_stop() -> None:
    text = articles_paragraphs(
        CAPTIONS[0], "The council met again. It met for three days and heard the engineers.", CAPTIONS[1]
    )
    assert marked(text) == [("photo caption", CAPTIONS[0]), ("photo caption", CAPTIONS[1])]


@pytest.mark.parametrize(
    "inside",
    [
        CAPTIONS[:1],  # one may be a paragraph that lost its full stop
        (CAPTIONS[0], "The engineer said that the upper station of the ministry is to be closed for good by winter"),
        (*CAPTIONS, CAPTIONS[0].replace("lower", "upper"), CAPTIONS[1].replace("upper", "lower")),  # a list
        (CAPTIONS[0] + ".", CAPTIONS[1]),
    ],
)
def test_what_is_no_caption(inside: tuple[str, ...]) -> None:
    assert [reason for reason, words in marked(articles_paragraphs(*inside)) if words == inside[-1]] == []


def test_reporters_who_can_be_reached_and_the_station_of_a_dateline() -> None:
    text = page("To reach Tom Vale, call 555-0100. To reach Ann Moor, send email to amoor@example.org.")
    assert [m.value for m in clean(document(text)).metadata if m.name == "author"] == ["Tom Vale", "Ann Moor"]
    station = clean(document(f"PORT ASTER, Mo. (KXYZ) - {LEAD}\n\n{SECOND}"))
    assert station.meta("origin") == "KXYZ"
    desk = clean(document(page("abc/de (AP, AFP)")))
    assert [m.value for m in desk.metadata if m.name == "origin"] == ["AP", "AFP"]


def test_list_of_links_ends_where_the_article_goes_on() -> None:
    text = "\n\n".join(("Water short", LEAD, "RELATED STORIES", "Ten lakes that dried up", "A pump too far", SECOND))
    assert marked(text) == [("related stories", "RELATED STORIES\n\nTen lakes that dried up\n\nA pump too far")]


def test_entries_of_other_articles_below_the_bio_are_one_list() -> None:
    lines = ["-", "A spicy soup for spring", "By Ann Moor Published", "-", "Chess on ice", "By Tom Vale Published"]
    bio = "Tom has worked as a reporter and editor at The Gazette since 2008. He covers rivers and lakes."
    text = "\n".join(("Water short", LEAD, SECOND, bio, *lines))
    assert marked(text) == [("author bio", bio), ("related stories", "\n".join(lines))]
    assert clean(document(text)).author == "Tom Vale"


def test_somebody_quoted_above_is_not_the_author() -> None:
    text = page("Dora Lindqvist is a professor of hydrology at the University of Port Aster.")
    assert marked(text) == []


def test_lines_inside_a_newsletter_box_belong_to_it() -> None:
    box = ("Subscribe to The Gazette", "Get behind the headlines.", "Sign up for The Gazette's free newsletters")
    text = "\n".join(("Water short", LEAD, *box, SECOND))
    assert marked(text) == [("newsletter box", "\n".join(box))]
    assert clean(document(text)).outlet == "The Gazette"


def test_broken_line_of_fixed_width_text_is_not_a_phrase() -> None:
    text = "\n".join(
        ("Water short", "", "The mayor asked every household in the lower town to cut its use and", "share this", LEAD)
    )
    assert marked(text) == []


def test_head_of_a_page() -> None:
    text = "\n".join(
        (
            "LUNE COURIER LOGO",
            "World News",
            "",
            "Port Aster runs short of water",
            "By Tom Vale and Ann Moor, Lune Courier",
            "Published: 3 May 2023 10:15",
            "",
            LEAD,
            "",
            SECOND,
        )
    )
    cleaned = clean(document(text))
    assert [mark.reason for mark in cleaned.boilerplate] == ["site logo", "section label", "byline", "date line"]
    found = {(datum.name, datum.value, datum.where) for datum in cleaned.metadata}
    assert found >= {
        ("outlet", "Lune Courier", "logo, line 1"),
        ("title", "Port Aster runs short of water", "line 4"),
        ("author", "Tom Vale", "byline, line 5"),
        ("author", "Ann Moor", "byline, line 5"),
        ("published", "2023-05-03T10:15", "date line, line 6"),
    }
    said = {datum.name: datum.span.of(text) for datum in cleaned.metadata if datum.span}
    assert said["published"] == "3 May 2023 10:15"
    assert said["title"] == "Port Aster runs short of water"


def test_blog_names_its_author_above_the_date() -> None:
    text = "\n".join(("A drought foretold?", "", "Dry Lands", "3 min readNov 18, 2022", "", "--", "", LEAD, "", SECOND))
    cleaned = clean(document(text))
    assert (cleaned.title, cleaned.author, cleaned.published) == ("A drought foretold?", "Dry Lands", "2022-11-18")


@pytest.mark.parametrize(
    ("masthead", "outlet", "published"),
    [
        ("THE LUNE COURIER", "The Lune Courier", None),
        ("Border Review, 21 March 2024", "Border Review", "2024-03-21"),
        ("LUNE DIGEST - the press of the region", "Lune Digest", None),
        ("ВЕЧЕРНИЕ НОВОСТИ", "Вечерние Новости", None),
    ],
)
def test_masthead_is_the_outlet_and_not_the_title(masthead: str, outlet: str, published: str | None) -> None:
    cleaned = clean(document(f"{masthead}\n\nPort Aster runs short of water\n\n{LEAD}\n\n{SECOND}"))
    assert (cleaned.outlet, cleaned.published) == (outlet, published)
    assert cleaned.title == "Port Aster runs short of water"
    assert [mark.reason for mark in cleaned.boilerplate] == ["site logo"]


def test_headline_that_ends_like_a_newspaper_is_still_the_title() -> None:
    cleaned = clean(document(f"Minister Blames The Press\n\n{LEAD}\n\n{SECOND}"))
    assert (cleaned.title, cleaned.outlet) == ("Minister Blames The Press", None)


def test_from_the_desk_of_names_the_author_and_stays_in_the_article() -> None:
    cleaned = clean(document(f"From the desk of Wend Lind\n\nWho drank the river?\n\n{LEAD}\n\n{SECOND}"))
    assert (cleaned.author, cleaned.title, cleaned.boilerplate) == ("Wend Lind", "Who drank the river?", ())


def test_name_below_the_date_is_the_author() -> None:
    cleaned = clean(document(f"Port Aster runs dry\n\n17 May 2023, 14:30\nAnna Berg\n\n{LEAD}\n\n{SECOND}"))
    assert (cleaned.author, cleaned.published) == ("Anna Berg", "2023-05-17T14:30")


def test_marks_of_markdown_are_no_part_of_the_title() -> None:
    cleaned = clean(document(f"# Port Aster runs dry\n\n{LEAD}\n\n{SECOND}"))
    [title] = [datum for datum in cleaned.metadata if datum.name == "title"]
    assert (title.value, title.span) == ("Port Aster runs dry", Span(2, 21))


def test_provenance_gives_address_and_origin() -> None:
    cleaned = clean(document(page("Original: asterpost.example/news/41/")))
    assert cleaned.address == "asterpost.example/news/41/"
    assert cleaned.meta("origin") == "asterpost.example"


def test_wire_in_the_dateline_is_the_origin_and_no_outlet() -> None:
    text = "\n\n".join(("Water short in Port Aster", "PORT ASTER, Jan. 3, 2023 (Reuters) - " + LEAD, SECOND))
    cleaned = clean(document(text))
    assert (cleaned.meta("origin"), cleaned.outlet, cleaned.published) == ("Reuters", None, "2023-01-03")
    assert cleaned.boilerplate == ()


@pytest.mark.parametrize("line", ["Friday", "2 hours ago", "3/4/2023", "May 2023"])
def test_date_that_does_not_tell_the_day_stays_unknown(line: str) -> None:
    assert clean(document("\n".join(("Port Aster runs short of water", line, LEAD, SECOND)))).published is None


def test_date_in_a_list_of_links_is_not_the_articles() -> None:
    assert clean(document(page("RELATED", "Cartoons of the day - January 25, 2025"))).published is None


def test_text_that_opens_with_prose_has_no_title() -> None:
    assert clean(document(f"{LEAD}\n\n{SECOND}")).title is None


def test_headline_keeps_its_words_but_not_a_lone_full_stop() -> None:
    text = f"Port Aster Runs Short Of Water.\n\n{LEAD}\n\n{SECOND}"
    cleaned = clean(document(text))
    assert cleaned.title == "Port Aster Runs Short Of Water"
    [span] = [datum.span for datum in cleaned.metadata if datum.name == "title"]
    assert span == Span(0, len("Port Aster Runs Short Of Water"))


def test_what_the_reader_gave_stays() -> None:
    given = (Metadatum(name="title", value="Sign up for our newsletter", where="title element"),)
    known = (Boilerplate(span=Span(0, 5), reason="cut by the reader"),)
    text = f"Sign up for our newsletter\n\n{LEAD}\n\nShare this article"
    cleaned = clean(document(text, metadata=given, boilerplate=known))
    assert cleaned.title == "Sign up for our newsletter"
    assert cleaned.boilerplate[0] == known[0]
    assert [mark.reason for mark in cleaned.boilerplate] == ["cut by the reader", "share line"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEAD, "en"),
        ("Министерство закрыло две плотины и попросило жителей запастись водой на три дня.", "ru"),
        ("水务部本周关闭了两座水坝，并要求下游城镇储存至少三天的饮用水。", "zh"),
        ("أغلقت وزارة المياه سدين هذا الأسبوع وطلبت من السكان تخزين مياه الشرب.", "ar"),
        ("Су министрлігі екі бөгетті жауып, тұрғындардан ауыз су қорын жасауды сұрады.", "kk"),
        ("Port Aster", None),
        ("12345 67890", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert clean(document(text)).meta("language") == language


def test_cyrillic_and_chinese_pages_are_read() -> None:
    russian = "Порт Астер остался без воды\n\nАвтор: Анна Берг\n18 ноября 2022\n\n" + "Министерство закрыло плотины. " * 8
    cleaned = clean(document(russian))
    assert (cleaned.title, cleaned.author, cleaned.published) == (
        "Порт Астер остался без воды",
        "Анна Берг",
        "2022-11-18",
    )
    chinese = (
        "阿斯特港缺水\n\n作者：张三\n2024年1月3日\n\n"
        + "水务部本周关闭了两座水坝，并要求下游城镇储存至少三天的饮用水。" * 4
    )
    cleaned = clean(document(chinese))
    assert (cleaned.title, cleaned.author, cleaned.published) == ("阿斯特港缺水", "张三", "2024-01-03")
