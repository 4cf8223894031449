"""What each problem code says: (Chinese, English, what to do in Chinese, what to do in English)."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


def _m(*texts: str) -> Message:
    return Message(*texts)


_NEAR = ("{near_zh}", "{near_en}")

FILES = {
    "no-content": _m(
        "没有找到任何内容文件。", "No content files found.",
        "内容应放在 <类型>/<编号>.md，例如 rule/xxx.md。", "Content lives in <type>/<id>.md.",
    ),
    "unreadable": _m(
        "文件无法读取：{reason}", "The file cannot be read: {reason}",
        "请检查权限，并确认它是普通文件。", "Check permissions and that it is a regular file.",
    ),
    "file-too-large": _m(
        "文件有 {size} 字节，上限是 {limit} 字节。", "The file has {size} bytes; the limit is {limit}.",
        "请拆成几个文件。", "Split it into several files.",
    ),
    "not-utf8": _m(
        "文件不是 UTF-8 编码{guess_zh}，第一个出错的字节是 0x{byte:02X}（第 {offset} 字节）。",
        "The file is not UTF-8{guess_en}; first bad byte 0x{byte:02X} at offset {offset}.",
        "请在编辑器中“另存为”UTF-8。", "Save it as UTF-8.",
    ),
    "forbidden-character": _m(
        "含有不允许的字符 {name}。", "Character {name} is not allowed.",
        "它看不见，却会改变搜索或显示，请删去。", "It is invisible but changes search or display. Delete it.",
    ),
    "broken-character": _m(
        "含有替换符 U+FFFD，说明文字在以前的转码中已经损坏。", "Replacement character U+FFFD: text was damaged by an earlier conversion.",
        "请对照原文补上正确的字。", "Restore the character from the original.",
    ),
    "unknown-folder": _m(
        "文件夹“{got}”不是文档类型。", "Folder “{got}” is not a document type.",
        "可用的类型：{expected}。{near_zh}", "Types: {expected}. {near_en}",
    ),
    "misplaced-file": _m(
        "内容文件只能放在 <类型>/<编号>.md。", "Content files live in <type>/<id>.md only.",
        "请移到类型文件夹的第一层。", "Move it to the first level of a type folder.",
    ),
}  # fmt: skip

HEADER = {
    "no-front-matter": _m(
        "文件开头没有“---”，缺少文件头。", "The file does not start with “---”: no front matter.",
        "第一行写 ---，接着写字段，再以 --- 结束。", "Put --- on the first line, then fields, then ---.",
    ),
    "unclosed-front-matter": _m(
        "文件头没有结束的“---”。", "The front matter is not closed by “---”.",
        "在字段之后单独一行写 ---。", "Put --- on a line of its own after the fields.",
    ),
    "header-too-large": _m(
        "文件头有 {size} 字节，上限是 {limit} 字节。", "The front matter has {size} bytes; the limit is {limit}.",
        "长文字请写到正文里。", "Move long text to the body.",
    ),
    "tab": _m(
        "文件头中不能用制表符（Tab）。", "Tabs are not allowed in front matter.",
        "请换成空格。", "Use spaces.",
    ),
    "yaml": _m(
        "文件头写法有误：{reason}", "The front matter is not valid YAML: {reason}",
        "含有“: ”“#”或引号的文字请整段加单引号。", "Put text with “: ”, “#” or quotes in single quotes.",
    ),
    "yaml-anchor": _m(
        "文件头中不能用锚点（&）、别名（*）和类型标记（!）。", "Anchors (&), aliases (*) and tags (!) are not allowed.",
        "如果是文字，请加引号；否则请把内容写全。", "Quote it if it is text, or write the value out.",
    ),
    "too-deep": _m(
        "嵌套太深。", "Nested too deeply.",
        "请减少层次。", "Use fewer levels.",
    ),
    "multiple-documents": _m(
        "文件头中有第二个 YAML 文档。", "The front matter holds a second YAML document.",
        "一个文件只写一个文件头，删去多余的 --- 或 ...。", "One header per file; remove the extra --- or ...",
    ),
    "not-a-mapping": _m(
        "文件头应是“字段: 值”的列表。", "The front matter must be a list of “field: value”.",
        "例如 title: 标题。", "For example title: …",
    ),
    "duplicate-key": _m(
        "字段 {field} 写了两次，第一次在第 {first} 行。", "Field {field} is given twice; first on line {first}.",
        "请删去一个。", "Remove one.",
    ),
    "unknown-field": _m(
        "未知字段 {field}（类型 {type}）。", "Unknown field {field} for type {type}.", *_NEAR
    ),
    "missing-field": _m(
        "缺少必填字段 {field}（{label}）。", "Required field {field} is missing.",
        "{help}", "Add it to the front matter.",
    ),
    "empty-value": _m(
        "字段 {field}（{label}）不能为空。", "Field {field} must not be empty.",
        "请填写；选填的字段可以整行删去。", "Fill it in; an optional field may be left out.",
    ),
    "wrong-type": _m(
        "字段 {field} 应是{expected_zh}，现在是{got_zh}。", "Field {field}: expected {expected_en}, got {got_en}.",
        "{example}", "{example}",
    ),
    "not-a-choice": _m(
        "字段 {field} 的值“{got}”不在词表中。", "Field {field}: “{got}” is not in the vocabulary.",
        "可用的值：{expected}。{near_zh}", "Allowed: {expected}. {near_en}",
    ),
    "bad-bool": _m(
        "字段 {field} 应是 true 或 false，现在是“{got}”。", "Field {field}: expected true or false, got “{got}”.",
        "请写 true（是）或 false（否）。", "Write true or false.",
    ),
    "bad-int": _m(
        "字段 {field} 应是整数，现在是“{got}”。", "Field {field}: expected a whole number, got “{got}”.",
        "只写阿拉伯数字，开头不写 0。", "Digits only, no leading zero.",
    ),
    "bad-date": _m(
        "字段 {field} 应是日期 {expected}，现在是“{got}”。", "Field {field}: expected a date {expected}, got “{got}”.",
        "{reason_zh}", "{reason_en}",
    ),
    "bad-url": _m(
        "字段 {field} 应是 http:// 或 https:// 网址，现在是“{got}”。", "Field {field}: expected an http(s) address, got “{got}”.",
        "请写完整网址；没有就写 null。", "Give the full address, or null.",
    ),
    "bad-id": _m(
        "“{got}”不是合格的编号。", "“{got}” is not a valid id.",
        "用小写拼音、数字和连字符，不超过 64 个字符，例如 hongbao-guiding--jieshou。",
        "Lower-case letters, digits and hyphens, at most 64 characters.",
    ),
    "bad-pinyin": _m(
        "“{got}”不是不带声调的小写拼音。", "“{got}” is not lower-case pinyin without tones.",
        "例如 行为: xingwei。", "For example 行为: xingwei.",
    ),
    "too-long": _m(
        "字段 {field} 有 {got} 字，上限是 {limit} 字。", "Field {field} has {got} characters; the limit is {limit}.",
        "请缩短，或移到正文。", "Shorten it, or move text to the body.",
    ),
    "multi-line": _m(
        "字段 {field} 只能写一行。", "Field {field} must be a single line.",
        "长文字请写到正文里。", "Move long text to the body.",
    ),
    "duplicate-item": _m(
        "字段 {field} 中“{got}”重复。", "Field {field}: “{got}” is listed twice.",
        "请删去一个。", "Remove one.",
    ),
}  # fmt: skip

IDENTITY = {
    "wrong-folder": _m(
        "type 是 {got}，文件却在 {expected} 文件夹里。", "type is {got} but the file is in folder {expected}.",
        "请改 type，或移动文件。", "Change type or move the file.",
    ),
    "wrong-file-name": _m(
        "编号是 {got}，文件名却是 {expected}.md。", "id is {got} but the file is called {expected}.md.",
        "编号与文件名必须相同。", "Id and file name must be equal.",
    ),
    "duplicate-id": _m(
        "编号 {got} 已被 {other} 使用。", "Id {got} is already used by {other}.",
        "请换一个编号。", "Choose another id.",
    ),
    "redirect-taken": _m(
        "旧编号 {got} 已被 {other} 使用。", "Old id {got} is already used by {other}.",
        "一个旧编号只能转到一处，也不能与现有编号相同。", "An old id leads to one place and is not in use.",
    ),
    "rule-prefix": _m(
        "条目编号应以 {expected}-- 开头，现在是 {got}。", "A rule's id starts with {expected}--, got {got}.",
        "编号由“规定编号--内容词”组成。", "The id is <ruleset>--<word>.",
    ),
    "article-id-taken": _m(
        "编号 {got} 留给官方原文的条文使用。", "Id {got} is reserved for an article of an official text.",
        "请用内容词作编号，条号写在 article 字段。", "Use a content word; put the number in article.",
    ),
}  # fmt: skip

RELATIONS = {
    "dangling-reference": _m(
        "字段 {field} 引用的 {got} 不存在。", "Field {field} refers to {got}, which does not exist.", *_NEAR
    ),
    "wrong-reference": _m(
        "字段 {field} 应引用{expected_zh}，{got} 却是{got_zh}。", "Field {field} must refer to {expected}, but {got} is a {got_type}.",
        "请换成正确类型的编号。", "Use an id of the right type.",
    ),
    "self-reference": _m(
        "字段 {field} 引用了自己。", "Field {field} refers to its own document.",
        "请删去。", "Remove it.",
    ),
    "cycle": _m(
        "{field} 形成循环：{got}。", "{field} goes in a circle: {got}.",
        "请断开其中一处。", "Break it in one place.",
    ),
    "empty-basis": _m(
        "answer_basis 不能为空：没有依据的回答不能发布。", "answer_basis is empty: an answer without a basis cannot be published.",
        "请列出依据的条目；没有就不要写这个场景。", "List the rules it rests on.",
    ),
    "article-without-official": _m(
        "来源只有媒体级别，不能写条号。", "No article number with press sources only.",
        "删去 article，或补上 official_text 级别的来源。", "Remove article, or add a source of level official_text.",
    ),
    "unknown-article": _m(
        "规定 {ruleset} 中没有第 {got} 条。", "Rule set {ruleset} has no article {got}.",
        "请核对条号。", "Check the number.",
    ),
    "bad-article": _m(
        "“{got}”不是条号。", "“{got}” is not an article number.",
        "写 29、12-1 或 第十二条之一。", "Write 29, 12-1 or 第十二条之一.",
    ),
    "article-annotated-twice": _m(
        "规定 {ruleset} 第 {got} 条已由 {other} 收录。", "Article {got} of {ruleset} is already annotated by {other}.",
        "一条原文只对应一个条目。", "One article, one rule.",
    ),
    "quote-missing": _m(
        "来源级别是官方原文或媒体引述，必须写 quote。", "quote is required when a source is official_text or press_quote.",
        "把来源中的原话逐字写进 quote。", "Copy the exact words into quote.",
    ),
    "quote-of-paraphrase": _m(
        "来源只是转述，不能写 quote。", "A paraphrase cannot be shown in quotation marks.",
        "删去 quote，用 plain 说明。", "Remove quote and use plain.",
    ),
    "quote-not-found": _m(
        "quote 不在来源摘录中。从“{got}”起对不上。", "quote is not in the excerpts of its sources. It differs from “{got}” on.",
        "请逐字核对；省略号只有来源中有才能用。", "Compare word by word; an ellipsis must be in the source.",
    ),
    "source-too-weak": _m(
        "只有转载或编者来源，不足以发布条目。", "Reposts and editorial notes alone cannot carry a rule.",
        "请补上更可靠的来源。", "Add a better source.",
    ),
    "official-text-source": _m(
        "official_text 为 true，却没有 official_text 级别的来源。", "official_text is true but no source has level official_text.",
        "请补上原文的来源。", "Add the source of the text.",
    ),
    "source-level": _m(
        "来源 {got} 不是官方原文，不能标 official_text。", "Source {got} is not an official text and cannot be cited as one.",
        "请改 level，或换来源。", "Change level or the source.",
    ),
    "locator-unknown": _m(
        "来源 {source} 没有位置为“{got}”的摘录。", "Source {source} has no excerpt at “{got}”.", *_NEAR
    ),
    "items-recorded": _m(
        "items_recorded 写的是 {got}，本库实际有 {expected} 条。", "items_recorded says {got}; the library holds {expected}.",
        "请改成 {expected}。", "Write {expected}.",
    ),
    "items-claimed": _m(
        "收录条数 {got} 多于来源所称 {expected} 条。", "{got} items recorded but only {expected} claimed.",
        "请核对。", "Check both numbers.",
    ),
    "channel-unverified": _m(
        "未核实的渠道不能出现号码、链接或二维码：“{got}”。", "An unverified channel may show no number, link or code: “{got}”.",
        "请删去，或核实后写 channel_verified: true。", "Remove it, or verify the channel.",
    ),
    "channel-date": _m(
        "channel_verified 为 true 时必须写 verified_on。", "channel_verified: true needs verified_on.",
        "请写核实日期。", "Give the date.",
    ),
    "date-order": _m(
        "{field} {got} 早于 {other} {expected}。", "{field} {got} is before {other} {expected}.",
        "请核对两个日期。", "Check both dates.",
    ),
}  # fmt: skip

BODY = {
    "html": _m(
        "正文不能写 HTML：{got}", "HTML is not allowed: {got}",
        "请用 Markdown；要显示尖括号请写 \\<。", "Use Markdown; write \\< for a literal bracket.",
    ),
    "image": _m(
        "正文不能放图片。", "Images are not allowed.",
        "请用文字说明。", "Say it in words.",
    ),
    "code-block": _m(
        "正文不能有代码块（行首四个空格或 ```）。", "Code blocks (four spaces or ```) are not allowed.",
        "请去掉行首空格；段首缩进用全角空格或不缩进。", "Remove the leading spaces.",
    ),
    "unsafe-link": _m(
        "链接地址“{got}”不允许。", "Link address “{got}” is not allowed.",
        "只能用 https:、http:、mailto:、tel: 或 #编号。", "Use https:, http:, mailto:, tel: or #id.",
    ),
    "link-title": _m(
        "链接不能带标题文字。", "A link may not have a title.",
        "删去引号里的文字。", "Remove the quoted text.",
    ),
    "dangling-link": _m(
        "正文引用的 {got} 不存在。", "The body refers to {got}, which does not exist.", *_NEAR
    ),
    "heading-level": _m(
        "正文标题从 ## 开始，# 留给文档标题。", "Body headings start at ##; # is the title of the document.",
        "请加一个 #。", "Add one #.",
    ),
    "list-numbers": _m(
        "编号列表写的是 {got}，按顺序应是 {expected}。", "The list says {got}, in order it would be {expected}.",
        "请按顺序编号，否则显示的号码与原文不同。", "Number the items in order, or readers see other numbers.",
    ),
    "list-too-deep": _m(
        "列表或引用嵌套超过 {limit} 层。", "Lists or quotes are nested more than {limit} levels deep.",
        "请减少层次。", "Use fewer levels.",
    ),
    "line-too-long": _m(
        "一段有 {got} 字，上限是 {limit} 字。", "A paragraph has {got} characters; the limit is {limit}.",
        "请分段。", "Split it.",
    ),
    "no-articles": _m(
        "official_text 为 true，正文里却没有“第…条”。", "official_text is true but the body has no 第…条.",
        "每条以“第…条”开头另起一行。", "Start each article with 第…条 on its own line.",
    ),
    "article-unclear": _m(
        "“{got}”后面没有空格，不清楚是条文开头还是引用。", "No space after “{got}”: is it a label or a reference?",
        "是条文开头请加一个空格。", "Add a space if an article starts here.",
    ),
    "article-duplicate": _m(
        "{got}重复，第一次在第 {first} 行。", "{got} occurs twice; first on line {first}.",
        "请核对条号。", "Check the number.",
    ),
    "article-order": _m(
        "{got}出现在{expected}之后，顺序不对。", "{got} comes after {expected}: out of order.",
        "请核对条号和顺序。", "Check numbers and order.",
    ),
    "article-empty": _m(
        "{got}没有内容。", "{got} is empty.",
        "请补上条文。", "Add its text.",
    ),
}  # fmt: skip

MESSAGES: dict[str, Message] = {**FILES, **HEADER, **IDENTITY, **RELATIONS, **BODY}
