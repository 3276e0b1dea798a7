// Signals in npy files, by the rules of relu_spectrum.signals.files: one array of real numbers, the last axis is time.
import { tuple } from "./python_text.mjs";

const HEADER = /^\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \(([0-9, ]*)\), \} *\n$/;
const NAMES = { f: "float", i: "int", u: "uint", c: "complex", b: "bool" };
const WIDTHS = { f: [2, 4, 8], i: [1, 2, 4, 8], u: [1, 2, 4, 8], c: [8, 16], b: [1] };
const LARGEST = 2n ** 53n;

/** A number of 16 bits: sign, 5 bits of exponent, 10 of mantissa. */
function half(bits) {
  const [sign, exponent, mantissa] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return mantissa ? Number.NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 25) * (1024 + mantissa) : 2 ** -24 * mantissa);
}

/** A whole number of 64 bits, if a float can hold it. */
function whole(value) {
  if (value > LARGEST || value < -LARGEST) throw new Error("whole numbers beyond 2**53 would be rounded");
  return Number(value);
}

const READERS = {
  f2: (view, place, little) => half(view.getUint16(place, little)),
  f4: (view, place, little) => view.getFloat32(place, little),
  f8: (view, place, little) => view.getFloat64(place, little),
  i1: (view, place) => view.getInt8(place),
  i2: (view, place, little) => view.getInt16(place, little),
  i4: (view, place, little) => view.getInt32(place, little),
  i8: (view, place, little) => whole(view.getBigInt64(place, little)),
  u1: (view, place) => view.getUint8(place),
  u2: (view, place, little) => view.getUint16(place, little),
  u4: (view, place, little) => view.getUint32(place, little),
  u8: (view, place, little) => whole(view.getBigUint64(place, little)),
};

const wrong = (why) => new Error(`not an array of numbers in npy format (${why})`);

/** The header's text, and where the numbers begin. */
async function header(file) {
  const start = new DataView(await file.slice(0, 12).arrayBuffer());
  const magic = start.byteLength >= 10 && start.getUint8(0) === 0x93 && start.getUint32(1) === 0x4e554d50;
  if (!magic || start.getUint8(5) !== 0x59) throw wrong("it does not begin as npy files do");
  const version = start.getUint8(6);
  const minor = start.getUint8(7);
  if (version < 1 || version > 3 || minor > 0 || start.byteLength < 12) {
    throw wrong(`its version is ${version}.${minor}`);
  }
  const [size, at] = version === 1 ? [start.getUint16(8, true), 10] : [start.getUint32(8, true), 12];
  const text = await file.slice(at, at + size).text();
  return { text, begin: at + size };
}

/** @returns {Promise<object>} a source: see sources.mjs */
export async function readNpy(file) {
  const { text, begin } = await header(file);
  const [, type, order, sizes] = HEADER.exec(text) ?? [];
  if (type === undefined) {
    const [, records] = /^\{'descr': (\[.*\]), 'fortran_order'/.exec(text) ?? [];
    if (records) throw new Error(`the signal must hold real numbers, not ${records}`);
    throw wrong("its header is cut or says something else");
  }
  const [, end, kind, digits] = /^([<>|=])([a-zA-Z])([0-9]*)$/.exec(type) ?? [];
  const width = Number(digits);
  if (kind === "O") throw wrong("Object arrays cannot be loaded when allow_pickle=False");
  if (!WIDTHS[kind]?.includes(width)) throw new Error(`the signal must hold real numbers, not ${type}`);
  const shape = sizes
    .split(",")
    .filter((part) => part.trim())
    .map(Number);
  const size = shape.reduce((a, b) => a * b, 1);
  const there = file.size - begin;
  if (there < size * width) throw wrong(`${there} of ${size * width} bytes of numbers are there`);
  if (there > size * width) throw new Error("more follows the array: one array a file is wanted");
  const name = kind === "b" ? "bool" : `${NAMES[kind]}${8 * width}`;
  if (kind === "c" || kind === "b") throw new Error(`the signal must hold real numbers, not ${name}`);
  if (shape.length === 0) throw new Error(`at least two samples are wanted, not shape ${tuple(shape)}`);
  return { rate: null, length: shape.at(-1), shape, exact: kind !== "f", ...numbers() };

  function numbers() {
    const number = READERS[kind + width];
    const little = end !== ">";
    const length = shape.at(-1);
    const step = order === "True" ? size / length : 1; // numbers from one sample of a channel to its next
    return {
      async read(channel, from, count) {
        const first =
          begin + width * (order === "True" ? fortran(channel, shape) + from * step : channel * length + from);
        const view = new DataView(await file.slice(first, first + width * ((count - 1) * step + 1)).arrayBuffer());
        return Float64Array.from({ length: count }, (_, n) => number(view, n * step * width, little));
      },
    };
  }
}

/** Where a channel, counted with its last axis fastest, begins in an array whose first axis is fastest. */
function fortran(channel, shape) {
  let [rest, place] = [channel, 0];
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    const step = shape.slice(0, axis).reduce((a, b) => a * b, 1);
    place += (rest % shape[axis]) * step;
    rest = Math.floor(rest / shape[axis]);
  }
  return place;
}
