"""Turns OpenCC, pypinyin and Python's Unicode tables into the JSON files beside this file.

A development tool, run by hand with Python 3.11 (Unicode 14) and never imported by the application: a desk must be
able to compile on a machine that has neither OpenCC nor pypinyin.

    PYTHONPATH=. python webapp/analysis/data/make_tables.py
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import opencc  # type: ignore[import-not-found, import-untyped, unused-ignore]
import pypinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.tone_convert import to_normal

from webapp.analysis.syllables import gb2312

HERE = Path(__file__).parent
# Variants that OpenCC leaves alone because they are Japanese, or right somewhere: people type them all the same.
# 裡 and 裏 are both li; ○ is how a zero is often typed in 二○一七年.
VARIANTS = {"圏": "圈", "戸": "户", "黒": "黑", "歩": "步", "査": "查", "徳": "德", "○": "〇", "◯": "〇"}
LONGEST_BRIDGE = 256
BASES = {  # characters that become one with a mark behind them
    ord(unicodedata.normalize("NFD", chr(code))[0])
    for code in range(0x110000)
    if not 0xD800 <= code < 0xE000 and unicodedata.decomposition(chr(code))[:1] not in ("", "<")
}
LEVEL_ONE = 3755  # characters of GB 2312's first level
OF_REGULATIONS = "诋诿圳亵猥恪嗦晖昵捺遴殡孳"  # 诋毁, 推诿, 猥亵, 恪守, 遴选 …
# Elements, fish and illnesses of the national laws: rarely typed, yet written in traditional characters, too.
OF_LAWS = (
    "唛垩徕殓泸浏牦痫瘘癫睑矶砗窦筝纾绾罂羟荞蛎蛏螨觇赈趸钆钇钌钍钐钕钚钛钪钬钯钴钷钼钽铈铊铋铌铍铐铑铒铕铟铥铪铯铳"
    "铵铷铼铽锂锆锇锶镉镓镖镝镥镧镨镱阈颌饪髋髌鱿鲂鲆鲈鲐鲑鲚鲛鲟鲡鲢鲥鲫鲮鲱鲳鲴鲵鲷鲽鳊鳍鳎鳓鳕鳗鳙鳜鳝"
)


def ranges(wanted: Callable[[int], bool]) -> list[int]:
    """Code points as gap, length, gap, length …: small numbers that compress well."""
    out: list[int] = []
    end, code = 0, 0
    while code < 0x110000:
        if not wanted(code):
            code += 1
            continue
        start = code
        while code < 0x110000 and wanted(code):
            code += 1
        out += [start - end, code - start]
        end = code
    return out


def characters() -> dict[str, list[int]]:
    """What is dropped, a symbol, a mark, joined to the character before it, newer than Unicode 14."""
    category = [unicodedata.category(chr(code)) for code in range(0x110000)]
    jamo = {*range(0x1160, 0x1200), 0xFF9E, 0xFF9F}  # these compose with what stands before them, as marks do
    kinds = {
        "drop": ranges(lambda c: category[c][0] in "PZ" or category[c] in ("Cc", "Cf", "Cs")),
        "symbol": ranges(lambda c: category[c][0] == "S"),
        "mark": ranges(lambda c: category[c] in ("Mn", "Me")),
        "join": ranges(lambda c: category[c] == "Mc" or c in jamo),
    }
    seen = bridged(
        lambda c: category[c] == "Cn", lambda c: category[c][0] in "LN" and c not in jamo and is_plain(c)
    )
    return {**kinds, "newer": ranges(lambda c: c in seen)}


def bridged(wanted: Callable[[int], bool], harmless: Callable[[int], bool]) -> set[int]:
    """The wanted code points and the short stretches between them that change nothing: fewer ranges travel."""
    found: set[int] = set()
    between: list[int] | None = None
    for code in range(0x110000):
        if wanted(code):
            found.update([code, *(between or [])])
            between = []
        elif between is not None:
            between = [*between, code] if len(between) < LONGEST_BRIDGE and harmless(code) else None
    return found


def is_plain(code: int) -> bool:
    """Whether no form of Unicode makes anything else of a character, alone or with a mark behind it."""
    char = chr(code)
    return unicodedata.normalize("NFKC", char) == char == char.lower() and code not in BASES


def fold() -> dict[str, str]:
    """Traditional and variant characters beside the simplified ones; one step is always enough.

    Where nobody types the simplified one and no national law holds it, the pair is left out.
    """
    phrases = phrase_readings()
    typed = (char for char in gb2312() if is_typed(char, phrases[char]))
    usual = {*typed, *OF_LAWS, *VARIANTS.values()}
    convert = opencc.OpenCC("t2s").convert
    pairs = dict(VARIANTS)
    for code in [*range(0x2E80, 0xA000), *range(0xF900, 0xFB00)]:
        char = unicodedata.normalize("NFKC", chr(code))
        simple = convert(char)
        if len(simple) == 1 and len(char) == 1 and simple != char and ord(simple) < 0x10000:
            pairs[char] = simple
    pairs = {source: target for source, target in pairs.items() if source != target}
    while any(target in pairs for target in pairs.values()):
        pairs = {source: pairs.get(target, target) for source, target in pairs.items()}
        pairs = {source: target for source, target in pairs.items() if source != target}
    pairs = {source: target for source, target in pairs.items() if target in usual}
    ordered = sorted(pairs.items(), key=lambda pair: (pair[1], pair[0]))
    return {"from": "".join(a for a, _ in ordered), "to": "".join(b for _, b in ordered)}


def phrase_readings() -> dict[str, Counter[str]]:
    """How often each reading of a character occurs in pypinyin's 47,000 phrases."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        if len(phrase) != len(readings):
            continue
        for char, reading in zip(phrase, readings, strict=True):
            seen[char][to_normal(reading[0])] += 1
    return seen


def is_typed(char: str, counts: Counter[str]) -> bool:
    """Whether anyone spells it: GB 2312's first level, three phrases with it, or words that regulations use."""
    return char in gb2312()[:LEVEL_ONE] or sum(counts.values()) >= 3 or char in OF_REGULATIONS


def pinyin() -> dict[str, str]:
    """Syllable → its characters. Rare characters, and readings that fewer than two phrases use, are left out."""
    phrases = phrase_readings()
    fold_table = fold()
    folded = dict(zip(fold_table["from"], fold_table["to"], strict=True))
    groups: dict[str, list[str]] = defaultdict(list)
    for char in gb2312():
        if char in folded or not is_typed(char, phrases.get(char, Counter())):
            continue
        readings = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True)[0]
        counts = phrases.get(char, Counter())
        kept = [reading for i, reading in enumerate(readings) if i == 0 or counts[reading] >= 2]
        for reading in kept:
            if reading.isascii() and reading.isalpha() and reading not in ("n", "ng", "m", "hm", "hng"):
                groups[reading].append(char)
    return {syllable: "".join(sorted(set(chars))) for syllable, chars in sorted(groups.items())}


def usual_readings() -> dict[str, str]:
    """What a character is read like by itself, where there is a choice: for ids made from titles."""
    counts = Counter(char for chars in pinyin().values() for char in chars)
    several = sorted(char for char, readings in counts.items() if readings > 1)
    return {char: pypinyin.lazy_pinyin(char, v_to_u=False)[0] for char in several}


def write(name: str, value: Any) -> None:
    """A value → a JSON file beside this one, the same bytes every time."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (HERE / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if unicodedata.unidata_version != "14.0.0":
        sys.exit("用 Python 3.11（Unicode 14）运行。\nRun this with Python 3.11 (Unicode 14).")
    write("characters.json", characters())
    write("fold.json", fold())
    write("pinyin.json", pinyin())
    write("usual_readings.json", usual_readings())
