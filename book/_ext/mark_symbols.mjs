/**
 * Finds symbols in MathJax's trees, and marks them with `data-symbol`.
 *
 * A symbol is a letter, or a letter with a subscript: two trees are the same symbol if they have the same letters in
 * the same places. The letter below another subscript is not the symbol, nor is one below an accent or a prime.
 */
const WRAPPERS = new Set(["math", "mrow", "inferredMrow", "TeXAtom", "mstyle"]);
const SUBSCRIPTS = new Set(["msub", "msubsup"]);
const children = (node) => (node.childNodes ?? []).filter((child) => child && child.kind !== "text");

/** What a tree looks like, in one line. */
export function shape(node) {
  const parts = children(node);
  if (WRAPPERS.has(node.kind) && parts.length === 1) return shape(parts[0]);
  if (node.isToken) return `${node.kind}:${node.attributes.getExplicit("mathvariant") ?? ""}:${node.getText()}`;
  return `${node.kind}(${parts.map(shape)})`;
}

/** Whether the first part of a node is another thing than the letter alone. */
function changesBase(node) {
  if (SUBSCRIPTS.has(node.kind) || node.kind === "mover") return true;
  return node.kind === "msup" && shape(node.childNodes[1]).startsWith("mo:");
}

/**
 * @param {object} node a tree
 * @param {Map<string, string>} symbols shape to name
 * @param {Set<string>} found gets the names that were found
 */
export function mark(node, symbols, found) {
  const subscripted = node.kind === "msubsup" && `msub(${node.childNodes.slice(0, 2).map(shape)})`;
  const name = WRAPPERS.has(node.kind) ? undefined : (symbols.get(shape(node)) ?? symbols.get(subscripted));
  if (name !== undefined) {
    node.attributes.set("data-symbol", name);
    found.add(name);
    return;
  }
  const parts = children(node);
  for (const part of changesBase(node) ? parts.slice(1) : parts) mark(part, symbols, found);
}
