"""Modules joined into one script do what the modules did, and whatever cannot be joined is named with its
line.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from webapp.errors import BuildError
from webapp.linker.modules import link
from webapp.linker.properties import shorten_properties
from webapp.linker.shortener import free_names, read_script
from webapp.linker.tokens import tokenize
from webapp.release.shell import by_number, minify_css, script_json
from webapp.settings import PACKAGE

STATIC = PACKAGE / "static"
VECTORS = Path(__file__).parents[2] / "vectors"

# Everything that renaming could get wrong, printed. Runs as modules and as one script; both must print the same.
TRICKY = {
    "main.js": r"""
import { add, Counter as C, LIMIT } from './deep/sum.js';
import {
  shown,
  again as twice,
} from "./shown.js";
import './effect.js';
/* import { nothing } from './comment.js' */
// import { nothing } from './comment.js'
/** @type {import('./types.js').T} */
const object = { add, LIMIT, shown, 'quoted-key': 1, nested: { add: LIMIT }, method(add) { return add + LIMIT; },
  get value() { return this.add; }, async later(a, b = add(a, a)) { return a + b; }, [`key${LIMIT}`]: 2 };
const { nested: { add: renamed }, missing = LIMIT, ...others } = object;
const [first, , third = twice, ...tail] = [1, 2, undefined, 4, 5];
function shadow(add, { LIMIT, deep: [x, { y = x }] = [3, {}] } = {}) {
  const shown = add + (LIMIT || 0); return [shown, x, y];
}
const arrow = add => ({ add, other: add ? { add: 1 } : { LIMIT } });
const ternary = LIMIT > 2 ? LIMIT : add;
const pattern = /[/'"`{]add\/(LIMIT)/g, half = LIMIT / 2 / 1;
const template = `add ${add(1, 2)} ${[1, 2].map((add) => `<${add}${LIMIT}>`).join(`${LIMIT}`)} {LIMIT}`;
class Child extends C {
  constructor(start) { super(start); this.LIMIT = start; }
  static make(add) { return new Child(add); }
  get double() { return this.count * 2; }
  async add({ add }) { try { throw new Error(String(add)); } catch (LIMIT) { return LIMIT.message; } }
  *each(add) { for (const LIMIT of [add, add + 1]) yield LIMIT; }
}
outer: for (let i = 0, n = 2; i < n; i++) {
  for (const key in { add: 1 }) { if (i) continue outer; console.log(i, key, n); }
}
const counted = (part, whole) => { let n = 8, o = { of: 8, if: (x) => x };
  return [n++ / part / whole, o.of / part / whole, o.if(8) / part / whole, (n) / part / whole]; };
switch (LIMIT) { case 3: { const add = 'case'; console.log(add); break; } default: console.log('default'); }
const recursive = function again(n) { return n ? again(n - 1) + 1 : 0; };
import { add as plus } from './deep/sum.js';
const twin = ((add) => add + plus(add, 1))(1);
const both = [1, 2].map(add => add ? (name) => name + add : add => add, 7);
function hoisted(open) {
  const event = inner(); return { event, open }; function inner() { var add = open; return add; }
}
function unused() { return "left out"; }
const ids = ['a', 'b'].reduce((all, id, i) => { all[id] = i; return all; }, {});
let state = 0, step = () => { state += 1; return state; };
step(); step();
console.log(JSON.stringify([object.method(1), object.value === add, renamed, missing, Object.keys(others),
  first, third('x'), tail,
  shadow(1, { LIMIT: 2 }), shadow(1), arrow(0), arrow(1), ternary, 'add/LIMIT'.replace(pattern, '$1'), half, template,
  Child.make(4).double, new Child(1).LIMIT, [...new Child(0).each(7)], recursive(3), ids, state,
  twin, both[1](2), hoisted(3),
  typeof location, typeof name, counted(2, 2)]));
Promise.all([object.later(1), new Child(1).add({ add: 'caught' })]).then((all) => console.log(all.join()));
""",
    "deep/sum.js": r"""
export const LIMIT = 3;
export function add(a, b) { return a + b; }
const hidden = 'sum';
class Base { constructor(count) { this.count = count; this.hidden = hidden; } }
export { Base as Counter };
""",
    "shown.js": r"""
export { add as again } from './deep/sum.js';
const hidden = 'shown';
export async function shown() { return hidden; }
""",
    "effect.js": "console.log('effect');\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "package.json").write_text('{"type":"module"}', encoding="utf-8")
    return folder / "main.js"


def output(node: str, path: Path) -> str:
    done = subprocess.run([node, str(path)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_script_does_what_the_modules_do(node: str, tmp_path: Path) -> None:
    entry = write(tmp_path, TRICKY)
    expected = output(node, entry)
    script = link(entry, tmp_path)
    (tmp_path / "linked.cjs").write_text(script, encoding="utf-8")
    assert output(node, tmp_path / "linked.cjs") == expected
    assert expected.startswith("effect\n")
    assert "left out" not in script
    assert len(script) < 0.75 * sum(map(len, TRICKY.values()))


def test_the_linked_cryptography_judges_every_vector(node: str, tmp_path: Path) -> None:
    """Renaming must not change a single verdict."""
    entry = tmp_path / "main.js"
    source = (STATIC / "js" / "crypto" / "ed25519.js").resolve()
    relative = "../" * (len(tmp_path.resolve().parts) - 1) + source.as_posix().lstrip("/")
    rows = json.loads((VECTORS / "ed25519.json").read_text(encoding="utf-8"))
    lines = [
        f"import {{ verifyEd25519 }} from './{relative}';",
        "const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (x) => parseInt(x, 16));",
        "const holds = (row) => verifyEd25519(bytes(row.signature), bytes(row.message), bytes(row.public));",
        f"Promise.all({json.dumps(rows)}.map(holds)).then((all) => console.log(all.join()));",
    ]
    entry.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "linked.cjs").write_text(link(entry, tmp_path), encoding="utf-8")
    verdicts = output(node, tmp_path / "linked.cjs").strip().split(",")
    assert verdicts == [str(row["valid"]).lower() for row in rows]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"main.js": "const a = 1;\nimport b from './b.js';\n"}, "main.js:2: only static named"),
        ({"main.js": "import * as b from './b.js';\n"}, "main.js:1: only static named"),
        ({"main.js": "export default 1;\n"}, "main.js:1: only static named"),
        ({"main.js": "export let a = 1;\n"}, "main.js:1: only static named"),
        ({"main.js": "\n\nexport * from './b.js';\n"}, "main.js:3: only static named"),
        ({"main.js": "import { a } from 'b';\n"}, "main.js:1: only static named"),
        ({"main.js": "const a = 1;\nconst b = () => import('./b.js');\n"}, "main.js:2: no dynamic import"),
        ({"main.js": "import { a } from './b.js';\n"}, "main.js:1: no such file: b.js"),
        ({"main.js": "\nimport { a } from './b.js';\n", "b.js": "export const c = 1;\n"},
         "main.js:2: b.js does not export a; it exports: c"),
        ({"main.js": "import { a } from './b.js';\nexport const c = a;\n",
          "b.js": "import { c } from './main.js';\nexport const a = c;\n"},
         "b.js:1: modules import each other: main.js → b.js → main.js"),
        ({"main.js": "export const a = 1;\nexport { a };\n"}, "main.js:2: a is exported twice"),
        ({"main.js": "export { a };\n"}, "main.js: exports what it does not define: a"),
        ({"main.js": "const a = 'open;\n"}, "main.js: cannot read"),
        # What these mean depends on more than brackets and neighbours.
        ({"main.js": "function f(a) { if (a) /a/.test('b') && a(); }\n"}, "main.js: cannot read (/a/.test"),
        ({"main.js": "function f(a) { if (a) { a(); } /a/.test('b') && a(); }\n"}, "main.js: cannot read (/a/.test"),
        ({"main.js": "function f(a) { if (a) a(); else /a/.test('b') && a(); }\n"}, "main.js: cannot read (/a/.test"),
        ({"main.js": "function f(async) { return { async }; }\n"}, "main.js: cannot read ({ async })"),
        ({"main.js": "const f = [1].map(of => of + 1);\n"}, "main.js: cannot read (of =>)"),
        ({"main.js": "const f = (a) => { const g = (b) => b\n  const h = g(a); return h; };\n"},
         "main.js: cannot read (const: a semicolon is missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(BuildError) as caught:
        link(write(tmp_path, files), tmp_path)
    assert message in caught.value.en
    assert caught.value.zh != caught.value.en


def test_the_product_uses_only_names_that_browsers_have(node: str) -> None:
    """A name that no module declares would be a slip of ours, or of the renaming."""
    for entry in ("boot/main.js", "shell.js"):
        script = link(STATIC / "js" / entry, STATIC)
        unknown = free_names([read_script(script, {})]) - BROWSER_NAMES
        assert not unknown, entry


def test_properties_become_short_and_stay_apart() -> None:
    tokens = read_script("x.longest = { longest: 1, e: x.other, ...y.longest }.longest;", {}).units[0].tokens
    shorten_properties(tokens, frozenset({"longest"}))
    assert "".join(token.text for token in tokens).strip() == "x.t={t:1,e:x.other,...y.t}.t;"


def test_texts_stand_once_and_are_taken_by_number() -> None:
    script = 't("乙");x?"甲":"丙";f({"甲":1,b:"乙"});/"甲"/;t(`丁`);()=>{return"甲"}'
    assert by_number(tokenize(script), {"甲", "乙", "丁"}) == (
        't(T$[0]);x?T$[1]:"丙";f({"甲":1,b:T$[0]});/"甲"/;t(`丁`);()=>{return T$[1]}',
        ["乙", "甲", "丁"],
    )


def test_styles_are_made_smaller_and_not_different() -> None:
    assert minify_css('/* a */\n.a > b ,\n.c { content: "a  {b} /* c */" ; color : red;\n}\n') == (
        '.a > b,.c{content: "a  {b} /* c */";color : red}'
    )


def test_json_may_stand_in_a_script_of_a_page() -> None:
    text = script_json({"a": "</script>\u2028\u2029"})
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == {"a": "</script>\u2028\u2029"}


BROWSER_NAMES = set(
    """
    AbortController Array ArrayBuffer Blob Boolean BroadcastChannel CSSStyleSheet DataView Date
    Element Error FileReader Float64Array HONGXIAN_SHELL HTMLElement Infinity Int16Array Int32Array Int8Array
    Intl JSON Map Math MessageChannel NaN Node Number Object Promise RegExp Response Set SpeechSynthesisUtterance String
    Symbol TextDecoder TextEncoder TypeError URL URLSearchParams Uint16Array Uint32Array Uint8Array
    WeakMap Worker addEventListener caches clearInterval clearTimeout crypto decodeURIComponent document fetch
    encodeURIComponent getComputedStyle history indexedDB isNaN localStorage location matchMedia
    navigator of parseFloat parseInt performance print removeEventListener requestAnimationFrame
    screen scrollTo self sessionStorage setInterval setTimeout speechSynthesis undefined window
    """.split()
)
