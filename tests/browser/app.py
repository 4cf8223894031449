"""The shipped content → a published site in a folder, and the list of screens that are looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SUBPATH = "gz/hongxian"


def build_site(folder: Path, content: Path = ROOT / "content") -> Path:
    """Publish content with a key of its own; → what a static server would hold below `SUBPATH`. Again: the next."""
    settings = Settings(content=content, data=folder / "data", translations=ROOT / "translations")
    publish(compile_content(settings.content), settings)
    site = folder / SUBPATH
    shutil.copytree(settings.data / "site", site, dirs_exist_ok=True)
    return site


def screens() -> list[tuple[str, str]]:
    """Every screen of the app as name and route."""
    return [
        ("home", "#/"),
        ("results", "#/search?q=红包"),
        ("corrected", "#/search?q=红苞"),
        ("nothing", "#/search?q=火星移民补贴"),
        ("understood", "#/search?q=火星红包税 补贴"),
        ("parts", "#/search?q=红包 地区:浙江 -赌博"),
        ("versions", "#/search?q=纪律处分条例"),
        ("rule", "#/r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"),
        ("paraphrase", "#/r/xianyang-weixin-gongzuoqun-2015--zhiwu-biandong-tuiqun"),
        ("article", "#/r/wangxinban-qunzu-guiding-2017--art-9"),
        ("ruleset", "#/r/zj-weixin-weibo-shitiao"),
        ("old-version", "#/r/chufen-tiaoli-2018"),
        ("official-text", "#/r/wangxinban-qunzu-guiding-2017"),
        ("scenario", "#/r/changjing-qiang-tongshi-hongbao"),
        ("case", "#/r/anli-wumou-pengyouquan-2015"),
        ("interpretation", "#/r/jiedu-wuhui-hongbao-xingzhi"),
        ("practice", "#/r/shijian-malin-hongbao"),
        ("channel", "#/r/ningxia-weixin-weibo-suishoupai"),
        ("topic", "#/r/hongbao"),
        ("me", "#/me"),
        ("mine", "#/mine"),
        ("redlines", "#/redlines"),
        ("groups", "#/groups"),
        ("groups-member", "#/groups/chengyuan"),
        ("scenarios", "#/scenarios"),
        ("rulesets", "#/rulesets"),
        ("owners", "#/owners"),
        ("topics", "#/topics"),
        ("compare-topics", "#/compare"),
        ("compare", "#/compare/hongbao"),
        ("before-posting", "#/before-posting"),
        ("template", "#/template"),
        ("cases", "#/cases"),
        ("interpretations", "#/interpretations"),
        ("news", "#/news"),
        ("channels", "#/channels"),
        ("saved", "#/saved"),
        ("settings", "#/settings"),
        ("about", "#/about"),
        ("missing", "#/r/no-such-rule"),
    ]
