// Values as Python writes them.

/** A number with nine digits after the point at most: a slider's steps only nearly add up to what it shows. */
export const number = (value) => String(Number(value.toFixed(9)) || 0);

/** A list of items that are Python already. */
export const list = (items) => `[${items.join(", ")}]`;

/** Python that prints some lines, each an f-string. */
export function say(lines) {
  const texts = lines.map((line) => `f"${line}"`);
  return `print(${texts.join(",\n      ")}${texts.length > 1 ? ', sep="\\n"' : ""})`;
}
