"""What the problems of bodies and of the links between documents say.

Each code: (Chinese, English, what to do in Chinese, what to do in English).
"""

from __future__ import annotations

RELATIONS: dict[str, tuple[str, ...]] = {
    "dangling-reference": (
        "字段 {field} 引用的 {got} 不存在。",
        "Field {field} refers to {got}, which does not exist.",
        "{near_zh}",
        "{near_en}",
    ),
    "wrong-reference": (
        "字段 {field} 应引用{expected_zh}，{got} 却是{got_zh}。",
        "Field {field} must refer to {expected}, but {got} is a {got_type}.",
        "请换成正确类型的编号。",
        "Use an id of the right type.",
    ),
    "self-reference": (
        "字段 {field} 引用了自己。",
        "Field {field} refers to its own document.",
        "请删去。",
        "Remove it.",
    ),
    "cycle": (
        "{field} 形成循环：{got}。",
        "{field} goes in a circle: {got}.",
        "请断开其中一处。",
        "Break it in one place.",
    ),
    "empty-basis": (
        "answer_basis 不能为空：没有依据的回答不能发布。",
        "answer_basis is empty: an answer without a basis cannot be published.",
        "请列出依据的条目；没有依据就不要写。",
        "List the rules it rests on.",
    ),
    "article-without-official": (
        "来源只有媒体级别，不能写条号。",
        "No article number with press sources only.",
        "删去 article，或补上 official_text 级别的来源。",
        "Remove article, or add a source of level official_text.",
    ),
    "unknown-article": (
        "规定 {ruleset} 中没有第 {got} 条。",
        "Rule set {ruleset} has no article {got}.",
        "请核对条号。",
        "Check the number.",
    ),
    "bad-article": (
        "“{got}”不是条号。",
        "“{got}” is not an article number.",
        "写 29、12-1 或 第十二条之一。",
        "Write 29, 12-1 or 第十二条之一.",
    ),
    "article-annotated-twice": (
        "规定 {ruleset} 第 {got} 条已由 {other} 收录。",
        "Article {got} of {ruleset} is already annotated by {other}.",
        "一条原文只对应一个条目。",
        "One article, one rule.",
    ),
    "wording-unknown": (
        "“{got}”不在任何条目、规定、场景的文字里，查不到东西。",
        "“{got}” stands in no rule, rule set or scenario, so it leads nowhere.",
        "照规定的用词写；连续的几个字要一样。",
        "Use the words of the text; the run of characters must be the same.",
    ),
    "plain-twice": (
        "“{got}”已经写在 {other}。",
        "“{got}” is already in {other}.",
        "一个说法只写一处；对到几个用词，就写在同一行。",
        "Write each plain word once, with all the wording it leads to.",
    ),
    "quote-missing": (
        "来源级别是官方原文或媒体引述，必须写 quote。",
        "quote is required when a source is official_text or press_quote.",
        "把来源中的原话逐字写进 quote。",
        "Copy the exact words into quote.",
    ),
    "quote-of-paraphrase": (
        "来源只是转述，不能写 quote。",
        "A paraphrase cannot be shown in quotation marks.",
        "删去 quote，用 plain 说明。",
        "Remove quote and use plain.",
    ),
    "quote-not-found": (
        "quote 不在来源摘录中。从“{got}”起对不上。",
        "quote is not in the excerpts of its sources. It differs from “{got}” on.",
        "请逐字核对；省略号只有来源中有才能用。",
        "Compare word by word; an ellipsis must be in the source.",
    ),
    "amount-not-quoted": (
        "数额“{got}”不在 quote 的原话里。",
        "The amount “{got}” is not in the words of quote.",
        "照抄条文写数额的几个字；条文没写就删去 amount。",
        "Copy the words about the amount, or remove amount.",
    ),
    "source-too-weak": (
        "只有转载或编者来源，不足以发布条目。",
        "Reposts and editorial notes alone cannot carry a rule.",
        "请补上更可靠的来源。",
        "Add a better source.",
    ),
    "official-text-source": (
        "official_text 为 true，却没有 official_text 级别的来源。",
        "official_text is true but no source has level official_text.",
        "请补上原文的来源。",
        "Add the source of the text.",
    ),
    "source-level": (
        "来源 {got} 不是官方原文，不能标 official_text。",
        "Source {got} is not an official text and cannot be cited as one.",
        "请改 level，或换来源。",
        "Change level or the source.",
    ),
    "locator-unknown": (
        "来源 {source} 没有位置为“{got}”的摘录。",
        "Source {source} has no excerpt at “{got}”.",
        "{near_zh}",
        "{near_en}",
    ),
    "items-recorded": (
        "items_recorded 写的是 {got}，本库实际有 {expected} 条。",
        "items_recorded says {got}; the library holds {expected}.",
        "请改成 {expected}。",
        "Write {expected}.",
    ),
    "items-claimed": (
        "收录条数 {got} 多于来源所称 {expected} 条。",
        "{got} items recorded but only {expected} claimed.",
        "请核对。",
        "Check both numbers.",
    ),
    "channel-unverified": (
        "未核实的渠道不能出现号码、链接或二维码：“{got}”。",
        "An unverified channel may show no number, link or code: “{got}”.",
        "请删去，或核实后写 channel_verified: true。",
        "Remove it, or verify the channel.",
    ),
    "channel-date": (
        "channel_verified 为 true 时必须写 verified_on。",
        "channel_verified: true needs verified_on.",
        "请写核实日期。",
        "Give the date.",
    ),
    "date-order": (
        "{field} {got} 早于 {other} {expected}。",
        "{field} {got} is before {other} {expected}.",
        "请核对两个日期。",
        "Check both dates.",
    ),
}

BODY: dict[str, tuple[str, ...]] = {
    "html": (
        "正文不能写 HTML：{got}",
        "HTML is not allowed: {got}",
        "请用 Markdown；要显示尖括号请写 \\<。",
        "Use Markdown; write \\< for a literal bracket.",
    ),
    "image": (
        "正文不能放图片。",
        "Images are not allowed.",
        "请用文字说明。",
        "Say it in words.",
    ),
    "code-block": (
        "正文不能有代码块（行首四个空格或 ```）。",
        "Code blocks (four spaces or ```) are not allowed.",
        "请去掉行首空格；段首缩进用全角空格或不缩进。",
        "Remove the leading spaces.",
    ),
    "unsafe-link": (
        "链接地址“{got}”不允许。",
        "Link address “{got}” is not allowed.",
        "只能用 https:、http:、mailto:、tel: 或 #编号。",
        "Use https:, http:, mailto:, tel: or #id.",
    ),
    "link-title": (
        "链接不能带标题文字。",
        "A link may not have a title.",
        "删去引号里的文字。",
        "Remove the quoted text.",
    ),
    "dangling-link": (
        "正文引用的 {got} 不存在。",
        "The body refers to {got}, which does not exist.",
        "{near_zh}",
        "{near_en}",
    ),
    "heading-level": (
        "正文标题从 ## 开始，# 留给文档标题。",
        "Body headings start at ##; # is the title of the document.",
        "请加一个 #。",
        "Add one #.",
    ),
    "list-numbers": (
        "编号列表写的是 {got}，按顺序应是 {expected}。",
        "The list says {got}, in order it would be {expected}.",
        "请按顺序编号，否则显示的号码与原文不同。",
        "Number the items in order, or readers see other numbers.",
    ),
    "list-too-deep": (
        "列表或引用嵌套超过 {limit} 层。",
        "Lists or quotes are nested more than {limit} levels deep.",
        "请减少层次。",
        "Use fewer levels.",
    ),
    "line-too-long": (
        "一段有 {got} 字，上限是 {limit} 字。",
        "A paragraph has {got} characters; the limit is {limit}.",
        "请分段。",
        "Split it.",
    ),
    "no-articles": (
        "official_text 为 true，正文里却没有“第…条”。",
        "official_text is true but the body has no 第…条.",
        "每条以“第…条”开头另起一行。",
        "Start each article with 第…条 on its own line.",
    ),
    "article-unclear": (
        "“{got}”后面没有空格，不清楚是条文开头还是引用。",
        "No space after “{got}”: is it a label or a reference?",
        "是条文开头请加一个空格。",
        "Add a space if an article starts here.",
    ),
    "article-duplicate": (
        "{got}重复，第一次在第 {first} 行。",
        "{got} occurs twice; first on line {first}.",
        "请核对条号。",
        "Check the number.",
    ),
    "article-order": (
        "{got}出现在{expected}之后，顺序不对。",
        "{got} comes after {expected}: out of order.",
        "请核对条号和顺序。",
        "Check numbers and order.",
    ),
    "article-empty": (
        "{got}没有内容。",
        "{got} is empty.",
        "请补上条文。",
        "Add its text.",
    ),
}
