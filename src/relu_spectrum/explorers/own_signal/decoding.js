// Sounds that are not read here: the browser's own decoder, at the rate that the file tells where we can see it.
//
// A decoder gives what it has at the rate of its context. So that nothing is resampled without need, the rate is looked up
// in the first bytes of FLAC, Ogg Vorbis and MP3; Opus always runs at 48 kHz.

const USUAL = 48000; // Hz
const MP3 = [[11025, 12000, 8000], [], [22050, 24000, 16000], [44100, 48000, 32000]]; // Hz, by version

const letters = (bytes, at, text) => [...text].every((sign, i) => bytes[at + i] === sign.charCodeAt(0));

/** The first frame of an MP3 stream, after the tag that may stand before it. */
function mp3Rate(bytes) {
  const tag = letters(bytes, 0, "ID3") ? 10 + [6, 7, 8, 9].reduce((size, i) => size * 128 + bytes[i], 0) : 0;
  for (let at = tag; at + 3 < bytes.length; at++) {
    if (bytes[at] === 0xff && bytes[at + 1] >= 0xe2) return MP3[(bytes[at + 1] >> 3) & 3][(bytes[at + 2] >> 2) & 3];
  }
  return undefined;
}

/** The rate (Hz) that the bytes tell, or 48 kHz. @param {Uint8Array} bytes */
export function toldRate(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (letters(bytes, 0, "fLaC") && bytes.length > 21) return (view.getUint32(18) >> 12) >>> 0 || USUAL;
  if (letters(bytes, 0, "OggS")) return letters(bytes, 29, "vorbis") ? view.getUint32(40, true) : USUAL;
  return mp3Rate(bytes.subarray(0, 2 ** 20)) ?? USUAL;
}

/**
 * @param {Blob} file
 * @param {string} name
 * @returns {Promise<{rate: number, channels: Float32Array[]}>}
 */
export async function decode(file, name) {
  const content = await file.arrayBuffer();
  const rate = toldRate(new Uint8Array(content));
  let sound;
  try {
    sound = await new OfflineAudioContext(1, 1, Math.min(Math.max(rate, 8000), 96000)).decodeAudioData(content);
  } catch {
    throw new Error(
      `${name}: neither a .npy, .npz, .wav, .csv, .tsv, .txt file nor a sound that this browser can decode (most decode FLAC, ` +
        "MP3, AAC and Ogg)",
    );
  }
  const channels = Array.from({ length: sound.numberOfChannels }, (_, i) => sound.getChannelData(i));
  return { rate: sound.sampleRate, channels };
}
