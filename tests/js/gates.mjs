// JavaScript files → every place that an old phone could not run, or that breaks the rule of its folder.
//
//   node gates.mjs module FILE…     the sources: ES modules with static named imports
//   node gates.mjs script FILE…     what really reaches a phone: linked, classic scripts
//   node gates.mjs pure FILE…       folders that may touch nothing outside themselves
//   node gates.mjs imports FILE…    prints JSON: file → what it imports
//   node gates.mjs same FILE FILE   two scripts that a parser cannot tell apart

import { readFileSync } from "node:fs";
import { parse } from "acorn";

const FLOOR = 2018;

// Newer than Chrome 69 or iOS 14 (or close enough to forget which). A name that may be probed stands in PROBED.
const NEW_MEMBERS = new Set([
  "allSettled", "any", "at", "findLast", "findLastIndex", "flat", "flatMap", "fromAsync", "fromEntries", "getOrInsert",
  "groupBy", "hasOwn", "isWellFormed", "matchAll", "randomUUID", "replaceAll", "replaceChildren", "requestIdleCallback",
  "scheduler", "showModal", "structuredClone", "toReversed", "toSorted", "toSpliced", "toWellFormed", "withResolvers",
]);
const NEW_GLOBALS = new Set([
  "AggregateError", "BigInt", "BigInt64Array", "CompressionStream", "DecompressionStream", "FinalizationRegistry", "Iterator",
  "ResizeObserver", "URLPattern", "WeakRef", "globalThis", "queueMicrotask", "requestIdleCallback", "structuredClone", "trustedTypes",
]);
const OUTSIDE = new Set([
  "BroadcastChannel", "XMLHttpRequest", "caches", "document", "fetch", "indexedDB", "localStorage", "location", "navigator",
  "sessionStorage", "window",
]);

const SCOPE = /^(Program|BlockStatement|CatchClause|For.*Statement|.*Function.*|ClassDeclaration)$/;

const [mode, ...files] = process.argv.slice(2);
const imports = {};
const problems = mode === "same" ? differences(...files) : files.flatMap(check);
if (mode === "imports") console.log(JSON.stringify(imports));
for (const line of problems) console.log(line);
process.exitCode = problems.length > 0 ? 1 : 0;

function differences(...scripts) {
  const [one, other] = scripts.map((file) => treeOf(readFileSync(file, "utf8")));
  return one === other ? [] : [`${scripts.join(" and ")} are read differently`];
}

function treeOf(text) {
  const isPlace = (key) => key === "start" || key === "end";
  return JSON.stringify(parse(text, { ecmaVersion: FLOOR }), (key, value) => (isPlace(key) ? undefined : value));
}

function check(file) {
  const text = readFileSync(file, "utf8");
  const found = [];
  let tree;
  try {
    tree = parse(text, { ecmaVersion: FLOOR, sourceType: mode === "script" ? "script" : "module", locations: true });
  } catch (error) {
    return [`${file}:${error.loc.line}:${error.loc.column + 1}: not ES${FLOOR}: ${error.message}`];
  }
  const say = (node, message) => found.push(`${file}:${node.loc.start.line}:${node.loc.start.column + 1}: ${message}`);
  imports[file] = tree.body.filter((node) => node.source).map((node) => node.source.value);
  const probed = probes(tree);
  walk(tree, null, [], (node, parent, scopes) => {
    if (mode === "pure") pure(node, parent, scopes, say);
    else if (mode !== "imports") floor(node, parent, scopes, say, probed);
    if (mode === "module") importForm(node, say);
  });
  return found;
}

function floor(node, parent, scopes, say, probed) {
  if (node.type === "Literal" && node.regex && /\(\?<[=!]/.test(node.regex.pattern)) say(node, "lookbehind: iOS before 16.4 refuses the whole file");
  if (node.type === "Literal" && node.regex && /[dv]/.test(node.regex.flags)) say(node, `regular expression flag ${node.regex.flags}`);
  const member = node.type === "MemberExpression" && !node.computed ? node.property.name : null;
  if (member === "matchAll" && /clients$/.test(nameOf(node.object))) return; // Clients.matchAll is as old as service workers
  if (member && (NEW_MEMBERS.has(member) || (NEW_GLOBALS.has(member) && isGlobalObject(node.object) && isUsed(node, parent))) && !probed.has(member)) {
    say(node.property, `.${member} is newer than the floor; probe it with typeof or "${member}" in …`);
  }
  if (isFree(node, parent, scopes) && NEW_GLOBALS.has(node.name) && !probed.has(node.name)) say(node, `${node.name} is newer than the floor; probe it with typeof`);
}

function pure(node, parent, scopes, say) {
  if (isFree(node, parent, scopes) && OUTSIDE.has(node.name)) say(node, `${node.name} in a pure folder`);
  if (node.type === "MemberExpression" && !node.computed && isGlobalObject(node.object) && OUTSIDE.has(node.property.name)) {
    say(node, `${node.object.name}.${node.property.name} in a pure folder`);
  }
}

function importForm(node, say) {
  if (node.type === "ImportDefaultSpecifier" || node.type === "ImportNamespaceSpecifier") say(node, "only named imports: import { a } from …");
  if (node.type === "ExportDefaultDeclaration" || node.type === "ExportAllDeclaration") say(node, "only named exports");
  if (node.source && node.source.type === "Literal" && !/^\.{1,2}\/.*\.js$/.test(node.source.value)) say(node, `import "${node.source.value}" is not a relative .js path`);
}

// Names asked about before use: `typeof X`, `"x" in y`, `if (y.x)`, `y.x && …`, `y.x ? … : …`.
function probes(tree) {
  const names = new Set();
  const note = (node) => {
    if (node.type === "Identifier") names.add(node.name);
    if (node.type === "MemberExpression" && !node.computed) names.add(node.property.name);
    if (node.type === "LogicalExpression") [node.left, node.right].forEach(note);
    if (node.type === "UnaryExpression") note(node.argument);
  };
  walk(tree, null, [], (node) => {
    if (node.type === "UnaryExpression" && node.operator === "typeof") note(node.argument);
    if (node.type === "BinaryExpression" && node.operator === "in" && node.left.type === "Literal") names.add(node.left.value);
    if (node.type === "IfStatement" || node.type === "ConditionalExpression") note(node.test);
    if (node.type === "LogicalExpression") note(node.left);
  });
  return names;
}

// `self.x` alone is a question; `self.x()`, `new self.x()` and `self.x.y` take the answer for granted.
function isUsed(node, parent) {
  return parent.callee === node || (parent.type === "MemberExpression" && parent.object === node);
}

function isGlobalObject(node) {
  return node.type === "Identifier" && ["self", "window", "globalThis"].includes(node.name);
}

function nameOf(node) {
  return node.type === "Identifier" ? node.name : node.type === "MemberExpression" && !node.computed ? node.property.name : "";
}

// An identifier that is read as a variable and that nothing around it declares.
function isFree(node, parent, scopes) {
  if (node.type !== "Identifier" || parent === null) return false;
  if (parent.type === "MemberExpression" && parent.property === node && !parent.computed) return false;
  if ((parent.type === "Property" || parent.type === "MethodDefinition") && parent.key === node && !parent.computed && !parent.shorthand) return false;
  return !scopes.some((names) => names.has(node.name));
}

function walk(node, parent, outer, visit) {
  const scopes = SCOPE.test(node.type) ? [...outer, declared(node)] : outer;
  visit(node, parent, scopes);
  for (const child of children(node)) walk(child, node, scopes, visit);
}

// The names that a scope declares; `var` counts where it stands, which is enough for us: we do not use it.
function declared(node) {
  const names = new Set();
  const add = (pattern) => {
    if (pattern.type === "Identifier") names.add(pattern.name);
    else if (pattern.type === "AssignmentPattern") add(pattern.left);
    else if (pattern.type === "Property") add(pattern.value);
    else if (pattern.type === "RestElement") add(pattern.argument);
    else children(pattern).forEach(add);
  };
  for (const pattern of [...(node.params || []), node.param].filter(Boolean)) add(pattern);
  for (const outer of [...(Array.isArray(node.body) ? node.body : []), node.init, node.left].filter(Boolean)) {
    const statement = outer.declaration || outer;
    if (statement.type === "VariableDeclaration") statement.declarations.forEach((entry) => add(entry.id));
    if (/^(Function|Class)Declaration$/.test(statement.type)) add(statement.id);
    if (statement.type === "ImportDeclaration") statement.specifiers.forEach((entry) => add(entry.local));
  }
  return names;
}

function children(node) {
  return Object.keys(node)
    .filter((key) => key !== "loc")
    .flatMap((key) => node[key])
    .filter((child) => child && typeof child.type === "string");
}
