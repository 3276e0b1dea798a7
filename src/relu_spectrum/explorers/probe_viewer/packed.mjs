// Arrays as text: base64 of little-endian float32 or uint32, as the package's `kept.packed` writes them.

const PLAIN = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const KINDS = { float32: [Float32Array, "getFloat32"], uint32: [Uint32Array, "getUint32"] };

/**
 * @param {string} text
 * @param {number | null} wanted how many values it must have; null: any number
 * @param {string} what names it in errors
 * @param {"float32" | "uint32"} kind
 */
export function unpacked(text, wanted, what, kind = "float32") {
  if (!PLAIN.test(text)) throw new Error(`${what} is no base64: its length or its padding is wrong`);
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const count = wanted ?? Math.floor(bytes.length / 4);
  if (bytes.length !== 4 * count) {
    throw new Error(`${what} holds ${bytes.length} bytes, and ${count} values of 4 bytes are wanted`);
  }
  const view = new DataView(bytes.buffer);
  const [Values, read] = KINDS[kind];
  return Values.from({ length: count }, (_, n) => view[read](4 * n, true));
}
