"""'Experts say' is checked against the named people of its document."""

from __future__ import annotations

from sayso.plurals import Asked, plurals
from sayso.records import EntityType, Voice


def person(key: str, *roles: str) -> Voice:
    return Voice(id=key, name=key.title(), type=EntityType.PERSON, entities=(f"e-{key}",), roles=roles)


VOICES = {v.id: v for v in (person("orel", "head of the Centre for Border Studies"), person("vask", "the mayor"),
                            person("lund", "an analyst"))}  # fmt: skip
VOICES["many"] = Voice(id="many", name="Experts", type=EntityType.GROUP, entities=("e",), named=False)


def asked(source: str, words: str = "a coup may come", document: str = "d", voice: str | None = "many") -> Asked:
    return Asked(attribution=f"{document}:{source}", document=document, voice=voice, source=source, words=words)


def spoken(who: str, words: str = "something else entirely", document: str = "d") -> Asked:
    return Asked(attribution=f"{document}:{who}", document=document, voice=who, source=who.title(), words=words)


def test_experts_where_one_expert_speaks() -> None:
    (found,) = plurals([asked("Experts"), spoken("orel"), spoken("vask")], VOICES)
    assert (found.voice, found.attribution) == ("orel", "d:Experts")
    assert "only 'Orel' is described so" in found.why


def test_two_experts_are_no_single_voice() -> None:
    assert plurals([asked("Experts"), spoken("orel"), spoken("lund")], VOICES) == ()


def test_an_expert_of_another_document_does_not_count() -> None:
    assert plurals([asked("Experts"), spoken("orel", document="other")], VOICES) == ()


def test_sources_are_one_voice_only_where_one_says_the_same() -> None:
    group = [asked("Critics", "tariffs doubled without notice"), spoken("vask", "the tariffs doubled without any notice")]
    (found,) = plurals(group, VOICES)
    assert found.voice == "vask"
    assert plurals([asked("Critics", "tariffs doubled without notice"), spoken("vask", "the snow melted")], VOICES) == ()


def test_a_singular_and_a_longer_description_are_no_plural() -> None:
    said = [asked("the expert"), asked("Two Western diplomats, speaking on condition of anonymity"), spoken("orel")]
    assert plurals(said, VOICES) == ()


def test_a_plural_that_the_document_itself_resolves() -> None:
    (found,) = plurals([asked("Analysts", voice="lund")], VOICES)
    assert found.why == "'Analysts' stands for 'Lund' alone"


def test_whom_the_plural_itself_quotes_is_not_behind_it() -> None:
    told = "the mayor will run for office again"
    quoted = Asked(attribution="d:in", document="d", voice="vask", source="Vask", words=told, tellers=("many",))
    assert plurals([asked("Some people", f"it is a trick, for {told}"), quoted], VOICES) == ()
    assert len(plurals([asked("Some people", told), spoken("vask", told)], VOICES)) == 1
