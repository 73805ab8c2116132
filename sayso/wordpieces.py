"""The tokenizer that both shipped models read with: WordPiece of an uncased BERT."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from tokenizers import Tokenizer as WordPieces


@lru_cache(maxsize=1)
def wordpieces() -> WordPieces:
    """The tokenizer that ships beside the models; it is loaded once, cuts nothing and pads nothing."""
    path = resources.files("sayso") / "models" / "tokenizer.json"
    tokenizer = WordPieces.from_str(path.read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
