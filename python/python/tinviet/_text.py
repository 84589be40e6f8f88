"""The layers below facts: spelling, syllables, encodings."""

from __future__ import annotations

import json
from typing import Any, Literal, overload

from . import _tinviet
from ._analyzer import Markup, Offsets, ToneStyle
from ._tinviet import Detection, Normalized, Syllable

Encoding = Literal[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "tcvn3",
    "vni",
    "viqr",
    "viqr-star",
    "viscii",
    "windows-1258",
    "vps",
    "windows-1252",
]


@overload
def normalize(
    text: str,
    *,
    changes: Literal[False] = False,
    tone_style: ToneStyle = "first-vowel",
    form: Literal["nfc", "nfd"] = "nfc",
    markup: Markup = "plain",
    spaces: Literal["keep", "ascii"] = "keep",
    punctuation: Literal["keep", "ascii"] = "keep",
    i_y: Literal["keep", "y", "i"] = "keep",
    entities: Literal["keep", "letters"] = "keep",
    mojibake: Literal["keep", "repair"] = "keep",
    offsets: Offsets = "chars",
) -> str: ...
@overload
def normalize(
    text: str,
    *,
    changes: Literal[True],
    tone_style: ToneStyle = "first-vowel",
    form: Literal["nfc", "nfd"] = "nfc",
    markup: Markup = "plain",
    spaces: Literal["keep", "ascii"] = "keep",
    punctuation: Literal["keep", "ascii"] = "keep",
    i_y: Literal["keep", "y", "i"] = "keep",
    entities: Literal["keep", "letters"] = "keep",
    mojibake: Literal["keep", "repair"] = "keep",
    offsets: Offsets = "chars",
) -> Normalized: ...
def normalize(
    text: str,
    *,
    changes: bool = False,
    tone_style: ToneStyle = "first-vowel",
    form: Literal["nfc", "nfd"] = "nfc",
    markup: Markup = "plain",
    spaces: Literal["keep", "ascii"] = "keep",
    punctuation: Literal["keep", "ascii"] = "keep",
    i_y: Literal["keep", "y", "i"] = "keep",
    entities: Literal["keep", "letters"] = "keep",
    mojibake: Literal["keep", "repair"] = "keep",
    offsets: Offsets = "chars",
) -> str | Normalized:
    """The text in canonical spelling; nothing but diacritics changes unless requested.

    With ``changes=True`` also the changes, as offsets into the original text in the unit ``offsets``.

    >>> tinviet.normalize("Uỷ ban")
    'Ủy ban'
    >>> tinviet.normalize("Uỷ ban", changes=True).changes
    (Change(start=0, end=2, replacement='Ủy', reason='tone_placement'),)
    """
    spelling: dict[str, str] = {
        "tone_style": tone_style,
        "form": form,
        "markup": markup,
        "spaces": spaces,
        "punctuation": punctuation,
        "i_y": i_y,
        "entities": entities,
        "mojibake": mojibake,
        "offsets": offsets,
    }
    return _tinviet.normalize_changes(text, spelling) if changes else _tinviet.normalize(text, spelling)


def fold(text: str) -> str:
    """The text in ASCII letters; everything else is unchanged.

    >>> tinviet.fold("Đường Nguyễn Huệ")
    'Duong Nguyen Hue'
    """
    return _tinviet.fold(text)


def variant_key(text: str) -> str:
    """A key that is the same for all spellings of a word or phrase, and different for other words; not for display.

    >>> tinviet.variant_key("Quí Hoà") == tinviet.variant_key("quý hòa")
    True
    """
    return _tinviet.variant_key(text)


def syllables(text: str, *, offsets: Offsets = "chars") -> tuple[Syllable, ...]:
    """The words of the text, each split into the parts of a Vietnamese syllable if it is one.

    >>> word = tinviet.syllables("nghiêng")[0]
    >>> word.onset, word.nucleus, word.coda, word.tone
    ('ngh', 'iê', 'ng', 'level')
    """
    return _tinviet.syllables(text, offsets=offsets)


def detect(data: bytes) -> Detection:
    """The encoding of the bytes, and the confidence in it.

    >>> tinviet.detect("Hà Nội".encode()).encoding
    'utf-8'
    """
    return _tinviet.detect(data)


def decode(data: bytes, encoding: Encoding | Literal["auto"] = "auto") -> str:
    r"""The bytes as text. ``auto`` detects the encoding, and in UTF-8 also converts lines that were pasted from an old font.

    Raises:
        Error: A byte that is invalid in the encoding; ``offset`` is its position. Nothing is guessed.

    >>> tinviet.decode(b"H\xb5 N\xe9i", "tcvn3")
    'Hà Nội'
    """
    return _tinviet.decode(data, encoding)


def encode(text: str, encoding: Encoding) -> bytes:
    r"""The text as bytes; decoding them returns the text in NFC.

    Raises:
        Error: A letter that the encoding lacks; ``offset`` is its position in UTF-8.

    >>> tinviet.encode("Hà Nội", "tcvn3")
    b'H\xb5 N\xe9i'
    """
    return _tinviet.encode(text, encoding)


def fix_mojibake(text: str) -> str:
    """The text with mojibake repaired: lines of UTF-8 that were decoded as another encoding. A line without clear evidence is unchanged.

    >>> tinviet.fix_mojibake("Thá»§ tÆ°á»›ng ChÃ­nh phá»§")
    'Thủ tướng Chính phủ'
    """
    return _tinviet.fix_mojibake(text)


def schema() -> dict[str, Any]:
    """The JSON Schema of :meth:`Analysis.to_dict`.

    >>> tinviet.schema()["properties"]["schema"]["const"]
    'tinviet/2'
    """
    made: dict[str, Any] = json.loads(_tinviet.schema_json())
    return made
