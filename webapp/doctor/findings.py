"""The sentences of the doctor: what was found, what it means for phones, and how to mend it. Chinese, English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["good", "note", "bad"]
MARKS = {"good": "✔", "note": "!", "bad": "✘"}


@dataclass(frozen=True)
class Finding:
    """One line of the report; `bad` means that phones will not work as promised."""

    code: str
    level: Level
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{MARKS[self.level]} {self.zh}\n  {self.en}"

    def to_json(self) -> dict[str, Any]:
        """All fields by name, for `doctor --json`."""
        return {"code": self.code, "level": self.level, "zh": self.zh, "en": self.en}


SENTENCES: dict[str, tuple[Level, str, str]] = {
    "signed": (
        "good",
        "第 {seq} 版，签名正确，{count} 个文件都在、都对",
        "Release {seq}: the signature holds, all {count} files are right",
    ),
    "no-page": (
        "bad",
        "没有 index.html。请把导出的整个文件夹复制过去",
        "index.html is missing. Copy the whole exported folder",
    ),
    "no-head": (
        "bad",
        "没有 sync/head.json，手机收不到任何内容。请把整个文件夹复制过去，最后复制这个文件",
        "sync/head.json is missing, so phones get nothing. Copy the whole folder, this file last",
    ),
    "bad-head": (
        "bad",
        "sync/head.json 通不过验证（{reason}）。可能被改动、转码，或与 index.html 不是同一套。请重新复制",
        "sync/head.json does not verify ({reason}): altered, converted, or not of the same deployment as "
        "index.html. Copy again",
    ),
    "other-page": (
        "bad",
        "index.html 的指纹与 sync/root/1.json 不符：两者来自不同的密钥。请重新导出并整个复制",
        "The fingerprint in index.html is not that of sync/root/1.json: they come from different keys. "
        "Export and copy again",
    ),
    "missing": (
        "bad",
        "缺少 {count} 个文件，例如 {name}。请重新复制，文件名大小写不能变",
        "{count} files are missing, such as {name}. Copy again; names keep their case",
    ),
    "line-ends": (
        "bad",
        "{name} 等 {count} 个文件的换行被改动了。请用二进制方式传送，不要让版本管理或 FTP 转换换行",
        "Line ends were changed in {count} files, such as {name}. Transfer in binary; keep FTP and version "
        "control from converting",
    ),
    "altered": (
        "bad",
        "{name} 等 {count} 个文件内容不对（被截断、改动或转码）。请重新复制",
        "{count} files are not what they should be, such as {name}: cut, altered or converted. Copy again",
    ),
    "web-page-instead": (
        "bad",
        "{name} 等 {count} 个地址返回了网页而不是文件：可能要登录，或服务器把找不到的地址都转到首页。"
        "请改服务器设置",
        "{count} addresses answer with a web page instead of the file, such as {name}: a login, or a server "
        "that sends everything to its home page. Change its settings",
    ),
    "expired": (
        "note",
        "这一版已过有效期（{date}）。手机仍可查，但会提醒。请重新发布一次",
        "This release expired on {date}. Phones go on but say so. Publish once more",
    ),
    "head-cached": (
        "bad",
        "sync/head.json 允许缓存（{value}），手机会迟迟看不到更新。请对它设 Cache-Control: no-cache",
        "sync/head.json may be cached ({value}), so phones see updates late. Send Cache-Control: no-cache "
        "for it",
    ),
    "worker-cached": (
        "note",
        "sw.js 允许长期缓存（{value}）。请设 Cache-Control: no-cache",
        "sw.js may be cached for long ({value}). Send Cache-Control: no-cache",
    ),
    "page-not-kept": (
        "note",
        "index.html 不让浏览器保留（{value}）。用普通 HTTP 时断网就打不开。请设 Cache-Control: public, "
        "max-age=31536000",
        "Browsers may not keep index.html ({value}), so over plain HTTP it will not open without a network. "
        "Send Cache-Control: public, max-age=31536000",
    ),
    "worker-type": (
        "bad",
        "sw.js 的类型是 {value}，浏览器不会运行。请设为 text/javascript",
        "sw.js is served as {value}, which browsers do not run. Serve it as text/javascript",
    ),
    "page-type": (
        "bad",
        "index.html 的类型是 {value}。请设为 text/html; charset=utf-8",
        "index.html is served as {value}. Serve it as text/html; charset=utf-8",
    ),
    "not-compressed": (
        "note",
        "内容包没有压缩，第一次打开要多下载约 {percent}%。请打开 gzip（导出里已有 .gz）",
        "The first pack is not compressed: about {percent} % more to download on a first visit. Switch gzip "
        "on (the export holds .gz files)",
    ),
    "plain-http": (
        "note",
        "这是普通 HTTP：没有后台脚本，断网打开靠浏览器缓存；能控制网络的人可以改动第一次打开的页面。"
        "办法：改用 HTTPS，或发单文件版，或请人核对指纹",
        "Plain HTTP: no service worker, opening offline rests on the browser's cache, and whoever controls "
        "the network can alter the first visit. Use HTTPS, hand out the single file, or compare the "
        "fingerprint",
    ),
    "https": (
        "good",
        "HTTPS：手机装好后断网也能打开",
        "HTTPS: once installed it opens without a network",
    ),
    "keys-exposed": (
        "bad",
        "{name} 能从网上取到。密钥文件夹不能放在网站里，请马上移走并换密钥",
        "{name} can be fetched. The key folder must not be inside the site: move it and rotate the keys",
    ),
    "no-single-file": (
        "note",
        "旁边没有单文件版 single-file.html，U 盘里双击 index.html 打不开。请重新导出",
        "single-file.html is missing, so nothing opens from a USB stick. Export again",
    ),
}


def finding(code: str, **values: object) -> Finding:
    """A sentence with its values."""
    level, zh, en = SENTENCES[code]
    return Finding(code, level, zh.format(**values), en.format(**values))
