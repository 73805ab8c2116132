"""Who each source is: one invented text for each way in which an article names its speakers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sayso.records import Attribution, Document, Entity, EntityType, Findings, Metadatum, Span
from sayso.resolve import resolve

MARK = re.compile(r"\[(?P<source>[^][]+)\]|\{(?P<content>[^{}]+)\}")


def marked(words: str) -> Findings:
    """Findings of a text in which `[...]` marks a source and the next `{...}` its content; the marks are taken out."""
    text, at = "", 0
    sources: list[Span] = []
    contents: list[Span] = []
    for match in MARK.finditer(words):
        text += words[at : match.start()]
        part = match["source"] or match["content"]
        (sources if match["source"] else contents).append(Span(len(text), len(text) + len(part)))
        text += part
        at = match.end()
    text += words[at:]
    end = Span(len(text) - 1, len(text))
    attributions = tuple(
        Attribution(id=str(n), source=(source,), content=(contents[n] if n < len(contents) else end,))
        for n, source in enumerate(sources)
    )
    return Findings(document=Document(id="d", text=text, path="t.txt"), attributions=attributions)


def entities(findings: Findings) -> list[Entity | None]:
    """The entity behind each attribution's source."""
    resolved = resolve(findings)
    known = {entity.id: entity for entity in resolved.entities}
    return [known[a.speaker] if a.speaker else None for a in resolved.attributions]


def names(words: str) -> list[str | None]:
    return [entity.name if entity else None for entity in entities(marked(words))]


def roles(words: str) -> list[str]:
    """The roles of the first source's entity."""
    findings = marked(words)
    entity = entities(findings)[0]
    assert entity is not None
    return [role.of(findings.document.text) for role in entity.roles]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sen. Marta Olsen spoke. [Olsen] said {no}.", ["Marta Olsen"]),
        ("[Olsen] was first. Later Marta Olsen left.", ["Marta Olsen"]),
        ("Aung Lin Tun spoke. [Lin Tun] said {no}.", ["Aung Lin Tun"]),
        ("Xi Mingze spoke. [Xi] said {no}.", ["Xi Mingze"]),
        ("Donald J. Harlan spoke. Donald Harlan left. [Mr. Harlan] said {no}.", ["Donald J. Harlan"]),
        ("Ildefonso Guajardo Rey spoke. [Mr. Guajardo Rey] said {no}.", ["Ildefonso Guajardo Rey"]),
        ("Ursula von der Brugge spoke. [von der Brugge] said {no}.", ["Ursula von der Brugge"]),
        ("[President Kassym-Jomart Serikov] said {no}. [Serikov] said {yes}.", ["Kassym-Jomart Serikov"] * 2),
        ("[Ohio Party Chairman David Pell] said {no}.", ["David Pell"]),
        ("[Former Foreign Minister Oleg Varov] said {no}.", ["Oleg Varov"]),
        ("[Minister of Public Order Branno Teskar] said {no}.", ["Branno Teskar"]),
        ("[Governor Pell] said {no}.", ["Pell"]),
        ("[Justice Frank Nerva of the Supreme Court] said {no}.", ["Frank Nerva"]),
    ],
)
def test_people_have_the_fullest_name_of_the_text_and_no_titles(words: str, expected: list[str]) -> None:
    assert names(words) == expected


def test_a_misspelt_surname_is_the_one_that_it_is_like() -> None:
    assert names("Leslie Wimmes, a voter, came. [Wimmies] said {no}.") == ["Leslie Wimmes"]


def test_a_headline_names_whom_the_body_names() -> None:
    words = "[Olsen] Slams Budget Plan Before Vote.\n\nSen. Marta Olsen criticised the plan on Monday."
    assert names(words) == ["Marta Olsen"]


def test_two_people_with_one_surname_are_told_apart() -> None:
    by_title = "Bill Harlan and Nora Harlan came. [Mrs. Harlan] said {no}. [Mr. Harlan] said {yes}."
    assert names(by_title) == ["Nora Harlan", "Bill Harlan"]
    first = "Nora Harlan leads. Her plan is popular. It grew. Bill Harlan is retired. Years went by. [Harlan] said {no}."
    assert names(first) == ["Nora Harlan"]
    by_pronoun = "Nora Harlan and Bill Harlan met. Then it rained. Much later [Harlan] said he {would stay}."
    assert names(by_pronoun) == ["Bill Harlan"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("John Reed met Mary Stone. [He] said {no}.", "John Reed"),
        ("John Reed met Mary Stone. [She] said {no}.", "Mary Stone"),
        ("[John Reed] said {no}. {Bob Hart is wrong}, [he] added.", "John Reed"),
        ("John Reed spoke. “{Bob Hart lies}”, [he] said.", "John Reed"),
        ("Lindsey Moss spoke. He was calm. [He] said {no}.", "Lindsey Moss"),
        ("In [her] view, said nobody, Mary Stone was right.", "Mary Stone"),
        ("A young woman stood up. [The woman] said {no}. [She] left.", "A young woman"),
    ],
)
def test_he_and_she(words: str, expected: str) -> None:
    assert names(words)[-1] == expected


def test_a_pronoun_that_nobody_fits_is_unknown() -> None:
    assert names("John Reed came. [She] said {no}.") == [None]
    assert names("[Nobody] knows. [Some] say {no}. [They] do.") == [None, None, None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[Critics of the plan] said {no}. [They] said {more}.", "Critics of the plan"),
        ("[Ann Reed and Bob Hart] said {no}. [They] said {more}.", "Ann Reed & Bob Hart"),
        ("Ann Reed and Bob Hart are together again. [They] said {no}.", "Ann Reed & Bob Hart"),
        ("[The Energy Commission] said {no}. [It] said {more}.", "Energy Commission"),
    ],
)
def test_they_and_it(words: str, expected: str) -> None:
    assert names(words)[-1] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It was Mary Stone, [who] said {no}.", "Mary Stone"),
        ("It was Mary Stone, now a judge, [who] said {no}.", "Mary Stone"),
        ("There are some economists [who] argue {no}.", "some economists"),
        ("The bill levied by the River Commission, [which] contended {no}, is good.", "River Commission"),
        ("We heard Ann Reed and Bob Hart, [who] saw {it}.", "Ann Reed & Bob Hart"),
    ],
)
def test_relatives_mean_the_noun_before(words: str, expected: str) -> None:
    assert names(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sen. Marta Olsen spoke. Bob Hart listened. Rain fell. [The senator] said {no}.", "Marta Olsen"),
        ("Nik Varov, head of the Analysis Club, spoke. It rained. [The expert] said {no}.", "Nik Varov"),
        ("An attorney for Pell, Mark Dorn, spoke. Pell did not. [Pell's lawyer] said {no}.", "Mark Dorn"),
        ("[An attorney for Pell, Mark Dorn,] said {no}.", "Mark Dorn"),
        ("[The spokesman, Mark Dorn,] said {no}.", "Mark Dorn"),
        ("Spokesman John Smyth came. It rained. [The spokesman] said {no}.", "John Smyth"),
        ("President Alan Gard left. Former President Bill Harlan came. [The former president] said {no}.", "Bill Harlan"),
        ("[Lawmaker] Urges Big Changes Across Whole Nation.\n\nRep. Adam Stiff, a Democrat, spoke.", "Adam Stiff"),
        ("[Experts] say: the plan may fail\n\nNik Varov, head of the Analysis Club, spoke.", "Nik Varov"),
        ("Ann Reed attacked Marta Olsen after [the front-runner] had said {no}.", "Marta Olsen"),
        ("[A federal judge] said {no}.", "A federal judge"),
        ("John Reed came. [A senior campaign official] said {no}.", "A senior campaign official"),
        ("John Reed came. [The man who shot him] said {no}.", "The man who shot him"),
    ],
)
def test_descriptions_of_one_person(words: str, expected: str) -> None:
    assert names(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Senators Ann Reed and Marta Olsen came. [The senators] said {no}.", "Ann Reed & Marta Olsen"),
        ("President Al Gard and President Bo Lund met. [The two presidents] said {no}.", "Al Gard & Bo Lund"),
        ("[Sens. Ann Reed (D-Mont.) and Bob Hart (R-La.)] said {no}.", "Ann Reed & Bob Hart"),
        ("Bill Harlan and Nora Harlan came. [The Harlans] said {no}.", "Bill Harlan & Nora Harlan"),
        ("[Officials at the Port Authority, a big body,] said {no}.", "Officials at the Port Authority"),
        ("[Trump-style politicians and supporters] said {no}.", "Trump-style politicians and supporters"),
    ],
)
def test_descriptions_of_several(words: str, expected: str) -> None:
    assert names(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Collective Defence Organization (CDO) met. [The CDO] said {no}.", "Collective Defence Organization"),
        ("[Democracy for Velmar (DFV)] came. [DFV] said {no}.", "Democracy for Velmar"),
        ("The Ministry of Health met. [The ministry] said {no}.", "Ministry of Health"),
        ("The Lakeside Times wrote it. [The paper] said {no}.", "Lakeside Times"),
        ("[A federal appeals court] ruled {no}. The U.S. Court of Appeals was split.", "U.S. Court of Appeals"),
        (
            "[The House Oversight and Reform Committee] voted {no} on Monday after a long day.",
            "House Oversight and Reform Committee",
        ),
        ("[The Securities and Exchange Commission] said {no}. It was late.", "Securities and Exchange Commission"),
        ("Open Circle, a monitoring group, met. [The group] said {no}.", "Open Circle"),
        ("Marta Olsen runs. The Olsen campaign is rich. [Her campaign] said {no}.", "Olsen campaign"),
        ("Marta Olsen runs. [Her campaign] said {no}.", "Marta Olsen’s campaign"),
        ("[Olsen’s campaign] said {no}. Marta Olsen did not.", "Olsen’s campaign"),
        ("[Ottawa police] said {no}.", "Ottawa police"),
    ],
)
def test_organisations(words: str, expected: str) -> None:
    assert names(words)[-1] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[A new report by Politico] says {no}.", "Politico"),
        ("[A 2014 study by River Law School professor Justin Levin] found {no}.", "Justin Levin"),
        ("[Ouisa Dorn's commentary] says {no}.", "Ouisa Dorn"),
        ("[A recent Reuters survey of lists] found {no}. [The study] said {more}.", "Reuters"),
        (
            "[An exhaustive study released on Tuesday] shows {no}. [The report] says {more}.",
            "An exhaustive study released on Tuesday",
        ),
        ("[Polls] show {no}.", "Polls"),
        ("[The transcript of the debate, published by The Lakeside Post,] shows {no}.", "The transcript of the debate"),
    ],
)
def test_documents_speak_for_their_author_or_for_themselves(words: str, expected: str) -> None:
    assert names(words)[-1] == expected


def test_types() -> None:
    found = entities(
        marked(
            "[Ann Reed] said {a}. [The Port Authority] said {b}. [Critics] said {c}. [A neighbour] said {d}. "
            "[A leaked memo] said {e}. [Ann Reed and Bob Hart] said {f}."
        )
    )
    assert [entity.type for entity in found if entity] == [
        EntityType.PERSON,
        EntityType.ORGANISATION,
        EntityType.GROUP,
        EntityType.UNNAMED,
        EntityType.DOCUMENT,
        EntityType.PERSON,
    ]


def test_roles_are_the_words_about_the_name() -> None:
    assert roles("[Len Burrow, head of the centrist Tax Centre,] said {no}.") == ["head of the centrist Tax Centre"]
    assert roles("White House press secretary Josh Early came. [Early] said {no}.") == ["White House press secretary"]
    assert roles("An attorney for Pell, Mark Dorn, came. [Dorn] said {no}.") == ["attorney for Pell"]
    assert roles("[Sen. Marta Olsen] said {no}.") == []


def test_i_is_the_author_where_the_text_tells() -> None:
    assert names("By Jane Roe\n\n[I] think {it is so}. Many do.") == ["Jane Roe"]
    assert names("[I] think {it is so}.\n\nJane Roe is a playwright at a college.") == ["Jane Roe"]
    assert names("[I] think {it is so}.\n\nKathryn Kates.\n\nOslo.") == ["Kathryn Kates"]
    assert names("[I] think {it is so}. Nobody signed.") == [None]
    findings = marked("[I] think {it is so}.")
    told = replace(findings.document, metadata=(Metadatum(name="author", value="Jane Roe", where="meta author"),))
    found = entities(replace(findings, document=told))[0]
    assert found is not None and (found.name, found.name_span) == ("Jane Roe", None)


def test_i_inside_somebodys_words_is_that_speaker() -> None:
    text = "Ann Reed said I told them no."
    outer = Attribution(id="a", source=(Span(0, 8),), content=(Span(14, 28),))
    inner = Attribution(id="b", source=(Span(14, 15),), content=(Span(26, 28),), parent="a")
    findings = Findings(document=Document(id="d", text=text, path="t"), attributions=(outer, inner))
    found = entities(findings)
    assert found[0] is not None and found[0] is found[1]


def test_what_goes_on_has_the_speaker_that_it_goes_on_from_and_what_has_no_source_has_none() -> None:
    findings = marked("[Ann Reed] said {no}. More followed. It was reported that it rained.")
    first = findings.attributions[0]
    carried = replace(first, id="c", source=(), continues=first.id, content=(Span(20, 24),))
    again = replace(first, id="e", source=(), continues="c", content=(Span(25, 28),))
    sourceless = replace(first, id="n", source=(), content=(Span(30, 34),))
    speakers = [
        a.speaker for a in resolve(replace(findings, attributions=(first, carried, again, sourceless))).attributions
    ]
    assert speakers[0] is not None and speakers == [speakers[0]] * 3 + [None]


def test_without_a_source_the_words_beside_an_active_cue_tell() -> None:
    def speaker(text: str, cue: str, content: str) -> str | None:
        spans = [Span(text.index(part), text.index(part) + len(part)) for part in (cue, content)]
        attribution = Attribution(id="a", cue=(spans[0],), content=(spans[1],))
        found = entities(Findings(document=Document(id="d", text=text, path="t"), attributions=(attribution,)))[0]
        return found.name if found else None

    assert speaker("Ann Reed came. “Good”, Reed said on Monday.", "said", "Good") == "Ann Reed"
    assert speaker("Ann Reed came. “Good”, said Reed.", "said", "Good") == "Ann Reed"
    assert speaker("Ann Reed spoke to workers, promising more pay.", "promising", "more pay") == "Ann Reed"
    assert speaker("Ann Reed was told that it rained.", "was told", "that it rained") is None
    assert speaker("It was reported that it rained.", "was reported", "that it rained") is None
    assert speaker("The mayor told Ann Reed that it rained.", "told", "that it rained") == "The mayor"


def test_several_that_speak_together_are_joined() -> None:
    assert names("By Jane Roe\n\n[My sisters and I] knew {it}.") == ["My sisters & Jane Roe"]
    assert names("Marta Olsen ran. [Olsen and her aides] said {no}.") == ["Marta Olsen & her aides"]


def test_other_scripts() -> None:
    russian = "[Тарво Меликан, глава Центра исследований,] сказал {нет}. По словам [эксперта], {да}. [Он] ушёл."
    assert names(russian) == ["Тарво Меликан"] * 3
    assert names("[Официальный представитель МИД Ташвара Селин Аркаты] заявила {нет}. [Она] ушла.")[0] == "Селин Аркаты"
    assert names("[部长]说：{什么都没有发生}。") == ["部长"]
    assert names("قال [الوزير]: {لم يحدث شيء}.") == ["الوزير"]


def test_tweets_are_by_their_handle() -> None:
    assert names('<tweet [author="annreed"] id="1">{Hello}</tweet>. [@bobhart] said {no}.') == ["annreed", "@bobhart"]


def test_a_name_that_line_breaks_cut_everywhere_has_no_place() -> None:
    lines = [
        "It was said in the long and winding lines of words of this letter that Marta",
        "Olsen had never in her life been seen in the town nor upon the hills, and the",
        "people who had told the paper so had then gone home and kept very quiet, and",
        "nobody could say that it was not so, for nobody there had ever asked of them",
        "why they had told it, nor who had asked them to, nor when it had been, and the",
        "rest was soon forgotten by all who had read of it.",
    ]
    text = "\n".join(lines)
    start = text.index("Olsen")
    findings = Findings(
        document=Document(id="d", text=text, path="t"),
        attributions=(Attribution(id="a", source=(Span(start - 6, start + 5),), content=(Span(start + 6, start + 20),)),),
    )
    entity = entities(findings)[0]
    assert entity is not None
    assert (entity.name, entity.name_span) == ("Marta Olsen", None)
