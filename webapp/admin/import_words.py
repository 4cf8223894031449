"""What the desk says of an imported text: places and reasons, marked for translation; `importer/places.py` owns them.

`tests/unit/admin/test_form.py` holds this list to it.
"""

from __future__ import annotations

from webapp.serve.words import N_

PLACES = (
    N_("第 {} 行"),
    N_("第 {} 段"),
    N_("第 {} 个表格"),
    N_("脚注 {}"),
    N_("尾注 {}"),
    N_("页眉（{}）"),
    N_("页脚（{}）"),
    N_("批注（{}）"),
    N_("文件内的 {}"),
)
WHY = (
    N_("标记"),
    N_("注释"),
    N_("文件头"),
    N_("看不见的字符"),
    N_("无法显示的字符"),
    N_("修订中删去的文字"),
    N_("隐藏文字"),
    N_("页眉"),
    N_("页脚"),
    N_("批注"),
    N_("自动目录"),
    N_("域代码"),
    N_("给旧软件看的重复文字"),
    N_("注音"),
    N_("待填的提示"),
    N_("没有引用的注"),
    N_("艺术字或水印"),
    N_("图示、图表等里的文字"),
    N_("自动编号"),
    N_("注的标号"),
    N_("替代无法显示的字符"),
    N_("修订中加入的文字，照收"),
    N_("文本框，放在它所在的段之后"),
    N_("注，放在引用它的段之后"),
    N_("公式，按文字顺序收录"),
    N_("图片，没有收录"),
    N_("嵌入的文件，没有打开"),
    N_("表中表，并入外层格子"),
    N_("不认识的编号样式，按数字写"),
    N_("条号重复或倒退，按正文收录"),
)
