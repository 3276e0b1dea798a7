// Signals in npz files, by the rules of relu_spectrum.signals.files: a zip archive of one array in npy format.
import { readNpy } from "./npy.mjs";

const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50]; // what the parts of an archive begin with
const [STORED, DEFLATED] = [0, 8];
const BLOCK = 2 ** 20; // bytes that are read at once

const wrong = (why) => new Error(`not an array of numbers in npz format (${why})`);
const bytes = async (file, from, to) => new DataView(await file.slice(from, to).arrayBuffer());

/** What the directory at the archive's end says of each file. */
async function directory(file) {
  const begin = Math.max(0, file.size - 22 - 65535); // a comment may follow
  const tail = await bytes(file, begin, file.size);
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) throw wrong("it does not end as zip archives do");
  const [count, size, told] = [
    tail.getUint16(at + 10, true),
    tail.getUint32(at + 12, true),
    tail.getUint32(at + 16, true),
  ];
  const shift = begin + at - size - told; // what stands before the archive
  if (shift < 0) throw wrong("its directory is cut, or it is larger than 4 GB");
  const view = await bytes(file, told + shift, told + shift + size);
  const found = [];
  for (let place = 0; found.length < count; ) {
    const there = place + 46 <= view.byteLength && view.getUint32(place, true) === ENTRY;
    if (!there || place + 46 + view.getUint16(place + 28, true) > view.byteLength)
      throw wrong("its directory is damaged");
    const short = (from) => view.getUint16(place + from, true);
    const long = (from) => view.getUint32(place + from, true);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, place + 46, short(28)));
    const sizes = { packed: long(20), size: long(24), at: long(42) + shift };
    found.push({ name, encrypted: short(8) & 1, method: short(10), sum: long(16), ...sizes });
    place += 46 + short(28) + short(30) + short(32);
  }
  return found;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The check sum that zip archives have of each file (CRC-32). */
async function checkSum(blob) {
  let sum = ~0;
  for (let from = 0; from < blob.size; from += BLOCK) {
    const part = new Uint8Array(await blob.slice(from, from + BLOCK).arrayBuffer());
    for (let i = 0; i < part.length; i++) sum = TABLE[(sum ^ part[i]) & 255] ^ (sum >>> 8);
  }
  return ~sum >>> 0;
}

/** One file of the archive. */
async function content(file, { encrypted, method, sum, packed, size, at }) {
  const head = await bytes(file, at, at + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) throw wrong("it is damaged");
  if (encrypted) throw wrong("it is encrypted");
  if (method !== STORED && method !== DEFLATED) throw wrong(`it is compressed by method ${method}`);
  const begin = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  let found = file.slice(begin, begin + packed);
  if (method === DEFLATED) {
    try {
      found = await new Response(found.stream().pipeThrough(new DecompressionStream("deflate-raw"))).blob();
    } catch {
      throw wrong("what is compressed is damaged, or this browser cannot read it: np.savez does not compress");
    }
  }
  if (found.size !== size || (await checkSum(found)) !== sum) throw wrong("its check sum is another");
  return found;
}

/** @returns {Promise<object>} a source: see sources.mjs */
export async function readNpz(file) {
  const found = await directory(file);
  if (found.length !== 1) {
    throw new Error(`one array is wanted, not ${found.length}: ${found.map(({ name }) => name).join(", ")}`);
  }
  return readNpy(await content(file, found[0]));
}
