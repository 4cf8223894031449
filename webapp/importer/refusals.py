"""Why a file is not read → the refusal that says what to do instead, in Chinese and English."""

from __future__ import annotations

from webapp.errors import ContentError

_SAVE_AGAIN = (
    "请用 Word 或 WPS 打开，另存为 .docx 再导入。",
    "Open it in Word or WPS, save it as .docx and import that.",
)
_MESSAGES: dict[str, tuple[str, str, tuple[str, str]]] = {
    "old-format": (
        "这是旧格式的 .doc 或 .wps 文件，读不了。",
        "This is an old .doc or .wps file.",
        _SAVE_AGAIN,
    ),
    "rtf": ("这是 RTF 文件，读不了。", "This is an RTF file.", _SAVE_AGAIN),
    "web-page": ("这是网页格式的文件，读不了。", "This is a web page.", _SAVE_AGAIN),
    "pdf": (
        "这是 PDF 文件，读不了：PDF 里没有段落，容易漏字。",
        "This is a PDF, which has no paragraphs; reading it would miss text.",
        (
            "请导入它的 Word 原稿；没有原稿的，复制文字粘贴进来，逐条核对。",
            "Import the Word file it was made of, or copy its text, paste it and check every article.",
        ),
    ),
    "picture": (
        "这是图片，读不了。",
        "This is a picture.",
        ("请导入文字稿，或把文字打出来粘贴。", "Import a text, or type and paste it."),
    ),
    "archive": (
        "这是压缩包或别的程序的文件，不是 Word 文件。",
        "This is an archive or a file of another program and no Word file.",
        ("请解压，取出其中的 .docx 再导入。", "Unpack it and import the .docx inside."),
    ),
    "encrypted": (
        "这个文件加了密，读不了。",
        "This file is encrypted.",
        ("请打开它，去掉密码，另存为 .docx 再导入。", "Open it, remove the password and save it as .docx."),
    ),
    "too-large": (
        "这个文件太大（{what}），不像一份规定。",
        "This file is too large for a regulation ({what}).",
        ("请删去图片，或拆成几个文件分别导入。", "Remove pictures, or split it and import the pieces."),
    ),
    "damaged": ("这个文件不完整或已损坏。", "This file is incomplete or damaged.", _SAVE_AGAIN),
    "unsafe": (
        "这个文件的内部结构有危险（{what}），没有读取。",
        "The inner structure of this file is dangerous ({what}); it was not read.",
        _SAVE_AGAIN,
    ),
    "embedded-text": (
        "这个文件的正文里嵌着另一个文件，直接读会漏字。",
        "Another file is embedded in the text; reading it would miss text.",
        _SAVE_AGAIN,
    ),
    "not-text": (
        "读不出文字：不是 UTF-8、GB 18030，也不是带标记的 UTF-16。",
        "The text is neither UTF-8 nor GB 18030 nor marked UTF-16.",
        ("请用记事本另存为 UTF-8 文本。", "Save it as UTF-8 text."),
    ),
    "empty": ("没有文字。", "There is no text.", ("", "")),
}


def refused(code: str, what: str = "") -> ContentError:
    """`code`: a key of the table above."""
    zh, en, (advice_zh, advice_en) = _MESSAGES[code]
    return ContentError((zh + advice_zh).format(what=what), f"{en} {advice_en}".format(what=what).strip())
