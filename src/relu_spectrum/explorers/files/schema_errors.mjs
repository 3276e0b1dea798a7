// What a JSON Schema has against a document, in the words of Python's jsonschema: of all errors its `best_match`.
// It knows the keywords that our schemas use, and refuses a schema with others.
import { reprOf } from "./python_text.mjs";

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const TYPES = {
  array: Array.isArray,
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  null: (value) => value === null,
  number: (value) => typeof value === "number",
  object: isObject,
  string: (value) => typeof value === "string",
};
const isOf = (value, types) => [types].flat().some((type) => TYPES[type](value));

const longer = (text, most) => text.length > most && [...text].length > most;
/** In Python a $ also stands before a last new line. */
const matches = (text, pattern) => new RegExp(pattern.replace(/\$$/, "\\n?$"), "u").test(text);
const has = (value, name) => Object.hasOwn(value, name);
const error = (message) => [{ path: [], message }];
const inside = (key, errors) => errors.map((one) => ({ ...one, path: [key, ...one.path] }));

const ofNumbers = (wrong, words) => (limit, value) =>
  typeof value === "number" && wrong(value, limit)
    ? error(() => `${reprOf(value)} is ${words} the minimum of ${limit}`)
    : [];

const KEYWORDS = {
  type: (types, value) =>
    isOf(value, types) ? [] : error(() => `${reprOf(value)} is not of type ${[types].flat().map(reprOf).join(", ")}`),
  const: (wanted, value) => (value === wanted ? [] : error(() => `${reprOf(wanted)} was expected`)),
  enum: (all, value) => (all.includes(value) ? [] : error(() => `${reprOf(value)} is not one of ${reprOf(all)}`)),
  minimum: ofNumbers((value, limit) => value < limit, "less than"),
  exclusiveMinimum: ofNumbers((value, limit) => value <= limit, "less than or equal to"),
  maximum: (limit, value) =>
    typeof value === "number" && value > limit
      ? error(() => `${reprOf(value)} is greater than the maximum of ${limit}`)
      : [],
  maxLength: (most, value) =>
    typeof value === "string" && longer(value, most) ? error(() => `${reprOf(value)} is too long`) : [],
  maxItems: (most, value) =>
    Array.isArray(value) && value.length > most ? error(() => `${reprOf(value)} is too long`) : [],
  pattern: (pattern, value) =>
    typeof value === "string" && !matches(value, pattern)
      ? error(() => `${reprOf(value)} does not match ${reprOf(pattern)}`)
      : [],
  required: (names, value) =>
    isObject(value)
      ? names
          .filter((name) => !has(value, name))
          .flatMap((name) => error(() => `${reprOf(name)} is a required property`))
      : [],
  properties: (known, value, look) =>
    isObject(value)
      ? Object.keys(known)
          .filter((name) => has(value, name))
          .flatMap((name) => inside(name, look(known[name], value[name])))
      : [],
  additionalProperties(allowed, value, look, { properties = {} }) {
    if (!isObject(value)) return [];
    const more = Object.keys(value).filter((name) => !has(properties, name));
    if (allowed !== false) return more.flatMap((name) => inside(name, look(allowed, value[name])));
    if (more.length === 0) return [];
    const names = more.sort().map(reprOf).join(", ");
    const verb = more.length === 1 ? "was" : "were";
    return error(() => `Additional properties are not allowed (${names} ${verb} unexpected)`);
  },
  items: (each, value, look) => (Array.isArray(value) ? value.flatMap((one, at) => inside(at, look(each, one))) : []),
  oneOf(schemas, value, look) {
    const context = [];
    for (const one of schemas) {
      const errors = look(one, value);
      if (errors.length === 0) return []; // ours exclude each other
      context.push(...errors);
    }
    const message = () => `${reprOf(value)} is not valid under any of the given schemas`;
    return [{ path: [], message, context }];
  },
};
const SILENT = ["$schema", "$id", "$defs", "title", "description", "contentEncoding"];

/** Sorts as jsonschema's `relevance`: what is nearer to the top is larger, then what comes later. */
function compare(one, other) {
  if (one.path.length !== other.path.length) return other.path.length - one.path.length;
  for (let at = 0; at < one.path.length; at++) {
    if (one.path[at] !== other.path[at]) return one.path[at] < other.path[at] ? -1 : 1;
  }
  return (one.context ? 0 : 1) - (other.context ? 0 : 1) || (one.fits ? 0 : 1) - (other.fits ? 0 : 1);
}

/** The first of the largest. */
const largest = (errors) => errors.reduce((best, one) => (compare(one, best) > 0 ? one : best));

/** A step of a JSON path. */
function step(part) {
  if (Number.isInteger(part)) return `[${part}]`;
  return /^[A-Za-z]\w*$/.test(part) ? `.${part}` : `['${part.replace(/[\\']/g, "\\$&")}']`;
}

/**
 * @param {object} schema
 * @param {unknown} document what JSON can hold
 * @returns {{path: string, message: string} | null} "records[0].shape[1]" and what is wrong there
 */
export function schemaError(schema, document) {
  const look = (part, value) => {
    if (part.$ref) return look(schema.$defs[part.$ref.replace("#/$defs/", "")], value);
    return Object.entries(part).flatMap(([keyword, wanted]) => {
      if (SILENT.includes(keyword)) return [];
      const errors = KEYWORDS[keyword](wanted, value, look, part);
      return errors.map((one) => ({ fits: "type" in part && isOf(value, part.type), ...one }));
    });
  };
  const errors = look(schema, document);
  if (errors.length === 0) return null;
  let best = largest(errors);
  let path = best.path;
  while (best.context) {
    const [first, second] = [...best.context].sort(compare);
    if (second && compare(first, second) === 0) break;
    path = [...path, ...first.path];
    best = first;
  }
  const place = path.map(step).join("");
  return { path: place ? `$${place}`.replace(/^\$\./, "") : "$", message: best.message() };
}
