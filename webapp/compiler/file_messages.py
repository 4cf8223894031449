"""What the problems of one file by itself say: reading it, its header, its id.

Each code: (Chinese, English, what to do in Chinese, what to do in English).
"""

from __future__ import annotations

FILES: dict[str, tuple[str, ...]] = {
    "no-content": (
        "没有找到任何内容文件。",
        "No content files found.",
        "内容应放在 <类型>/<编号>.md，例如 rule/xxx.md。",
        "Content lives in <type>/<id>.md.",
    ),
    "unreadable": (
        "文件无法读取：{reason}",
        "The file cannot be read: {reason}",
        "请检查权限，并确认它是普通文件。",
        "Check permissions and that it is a regular file.",
    ),
    "file-too-large": (
        "文件有 {size} 字节，上限是 {limit} 字节。",
        "The file has {size} bytes; the limit is {limit}.",
        "请拆成几个文件。",
        "Split it into several files.",
    ),
    "not-utf8": (
        "文件不是 UTF-8 编码{guess_zh}，第一个出错的字节是 0x{byte:02X}（第 {offset} 字节）。",
        "The file is not UTF-8{guess_en}; first bad byte 0x{byte:02X} at offset {offset}.",
        "请在编辑器中“另存为”UTF-8。",
        "Save it as UTF-8.",
    ),
    "forbidden-character": (
        "含有不允许的字符 {name}。",
        "Character {name} is not allowed.",
        "它看不见，却会改变搜索或显示，请删去。",
        "It is invisible but changes search or display. Delete it.",
    ),
    "broken-character": (
        "含有替换符 U+FFFD，说明文字在以前的转码中已经损坏。",
        "Replacement character U+FFFD: text was damaged by an earlier conversion.",
        "请对照原文补上正确的字。",
        "Restore the character from the original.",
    ),
    "unknown-folder": (
        "文件夹“{got}”不是文档类型。",
        "Folder “{got}” is not a document type.",
        "可用的类型：{expected}。{near_zh}",
        "Types: {expected}. {near_en}",
    ),
    "misplaced-file": (
        "内容文件只能放在 <类型>/<编号>.md。",
        "Content files live in <type>/<id>.md only.",
        "请移到类型文件夹的第一层，文件名以小写的 .md 结尾。",
        "Move it to the first level of a type folder; its name ends in .md, in small letters.",
    ),
}

HEADER: dict[str, tuple[str, ...]] = {
    "no-front-matter": (
        "文件开头没有“---”，缺少文件头。",
        "The file does not start with “---”: no front matter.",
        "第一行写 ---，接着写字段，再以 --- 结束。",
        "Put --- on the first line, then fields, then ---.",
    ),
    "unclosed-front-matter": (
        "文件头没有结束的“---”。",
        "The front matter is not closed by “---”.",
        "在字段之后单独一行写 ---。",
        "Put --- on a line of its own after the fields.",
    ),
    "header-too-large": (
        "文件头有 {size} 字节，上限是 {limit} 字节。",
        "The front matter has {size} bytes; the limit is {limit}.",
        "长文字请写到正文里。",
        "Move long text to the body.",
    ),
    "tab": (
        "文件头中不能用制表符（Tab）。",
        "Tabs are not allowed in front matter.",
        "请换成空格。",
        "Use spaces.",
    ),
    "yaml": (
        "文件头写法有误：{reason_zh}",
        "The front matter is not valid YAML: {reason}",
        "含有“: ”“#”或引号的文字请整段加单引号。",
        "Put text with “: ”, “#” or quotes in single quotes.",
    ),
    "full-width-colon": (
        "字段名后面是全角冒号。",
        "A full-width colon stands after the field name.",
        "请换成半角冒号加一个空格：title: 一句话。",
        "Use a plain colon and a space: “title: a sentence”.",
    ),
    "yaml-anchor": (
        "文件头中不能用锚点（&）、别名（*）和类型标记（!）。",
        "Anchors (&), aliases (*) and tags (!) are not allowed.",
        "如果是文字，请加引号；否则请把内容写全。",
        "Quote it if it is text, or write the value out.",
    ),
    "too-deep": (
        "嵌套太深。",
        "Nested too deeply.",
        "请减少层次。",
        "Use fewer levels.",
    ),
    "multiple-documents": (
        "文件头中有第二个 YAML 文档。",
        "The front matter holds a second YAML document.",
        "一个文件只写一个文件头，删去多余的 --- 或 ...。",
        "One header per file; remove the extra --- or ...",
    ),
    "not-a-mapping": (
        "文件头应是“字段: 值”的列表。",
        "The front matter must be a list of “field: value”.",
        "例如 title: 标题。",
        "For example title: …",
    ),
    "duplicate-key": (
        "字段 {field} 写了两次，第一次在第 {first} 行。",
        "Field {field} is given twice; first on line {first}.",
        "请删去一个。",
        "Remove one.",
    ),
    "unknown-field": (
        "未知字段 {field}（类型 {type}）。",
        "Unknown field {field} for type {type}.",
        "{near_zh}",
        "{near_en}",
    ),
    "missing-field": (
        "缺少必填字段 {field}（{label}）。",
        "Required field {field} is missing.",
        "请补上{note}。",
        "Add it to the front matter.",
    ),
    "empty-value": (
        "字段 {field}（{label}）不能为空。",
        "Field {field} must not be empty.",
        "请填写；选填的字段可以整行删去。",
        "Fill it in; an optional field may be left out.",
    ),
    "wrong-type": (
        "字段 {field} 应是{expected_zh}，现在是{got_zh}。",
        "Field {field}: expected {expected_en}, got {got_en}.",
        "{example}",
        "{example}",
    ),
    "not-a-choice": (
        "字段 {field} 的值“{got}”不在词表中。",
        "Field {field}: “{got}” is not in the vocabulary.",
        "可用的值：{expected}。{near_zh}",
        "Allowed: {expected}. {near_en}",
    ),
    "bad-bool": (
        "字段 {field} 应是 true 或 false，现在是“{got}”。",
        "Field {field}: expected true or false, got “{got}”.",
        "请写 true（是）或 false（否）。",
        "Write true or false.",
    ),
    "bad-int": (
        "字段 {field} 应是整数，现在是“{got}”。",
        "Field {field}: expected a whole number, got “{got}”.",
        "只写阿拉伯数字，开头不写 0。",
        "Digits only, no leading zero.",
    ),
    "bad-date": (
        "字段 {field} 应是日期 {expected}，现在是“{got}”。",
        "Field {field}: expected a date {expected}, got “{got}”.",
        "{reason_zh}",
        "{reason_en}",
    ),
    "bad-url": (
        "字段 {field} 应是 http:// 或 https:// 网址，现在是“{got}”。",
        "Field {field}: expected an http(s) address, got “{got}”.",
        "请写完整网址；没有就写 null。",
        "Give the full address, or null.",
    ),
    "bad-id": (
        "“{got}”不是合格的编号。",
        "“{got}” is not a valid id.",
        "用小写拼音、数字和连字符，不超过 64 个字符，例如 hongbao-guiding--jieshou。",
        "Lower-case letters, digits and hyphens, at most 64 characters.",
    ),
    "bad-pinyin": (
        "“{got}”不是不带声调的小写拼音。",
        "“{got}” is not lower-case pinyin without tones.",
        "例如 行为: xingwei。",
        "For example 行为: xingwei.",
    ),
    "too-long": (
        "字段 {field} 有 {got} 字，上限是 {limit} 字。",
        "Field {field} has {got} characters; the limit is {limit}.",
        "请缩短，或移到正文。",
        "Shorten it, or move text to the body.",
    ),
    "multi-line": (
        "字段 {field} 只能写一行。",
        "Field {field} must be a single line.",
        "长文字请写到正文里。",
        "Move long text to the body.",
    ),
    "duplicate-item": (
        "字段 {field} 中“{got}”重复。",
        "Field {field}: “{got}” is listed twice.",
        "请删去一个。",
        "Remove one.",
    ),
}

IDENTITY: dict[str, tuple[str, ...]] = {
    "wrong-folder": (
        "type 是 {got}，文件却在 {expected} 文件夹里。",
        "type is {got} but the file is in folder {expected}.",
        "请改 type，或移动文件。",
        "Change type or move the file.",
    ),
    "wrong-file-name": (
        "编号是 {got}，文件名却是 {expected}.md。",
        "id is {got} but the file is called {expected}.md.",
        "编号与文件名必须相同。",
        "Id and file name must be equal.",
    ),
    "duplicate-id": (
        "编号 {got} 已被 {other} 使用。",
        "Id {got} is already used by {other}.",
        "请换一个编号。",
        "Choose another id.",
    ),
    "redirect-taken": (
        "旧编号 {got} 已被 {other} 使用。",
        "Old id {got} is already used by {other}.",
        "一个旧编号只能转到一处，也不能与现有编号相同。",
        "An old id leads to one place and is not in use.",
    ),
    "rule-prefix": (
        "条目编号应以 {expected}-- 开头，现在是 {got}。",
        "A rule's id starts with {expected}--, got {got}.",
        "编号由“规定编号--内容词”组成。",
        "The id is <ruleset>--<word>.",
    ),
    "article-id-taken": (
        "编号 {got} 留给官方原文的条文使用。",
        "Id {got} is reserved for an article of an official text.",
        "请用内容词作编号，条号写在 article 字段。",
        "Use a content word; put the number in article.",
    ),
}
