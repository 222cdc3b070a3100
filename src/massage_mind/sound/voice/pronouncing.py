"""A text as the voice `heart` can read it: in letters it has sounds for, with nothing left out that is to be heard.

What its own reader knows (numbers, times, prices, most abbreviations) stays as it is. Pictures are left to the screen:
they stand in a text to be seen.
"""

from __future__ import annotations

import re
import unicodedata

SOUNDS = {
    "abt": "əbˈWt",
    "agnieszka": "ˌɑɡniˈɛʃkə",
    "ahora": "əˈɔɹə",
    "anais": "ˌɑnɑˈis",
    "anjali": "ˈɑnʤəli",
    "aoife": "ˈifə",
    "ayse": "IʃˈA",
    "ayurveda": "ˌɑjʊɹvˈAdə",
    "bc": "bəkˈʌz",
    "benoit": "bɛnwˈɑ",
    "caoimhe": "kˈivə",
    "chi": "ʧˈi",
    "chloe": "klˈOi",
    "ciaran": "kˈɪɹən",
    "craniosacral": "kɹˌAniOsˈAkɹəl",
    "dont": "dˈOnt",
    "elodie": "ˈAlədi",
    "eoin": "ˈOən",
    "fasciae": "fˈæʃiˌi",
    "gastrocs": "ɡˈæstɹˌɑks",
    "gianluca": "ʤɑnlˈukə",
    "giovanni": "ʤOvˈɑni",
    "giulia": "ʤˈuljə",
    "graeme": "ɡɹˈAəm",
    "gua": "ɡwˈɑ",
    "guillaume": "ɡiˈOm",
    "hanh": "hˈɑn",
    "hara": "hˈɑɹə",
    "hermione": "həɹmˈIəni",
    "idk": "ˌIdOnnˈO",
    "im": "ˌIm",
    "infraspinatus": "ˌɪnfɹəspInˈATəs",
    "joao": "ʒuˈW",
    "joaquin": "wɑkˈin",
    "jose": "hOzˈA",
    "jurgen": "jˈɜɹɡən",
    "katarzyna": "kˌɑtɑʒˈɪnə",
    "latissimus": "lətˈɪsəməs",
    "lomilomi": "lˌOmilˈOmi",
    "lukasz": "lˈukɑʃ",
    "malgorzata": "mˌɑlɡɔʒˈɑtə",
    "maria": "məɹˈiə",
    "mehmet": "mˈɛmɛt",
    "mm": "ˈm",
    "mudra": "mˈudɹə",
    "nguyen": "wˈɪn",
    "nhat": "nˈɑt",
    "niamh": "nˈiv",
    "petrissage": "pˌɛtɹəsˈɑʒ",
    "piriformis": "pˌɪɹəfˈɔɹməs",
    "pls": "plˈiz",
    "plz": "plˈiz",
    "renee": "ɹənˈA",
    "sabi": "sˈɑbi",
    "saoirse": "sˈɪɹʃə",
    "sati": "sˈɑti",
    "savasana": "ʃəvˈɑsənə",
    "sean": "ʃˈɔn",
    "shamatha": "ʃˈɑmətə",
    "shavasana": "ʃəvˈɑsənə",
    "siobhan": "ʃəvˈɔn",
    "smth": "sˈʌmθɪŋ",
    "spinae": "spˈIni",
    "sternocleidomastoid": "stˌɜɹnOklˌIdOmˈæstˌYd",
    "sth": "sˈʌmθɪŋ",
    "suboccipitals": "sˌʌbɑksˈɪpəTᵊlz",
    "supraspinatus": "sˌupɹəspInˈATəs",
    "temporomandibular": "tˌɛmpəɹˌOmændˈɪbjələɹ",
    "thich": "tˈɪk",
    "thierry": "tjˌɛɹˈi",
    "thx": "θˈæŋks",
    "tmrw": "təmˈɑɹO",
    "tonglen": "tˈɑŋlən",
    "tui": "twˈA",
    "ujjayi": "uʤˈɑji",
    "wabi": "wˈɑbi",
    "wojciech": "vˈYʧɛk",
    "wont": "wˈOnt",
    "xiu": "ʃjˈu",
    "ylang": "ˈilˌæŋ",
    "youre": "jʊɹ",
    "zbigniew": "zbˈɪɡnjɛv",
    "zoe": "zˈOi",
}
"""The sounds of words that the voice gets wrong by itself, in its own alphabet (that of misaki and Kokoro): names of the
body and of practices, names of people, and what people shorten or slip on when they type to themselves."""
HISSING, VOICELESS = "szʃʒʧʤ", "ptkfθ"
"""After which the s of a possessive is a syllable, and an s."""
INITIALS = frozenset(("ADHD", "COPD", "EMDR", "PCOS"))
"""Capitals that are letters each, though they could be a word."""
SHOUTED = frozenset(("AS", "BE", "GO", "HE", "ME", "MY", "OH"))
"""Short words that are words in capitals too; others of two or three letters are read rightly, or are letters (IT band)."""

_INSTEAD = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "–": "—",
        "―": "—",
        "‒": "-",
        "‐": "-",
        "‑": "-",
        "⁄": "/",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "th",
        "Ð": "Th",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
        "¿": " ",
        "¡": " ",
        "«": " ",
        "»": " ",
        "。": ". ",
        "，": ", ",
        "、": ", ",
        "¢": " cents ",
        "×": " times ",
        "÷": " divided by ",
        "±": " plus or minus ",
        "−": " minus ",
        "≈": " about ",
        "≤": " at most ",
        "≥": " at least ",
        "≠": " is not ",
        "→": " to ",
        "§": " section ",
        "©": " copyright ",
        "®": " registered ",
        "†": " ",
        "•": ", ",
        "·": " ",
        "~": " about ",
        "^": " ",
        "_": " ",
        "*": " ",
        "`": " ",
        "|": ", ",
        "\\": " ",
        "{": " ",
        "}": " ",
        "[": " ",
        "]": " ",
        '"': " ",
        "“": " ",
        "”": " ",
        "„": " ",
    }
)
"""Signs as what is said for them; those that have no sound are a space."""
_KEPT = frozenset(" '-—…,;:.!?()/&%+=@#$£€°")
"""What besides letters and digits the voice's own reader takes."""
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,200}>")
_RANGE = re.compile(r"(?<=\d)\s?[–—]\s?(?=\d)")
_FRACTION = re.compile(r"(?<=\d)(?=[½¼¾⅓⅔])")
_EURO = re.compile(r"€\s?(\d[\d,.]*\d|\d)")
_LOUD = re.compile(r"\b[A-Z]{2,}\b")
_LETTERS = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_LONG = re.compile(r"([A-Za-z]{30}|[0-9]{18})(?=[A-Za-z0-9])")
"""No word is so long; what reads unknown words reads the head of them only."""


def readable(text: str) -> str:
    """The text in letters that `heart` has sounds for: accents taken off, signs as words, other writings named.

    A letter of another alphabet is called by its name, a word of them by its alphabet.
    """
    known = _TAG.sub(" ", text).replace("<", " less than ").replace(">", " more than ")
    known = _RANGE.sub("-", _FRACTION.sub(" and ", known.replace("²", " squared").replace("³", " cubed")))
    known = unicodedata.normalize("NFKC", known).translate(_INSTEAD)
    known = _EURO.sub(r"\1 euros", known).replace("€", " euros ")
    said = " ".join(_words_of(known))
    said = re.sub(r"\(\s*|\s*\)", ", ", said)
    said = re.sub(r"(\s*[,;:—…]){2,}", ",", said)
    said = re.sub(r"\s+([,;:.!?])", r"\1", _LONG.sub(r"\1 ", said))
    said = re.sub(r",([.!?])", r"\1", said)
    return " ".join(re.sub(r"([!?])[!?]+", r"\1", said).split()).lstrip(" ,;:.!?—…")


def with_sounds(text: str) -> str:
    """The text with the sounds of the words in `SOUNDS` written in, in the form the voice's own reader takes.

    Words that are shouted are in small letters: in capitals some are spelled.
    """

    def sound(found: re.Match[str]) -> str:
        word = found[0].lower()
        own = SOUNDS.get(word) or _possessive(word)
        return f"[{found[0]}](/{own}/)" if own else found[0]

    return _LETTERS.sub(sound, _LOUD.sub(_softly, text))


def _softly(found: re.Match[str]) -> str:
    """A word in capitals in small letters, unless each of them is meant."""
    word = found[0]
    spoken = word in SHOUTED or (
        len(word) > 3 and word not in INITIALS and any(one in "AEIOUY" for one in word)
    )
    return word.lower() if spoken else word


def _possessive(word: str) -> str:
    """The sounds of "Siobhan's", from those of the name; empty where that has none of its own."""
    own = SOUNDS.get(word.removesuffix("'s"), "") if word.endswith("'s") else ""
    if not own:
        return ""
    return own + ("ᵻz" if own[-1] in HISSING else "s" if own[-1] in VOICELESS else "z")


def _words_of(text: str) -> list[str]:
    """The text word by word, each in letters and digits that are known; of words in one foreign alphabet one stays."""
    words: list[str] = []
    for word in text.split():
        for part in _parts(word):
            if part and not (words and part == words[-1] and part.startswith("a word in ")):
                words.append(part)
    return words


def _parts(word: str) -> list[str]:
    """One word of a text, taken apart where it changes its alphabet."""
    parts: list[str] = []
    foreign = ""
    for letter in (*unicodedata.normalize("NFD", word), ""):
        plain = _plain(letter)
        if letter and plain is None:
            foreign += letter
            continue
        if foreign and (letter == "" or not unicodedata.combining(letter)):
            parts.append(_named(foreign))
            foreign = ""
            parts.append("")
        if plain:
            if not parts:
                parts.append("")
            parts[-1] += plain
    return parts


def _plain(letter: str) -> str | None:
    """The letter as one that is known, empty for what has no sound; None for one of another alphabet."""
    if not letter or letter in _KEPT or (letter.isascii() and letter.isalnum()):
        return letter
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)
    if not letter.isalpha():
        return ""
    base = unicodedata.normalize("NFKD", letter)[0]
    return base if base.isascii() else None


def _named(foreign: str) -> str:
    """What is said for letters of another alphabet."""
    names = unicodedata.name(foreign[0], "another writing").split()
    if len(foreign) == 1 and "LETTER" in names and len(names[-1]) > 1:
        return names[-1].lower()
    alphabet = "Chinese" if names[0] == "CJK" else names[0].capitalize()
    return f"a word in {alphabet}"
