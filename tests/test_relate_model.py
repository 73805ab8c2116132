"""The relation model behind its protocol: the one that ships, and a user's own, made here from nothing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.records import Label
from sayso.relate.decide import OF_MODEL, Decider, load_decider, plain_decider
from sayso.relate.encode import ALIGNMENTS, CLS, LENGTH, SEP, SIDES, pair, sentence
from sayso.relate.model import RelationModel, load_relation

SAME, CONTRADICTS, RELATED, UNRELATED = range(4)
sentences = st.text(alphabet="ab Né7,.'-\n“不", max_size=40)
NAMES = {"contradiction": "contradicts", "entailment": "same", "neutral": ["related", "unrelated"]}
WORDS = ("[UNK]", "[CLS]", "[SEP]", "not", "rain", "snow", "fell")


def test_both_sentences_go_in_whole_and_marked() -> None:
    a, b = sentence("Nine boats sank."), sentence("Two boats sank, Ortiz said.")
    ids, codes = pair(a, b)
    assert ids.tolist() == [CLS, *a.ids, SEP, *b.ids, SEP]
    assert codes[:, 0].tolist() == [0] * (len(a.ids) + 2) + [1] * (len(b.ids) + 1)
    by_word = dict(zip(a.words, codes[1 : len(a.ids) + 1, 1].tolist(), strict=True))
    assert by_word["boats"] == by_word["sank"] != by_word["Nine"]
    assert by_word["."] == 1
    assert by_word["Nine"] == 8  # it opens the sentence, and the other has no such word


@given(sentences, sentences)
def test_codes_stay_in_their_range_and_special_pieces_have_none(a: str, b: str) -> None:
    ids, codes = pair(sentence(a), sentence(b))
    assert codes.shape == (len(ids), 2)
    assert (codes >= 0).all() and (codes[:, 0] < SIDES).all() and (codes[:, 1] < ALIGNMENTS).all()
    special = (ids == CLS) | (ids == SEP)
    assert ((codes[:, 1] == 0) == special).all()


def test_a_long_sentence_is_cut() -> None:
    assert len(sentence("rain " * 500).ids) == LENGTH


# --- the model that ships


@pytest.fixture(scope="module")
def shipped() -> RelationModel:
    return load_relation(threads=1)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(sentences, sentences), max_size=3))
def test_chances_sum_to_one_and_do_not_hang_on_order_or_company(
    shipped: RelationModel, pairs: list[tuple[str, str]]
) -> None:
    found = shipped.chances(pairs)
    assert found.shape == (len(pairs), 4) and found.dtype == np.float32
    assert np.allclose(found.sum(1), 1, atol=1e-5)
    assert np.array_equal(found, shipped.chances([(b, a) for a, b in pairs]))
    for alone, row in zip(pairs, found, strict=True):
        assert np.array_equal(shipped.chances([alone])[0], row)


def test_a_denial_is_told_from_a_retelling_and_from_another_matter(shipped: RelationModel) -> None:
    claim = "The ferry Halden sank off the coast on Tuesday night, the harbour master said."
    retold = "A harbour master said that the Halden, a ferry, went down off the coast late on Tuesday."
    denial = "The report that the ferry Halden sank is false and nothing of the kind happened, its owner said."
    other = "Wheat prices rose for a third week as buyers stocked up."
    found = shipped.chances([(claim, retold), (claim, denial), (claim, other)])
    assert found[0, SAME] > found[1, SAME] and found[0, SAME] > found[2, SAME]
    assert found[1, CONTRADICTS] > found[0, CONTRADICTS] and found[1, CONTRADICTS] > found[2, CONTRADICTS]
    assert found[2, UNRELATED] > found[0, UNRELATED]


def test_nothing_is_related_to_nothing(shipped: RelationModel) -> None:
    assert shipped.chances([("", "Rain fell."), (" ", "")]).argmax(1).tolist() == [UNRELATED, UNRELATED]


# --- a user's model


def write_model(folder: Path, inputs: tuple[str, ...] = ("input_ids", "attention_mask"), names: object = NAMES) -> Path:
    """A whole model folder: three scores that count how often 'not' stands, and how often 'fell'."""
    onnx = pytest.importorskip("onnx")
    from onnx import TensorProto, helper, numpy_helper
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    table = np.zeros((len(WORDS), 3), np.float32)
    table[WORDS.index("not")], table[WORDS.index("fell")] = (4, 0, 0), (0, 1, 0)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["each"]),
        helper.make_node("ReduceSum", ["each", "axis"], ["logits"], keepdims=0),
    ]
    given_ = [helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "pieces"]) for name in inputs]
    out = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", 3])]
    held = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([1], np.int64), "axis")]
    graph = helper.make_graph(nodes, "tiny", given_, out, held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(folder / "model.onnx"))
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "labels.json").write_text(json.dumps(names), encoding="utf-8")
    return folder


@pytest.mark.parametrize("inputs", [("input_ids",), ("input_ids", "attention_mask", "token_type_ids")])
def test_a_users_model_answers_in_our_labels(tmp_path: Path, inputs: tuple[str, ...]) -> None:
    model = load_relation(write_model(tmp_path, inputs))
    found = model.chances([("rain fell", "rain not fell"), ("snow fell", "fell fell fell"), ("", "rain"), ("rain", "snow")])
    assert found.shape == (4, 4) and np.allclose(found.sum(1), 1, atol=1e-5)
    assert found[:2].argmax(1).tolist() == [CONTRADICTS, SAME]
    e = np.exp([4.0, 2.0, 0.0])
    assert found[0, CONTRADICTS] == pytest.approx(e[0] / e.sum(), abs=1e-5)
    assert found[0, RELATED] == found[0, UNRELATED] == pytest.approx(e[2] / e.sum() / 2, abs=1e-5)
    assert found[2].tolist() == [0, 0, 0, 1]
    turned = model.chances([("rain not fell", "rain fell")])
    assert np.allclose(turned[0], found[0], atol=1e-6)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"contradiction": "clashes"}, "must map"),
        (["contradicts", "same"], "must map"),
        ({}, "must map"),
        ({"yes": "same", "no": "related"}, "no label to contradicts"),
        ({"yes": []}, "must map"),
    ],
)
def test_a_map_of_labels_that_does_not_fit_is_refused(tmp_path: Path, names: object, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        load_relation(write_model(tmp_path, names=names))


def test_as_many_labels_as_scores_are_asked_for(tmp_path: Path) -> None:
    model = load_relation(write_model(tmp_path, names={"no": "contradicts", "yes": "same"}))
    with pytest.raises(ModelError, match="each output once"):
        model.chances([("rain", "snow")])


def test_a_model_that_wants_more_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="pixel_values"):
        load_relation(write_model(tmp_path, ("input_ids", "pixel_values")))


def test_a_folder_without_its_files_says_which(tmp_path: Path) -> None:
    write_model(tmp_path)
    (tmp_path / "labels.json").unlink()
    with pytest.raises(ModelError, match=r"lacks labels\.json"):
        load_relation(tmp_path)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "labels.json"])
def test_a_broken_file_is_named(tmp_path: Path, name: str) -> None:
    (write_model(tmp_path) / name).write_bytes(b"\x00 broken")
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        load_relation(tmp_path)


# --- the decision


def test_the_fitted_weights_give_chances_and_labels() -> None:
    decider = load_decider()
    model = np.array([[0.97, 0.01, 0.01, 0.01], [0.01, 0.97, 0.01, 0.01], [0.01, 0.01, 0.97, 0.01]], np.float32)
    found = decider.chances(model, [{}, {}, {}])
    assert np.allclose(found.sum(1), 1, atol=1e-5)
    assert found[:, SAME].argmax() == 0 and found[:, CONTRADICTS].argmax() == 1 and found[:, RELATED].argmax() == 2
    assert 0 < decider.sure < 1
    assert decider.weights.shape == (len(OF_MODEL) + len(decider.names), 4)


def test_a_feature_moves_the_chance_by_its_weight() -> None:
    weights = np.vstack([np.eye(4), [[0, 2, 0, 0]]]).astype(np.float32)
    none = np.zeros(4, np.float32)
    decider = Decider(names=("denies",), weights=weights, bias=none, lean=none, sure=0.5)
    even = np.full((2, 4), 0.25, np.float32)
    without, denied = decider.chances(even, [{}, {"denies": 1.0, "never heard of": 1.0}])
    assert np.allclose(without, 0.25, atol=1e-6)
    assert np.log(denied[CONTRADICTS] / denied[SAME]) == pytest.approx(2, abs=1e-5)


def test_a_users_chances_pass_as_they_are() -> None:
    model = np.array([[0.1, 0.6, 0.2, 0.1]], np.float32)
    decider = plain_decider()
    found = decider.chances(model, [{"denies": 1.0}])
    assert np.allclose(found, model, atol=1e-5)
    assert decider.labels(found) == [Label.CONTRADICTS]
