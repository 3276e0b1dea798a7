// Signals in wav files, by the rules of relu_spectrum.signals.wav_signals: its twin, in the same words. Samples stay in
// the file until they are asked for.

const UNKNOWN = 2 ** 32 - 1; // the size of a chunk whose end its writer did not know
const [PCM, FLOAT, EXTENSIBLE] = [1, 3, 0xfffe];
const OTHERS = { 2: "ADPCM", 6: "A-law", 7: "mu-law", 17: "IMA ADPCM", 49: "GSM", 85: "MP3" };

const bytes = async (file, from, count) =>
  new DataView(await file.slice(from, Math.min(from + count, file.size)).arrayBuffer());
const letters = (view, from) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(from + i)));
const fail = (message) => {
  throw new Error(message);
};

/** Each chunk's name, and where its content starts and how long it is. */
async function* chunks(file, little) {
  let [large, place] = [null, 12];
  while (place + 8 <= file.size) {
    const head = await bytes(file, place, 24);
    const name = letters(head, 0);
    let size = head.getUint32(4, little);
    const start = place + 8;
    const there = file.size - start;
    if (name === "ds64" && there >= 16) large = head.getBigUint64(16, true);
    if (name === "data") {
      if (size === UNKNOWN) size = large ?? there; // perhaps a BigInt, to be written as it is
      if (size > there) fail(`the wav file is cut: ${there} of ${size} bytes of samples are there`);
      size = Number(size);
      if (size === 0 && there > 0) {
        fail(
          `the wav file says that it has no samples, and ${there} bytes follow: the recording was not ended; let an ` +
            "audio editor repair its header",
        );
      }
    }
    yield { name, start, size };
    place = start + size;
    if (size % 2 && place < file.size && (await bytes(file, place, 1)).getUint8(0) === 0) place += 1;
  }
}

/** What chunk 'fmt ' says of the samples. */
function format(chunk, little) {
  if (chunk.byteLength < 16) fail("the wav file's chunk 'fmt ' is cut");
  const [kindGiven, channels] = [chunk.getUint16(0, little), chunk.getUint16(2, little)];
  const [rate, frame, bits] = [chunk.getUint32(4, little), chunk.getUint16(12, little), chunk.getUint16(14, little)];
  const kind = kindGiven === EXTENSIBLE && chunk.byteLength >= 40 ? chunk.getUint16(24, little) : kindGiven;
  if (kind !== PCM && kind !== FLOAT) {
    const name = OTHERS[kind] ?? `format 0x${kind.toString(16).padStart(4, "0")}`;
    fail(`the wav file is ${name}: whole numbers or floats are wanted`);
  }
  if (channels === 0 || rate === 0) fail(`the wav file has ${channels} channels at ${rate} Hz`);
  const width = Math.floor(frame / channels);
  const widths = kind === PCM ? [1, 2, 3, 4] : [4, 8];
  if (frame % channels || !widths.includes(width) || !(8 * (width - 1) < bits && bits <= 8 * width)) {
    fail(
      `the wav file has samples of ${bits} bits and frames of ${frame} bytes for ${channels} channels: whole numbers ` +
        "of 8 to 32 bits, or floats of 32 or 64, are wanted",
    );
  }
  return { kind, channels, rate, width };
}

/** How one sample is read: (view, place) -> number. */
function sampleReader({ kind, width }, little) {
  if (kind === FLOAT && width === 4) return (view, place) => view.getFloat32(place, little);
  if (kind === FLOAT) return (view, place) => view.getFloat64(place, little);
  if (width === 1) return (view, place) => (view.getUint8(place) - 128) / 128;
  if (width === 2) return (view, place) => view.getInt16(place, little) / 2 ** 15;
  if (width === 4) return (view, place) => view.getInt32(place, little) / 2 ** 31;
  return (view, place) => {
    const low = view.getUint8(little ? place : place + 2);
    return (view.getInt8(little ? place + 2 : place) * 65536 + view.getUint8(place + 1) * 256 + low) / 2 ** 23;
  };
}

/**
 * @param {Blob} file
 * @returns {Promise<object>} a source: see sources.mjs
 */
export async function readWav(file) {
  const head = await bytes(file, 0, 12);
  const magic = head.byteLength === 12 ? [letters(head, 0), letters(head, 8)] : [];
  if (!["RIFF", "RIFX", "RF64", "BW64"].includes(magic[0]) || magic[1] !== "WAVE") {
    fail("not a wav file: it does not begin with RIFF and WAVE");
  }
  const little = magic[0] !== "RIFX";
  let [described, data] = [null, null];
  for await (const { name, start, size } of chunks(file, little)) {
    if ((name === "fmt " && described) || (name === "data" && data)) fail(`the wav file has two chunks '${name}'`);
    if (name === "RIFF") fail("the wav file is two, one after the other");
    if (name === "fmt ") described = format(await bytes(file, start, size), little);
    if (name === "data") {
      if (!described) fail("the wav file has samples before it describes them");
      data = { start, size };
    }
  }
  if (!data) fail("the wav file has no samples: there is no chunk 'data', or it is empty");
  const { channels, rate, width, kind } = described;
  const frame = channels * width;
  if (data.size % frame) {
    fail(`the wav file ends within a frame: ${data.size} bytes of samples, and ${frame} bytes are a frame`);
  }
  const sample = sampleReader(described, little);
  const length = data.size / frame;
  return {
    ...{ rate, length, shape: channels === 1 ? [length] : [channels, length], exact: kind === PCM },
    async read(channel, from, count) {
      const view = await bytes(file, data.start + from * frame, count * frame);
      const x = new Float64Array(count);
      for (let n = 0, place = channel * width; n < count; n++, place += frame) x[n] = sample(view, place);
      return x;
    },
  };
}
