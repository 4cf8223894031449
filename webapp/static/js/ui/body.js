// @ts-check
/**
 * Turns a body tree (see "A document (compiled)" in webapp/README.md) into DOM nodes.
 */
import { append, el } from "./dom.js";

const SAFE_ADDRESS = /^(?:https?:|mailto:|tel:)/i;
/** @type {Record<string, "strong" | "em" | "s" | "code">} */
const INLINE = { b: "strong", i: "em", s: "s", code: "code" };

/**
 * @param {Block[] | undefined} blocks
 * @param {number} [deepest] the level of heading just above the blocks
 * @returns {HTMLElement[]}
 */
export function bodyNodes(blocks, deepest) {
  return (blocks || []).map((block) => blockNode(block, deepest || 1));
}

/**
 * @param {Block} block
 * @param {number} above
 * @returns {HTMLElement}
 */
function blockNode(block, above) {
  if (block.k === "h") {
    const level = /** @type {"h2"} */ (`h${Math.min(6, Math.max(above + 1, block.l || 2))}`);
    return el(level, null, inlineNodes(block));
  }
  if (block.k === "ul" || block.k === "ol") {
    const items = (block.c || []).map((item) => el("li", null, itemNodes(item, above)));
    return el(block.k, { start: block.s }, items);
  }
  if (block.k === "quote") return el("blockquote", null, bodyNodes(block.c, above));
  if (block.k === "table") return tableNode(block);
  if (block.k === "hr") return el("hr");
  return el("p", null, inlineNodes(block));
}

/**
 * A list item of one paragraph needs no paragraph of its own.
 *
 * @param {Block[]} blocks
 * @param {number} above
 */
function itemNodes(blocks, above) {
  const [first, ...rest] = blocks;
  if (!first || first.k !== "p") return bodyNodes(blocks, above);
  return [...inlineNodes(first), ...bodyNodes(rest, above)];
}

/** @param {Block} block */
function tableNode(block) {
  const row = (/** @type {"th" | "td"} */ tag, /** @type {Cell[]} */ cells) =>
    el("tr", null, cells.map((cell) => el(tag, tag === "th" ? { scope: "col" } : null, inlineNodes(cell))));
  const table = el(
    "table",
    null,
    block.head && block.head.length > 0 && el("thead", null, row("th", block.head)),
    el("tbody", null, (block.rows || []).map((cells) => row("td", cells))),
  );
  return el("div", { class: "wide", tabindex: "0" }, table);
}

/**
 * Marks may overlap, so the text is cut at every edge and each piece wears all marks that cover it.
 *
 * @param {{t?: string, m?: Mark[]}} source
 * @returns {Node[]}
 */
export function inlineNodes(source) {
  const text = source.t || "";
  const marks = source.m || [];
  /** @type {number[]} */
  const cuts = [0, text.length];
  marks.forEach((mark) => cuts.push(mark[0], mark[1]));
  const edges = Array.from(new Set(cuts)).sort((a, b) => a - b);
  return edges.slice(1).map((end, index) => {
    const start = edges[index];
    const covering = marks.filter((mark) => mark[0] <= start && mark[1] >= end);
    return covering.reduceRight(wear, withBreaks(text.slice(start, end)));
  });
}

/**
 * @param {Node} inner
 * @param {Mark} mark
 * @returns {Node}
 */
function wear(inner, mark) {
  if (mark[2] !== "a") return INLINE[mark[2]] ? el(INLINE[mark[2]], null, inner) : inner;
  const target = mark[3] || "";
  if (target.charAt(0) === "#") return el("a", { href: `#/r/${target.slice(1)}` }, inner);
  if (!SAFE_ADDRESS.test(target)) return inner;
  return el("a", { href: target, rel: "noopener noreferrer", target: "_blank" }, inner);
}

/**
 * @param {string} text
 * @returns {Node}
 */
function withBreaks(text) {
  const fragment = document.createDocumentFragment();
  text.split("\n").forEach((line, index) => append(fragment, index > 0 && el("br"), line));
  return fragment;
}

/**
 * The words of a body tree without any marks, one line per block.
 *
 * @param {Block[] | undefined} blocks
 * @returns {string}
 */
export function plainText(blocks) {
  return (blocks || [])
    .map((block) => {
      if (block.t !== undefined) return block.t;
      if (block.k === "ol") return (block.c || []).map((item, at) => `${(block.s || 1) + at}. ${plainText(item)}`).join("\n");
      if (block.k === "ul") return (block.c || []).map(plainText).join("\n");
      if (block.c) return plainText(block.c);
      return [block.head || [], ...(block.rows || [])].map((cells) => cells.map((cell) => cell.t).join(" ")).join("\n");
    })
    .join("\n");
}
