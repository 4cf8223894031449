// @ts-check
/**
 * Builds DOM nodes. Text only ever becomes a text node, so nothing a document says can become markup.
 *
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Child | Children[]} Children
 */

/** What documents say is Chinese whatever language the interface has; screen readers have to know. */
export const CONTENT = "zh-Hans";
const SVG = "http://www.w3.org/2000/svg";

/**
 * `el("a", {class: "cell", href: "#/", onclick: f}, "text")`: a function becomes a listener, `true` an empty attribute.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [attributes]
 * @param {...Children} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  Object.keys(attributes || {}).forEach((name) => {
    const value = /** @type {Record<string, unknown>} */ (attributes)[name];
    if (typeof value === "function") node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  });
  return append(node, ...children);
}

/**
 * @template {Node} N
 * @param {N} parent
 * @param {...Children} children
 * @returns {N}
 */
export function append(parent, ...children) {
  children.forEach((child) => {
    if (Array.isArray(child)) append(parent, .../** @type {Children[]} */ (child));
    else if (child || child === "") parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  });
  return parent;
}

/**
 * @template {Element} N
 * @param {N} parent
 * @param {...Children} children
 * @returns {N}
 */
export function replace(parent, ...children) {
  parent.textContent = "";
  return append(parent, ...children);
}

/**
 * A picture of one path in a 24 × 24 box, drawn in the colour of the text and hidden from screen readers.
 *
 * @param {string} path
 */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.appendChild(shape);
  return svg;
}
