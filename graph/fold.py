"""Bring printed text to one form: the one address for folding of text, names, goods and model numbers."""

from __future__ import annotations

from graph.legal_forms import LegalForm, fold_name, split_legal_form
from graph.letters import fold, fold_map, fold_model, goods_key, script, strip_marks, strip_punctuation

__all__ = [
    "LegalForm",
    "fold",
    "fold_map",
    "fold_model",
    "fold_name",
    "goods_key",
    "script",
    "split_legal_form",
    "strip_marks",
    "strip_punctuation",
]
