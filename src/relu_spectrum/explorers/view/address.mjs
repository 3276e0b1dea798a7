// An explorer's state as the address of its page holds it: "#spectrum?f1=10&bias=0.3".
//
// A setting's name there is its `key`. What is left out has the page's initial value. What is not allowed gives way to
// the nearest allowed value, with a remark: an address can be typed, or come from an older page.
import { allowed, spoken } from "./settings.mjs";

const STATE = /^#([a-z][\w-]*)\?(.*)$/is;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const SWITCH = { 0: false, 1: true };
const LONGEST = 40; // characters of an address that are said

const brief = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** What is said of a setting that is not as the address wants it. */
export function remark({ label, ...setting }, value, wanted) {
  const said = typeof value === "boolean" ? (value ? "on" : "off") : spoken(value, setting);
  return `${label} is ${said}: the link’s ${brief(String(wanted))} is not allowed.`;
}

/**
 * The parts of an address's end.
 * @param {string} hash
 * @returns {{name: string, given: [string, string][]} | null} the explorer and its keys; null for any other hash
 */
export function parse(hash) {
  const [, name, query] = STATE.exec(hash) ?? [];
  return name ? { name, given: [...new URLSearchParams(query)] } : null;
}

/** What is said of an address whose explorer is not among those of the page; "" of any other. */
export function stranger(hash, names) {
  const found = parse(hash);
  if (!found || names.includes(found.name)) return "";
  return `The link names ${brief(found.name)}, which this page does not have: it has ${names.join(", ")}.`;
}

/** One value as it is written; undefined if it is no value of this kind at all. */
function value(text, { low, choices }) {
  if (low === undefined && !choices) return SWITCH[text];
  return NUMBER.test(text) ? Number(text) : undefined;
}

/**
 * The state that an address means.
 * @param {[string, string][]} given as `parse` found it
 * @param {object} settings name -> description, see settings.mjs
 * @returns {{values: object, remarks: string[]}} a value for every setting, and what could not be as it was given
 */
export function read(given, settings) {
  const values = Object.fromEntries(Object.entries(settings).map(([name, { initial }]) => [name, initial]));
  const named = new Map(Object.entries(settings).map(([name, { key }]) => [key, name]));
  const remarks = [];
  const last = new Map(given);
  if (last.size < given.length) remarks.push("The link names a setting twice: the last one counts.");
  for (const [key, name] of named) {
    const text = last.get(key);
    if (text === undefined) continue;
    const wanted = value(text, settings[name]);
    values[name] = wanted === undefined ? settings[name].initial : allowed(wanted, settings[name]);
    if (values[name] !== wanted) remarks.push(remark(settings[name], values[name], text));
  }
  const unknown = [...last.keys()].filter((key) => !named.has(key));
  if (unknown.length > 0) {
    remarks.push(`The link names ${brief(unknown.join(", "))}, which this explorer does not have.`);
  }
  return { values, remarks };
}

/** A number with twelve digits: without 0.30000000000000004. */
function written(value) {
  return String(typeof value === "boolean" ? Number(value) : Number(value.toPrecision(12)));
}

/**
 * The end of an address that means this state, complete.
 * @param {string} name of the explorer
 * @param {object} values of all settings
 * @param {object} settings
 */
export function format(name, values, settings) {
  const pairs = Object.entries(settings).map(([setting, { key }]) => `${key}=${written(values[setting])}`);
  return `#${name}?${pairs.sort().join("&")}`; // a saved page holds its settings in another order
}
