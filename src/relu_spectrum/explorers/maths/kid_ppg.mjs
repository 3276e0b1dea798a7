// The backbone of KID-PPG: nine causal convolutions with their ReLUs, and average pooling after the third and the sixth.
//
// Values of one layer lie in rows, one a channel; each row begins with the zeros that causality puts before a window.

import paper from "../../paper.json";

const TAPS = 5;
const DILATION = 2;
const BEFORE = DILATION * (TAPS - 1); // zeros before each row
const { channels: CHANNELS, pooling: POOLS, sensorStd: SENSOR_STD } = paper.kidPpg; // of layers 1-3, 4-6, 7-9

export const LAYERS = 9;
export const SAMPLES = paper.samples; // of the input: 8 s
export const SAMPLE_RATE = paper.sampleRate; // Hz

/** How many channels a layer (1 to 9) has, how many samples of 8 s, and its rate in Hz. */
export function shapeOf(layer) {
  const block = Math.floor((layer - 1) / 3);
  const slower = POOLS.slice(0, block).reduce((a, b) => a * b, 1);
  return { channels: CHANNELS[block], samples: SAMPLES / slower, rate: SAMPLE_RATE / slower };
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The whole numbers of 16 bits that weights.py wrote. */
function numbersOf({ high, middle, low }) {
  const digits = new Uint8Array(128);
  for (let i = 0; i < LETTERS.length; i++) digits[LETTERS.charCodeAt(i)] = i;
  const digit = (text, i) => digits[text.charCodeAt(i)];
  const bytes = atob(low);
  const lowest = (i) => (bytes.charCodeAt(i >> 1) >> (i % 2 ? 0 : 4)) & 15;
  return Int16Array.from(high, (_, i) => 1024 * digit(high, i) + 16 * digit(middle, i) + lowest(i) - 32768);
}

/**
 * The weights from whole numbers, see heart_rate/weights.py.
 * @param {{steps: number[], high: string, middle: string, low: string}} packed
 * @returns {{kernel: Float64Array, bias: Float64Array}[]} of each layer; the kernel by output, input, tap
 */
export function unpack({ steps, ...written }) {
  const whole = numbersOf(written);
  let at = 0;
  const take = (count, step) => {
    at += count;
    return Float64Array.from(whole.subarray(at - count, at), (number) => number * step);
  };
  const layers = [];
  for (let layer = 1, inputs = 1; layer <= LAYERS; layer++) {
    const { channels } = shapeOf(layer);
    const kernel = take(channels * inputs * TAPS, steps[2 * layer - 2]);
    layers.push({ kernel, bias: take(channels, steps[2 * layer - 1]) });
    inputs = channels;
  }
  if (at !== whole.length) throw new Error(`the network has ${at} weights, not ${whole.length}`);
  return layers;
}

function rows(channels, samples) {
  const stride = BEFORE + samples;
  const data = new Float64Array(channels * stride);
  const row = (channel) => data.subarray(channel * stride + BEFORE, (channel + 1) * stride);
  return { channels, samples, stride, data, row };
}

/** ReLU of a causal convolution. */
function convolve(input, { kernel, bias }) {
  const output = rows(bias.length, input.samples);
  const { data: x, samples, stride } = input;
  for (let o = 0, k = 0; o < output.channels; o++) {
    const y = output.row(o).fill(bias[o]);
    for (let i = 0; i < input.channels; i++, k += TAPS) {
      const [p, q, r, s, t] = kernel.subarray(k, k + TAPS);
      let at = i * stride;
      for (let n = 0; n < samples; n++, at++) {
        y[n] += p * x[at] + q * x[at + 2] + r * x[at + 4] + s * x[at + 6] + t * x[at + 8];
      }
    }
    for (let n = 0; n < samples; n++) if (!(y[n] > 0)) y[n] = 0;
  }
  return output;
}

/** The mean of every so many samples. */
function pool(input, many) {
  const output = rows(input.channels, input.samples / many);
  for (let c = 0; c < input.channels; c++) {
    const [x, y] = [input.row(c), output.row(c)];
    for (let n = 0; n < x.length; n++) y[Math.floor(n / many)] += x[n] / many;
  }
  return output;
}

/**
 * The network on one window. A layer is computed when it is asked for, with those before it, once.
 * @param {ReturnType<typeof unpack>} weights
 * @param {Float64Array} window 256 samples
 * @returns {(layer: number) => {channels: number, row: (channel: number) => Float64Array}} after that layer's ReLU
 */
export function startRun(weights, window) {
  const first = rows(1, SAMPLES);
  first.row(0).set(window);
  const done = [first];
  return (layer) => {
    while (done.length <= layer) {
      const before = done.at(-1);
      const pooled = POOLS[(done.length - 1) / 3 - 1];
      done.push(convolve(pooled ? pool(before, pooled) : before, weights[done.length - 1]));
    }
    return done[layer];
  };
}

/** sin a + strength sin 2a, a = 2 pi (bpm / 60) t, at mean 0 and the sensor's standard deviation: 8 s at 32 Hz. */
export function pulseWave(bpm, strength) {
  const x = new Float64Array(SAMPLES);
  for (let n = 0; n < SAMPLES; n++) {
    const angle = (2 * Math.PI * bpm * n) / (60 * SAMPLE_RATE);
    x[n] = Math.sin(angle) + strength * Math.sin(2 * angle);
  }
  const mean = x.reduce((sum, value) => sum + value, 0) / SAMPLES;
  const power = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / SAMPLES;
  return x.map((value) => (SENSOR_STD * (value - mean)) / Math.sqrt(power));
}
