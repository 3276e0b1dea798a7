// Spectra of a record as the package draws them: `Reduced.frequency` and `Drawn.decibels`.

const RANGE = 80; // dB below the largest line

export const unitOf = (record) => (record.unit === "Hz" ? "Hz" : "cycles per sample");

/** The middle of each group of lines, in the record's unit. */
export function frequencies({ lines, width, groups, samples, sample_rate: rate }) {
  return Float64Array.from({ length: groups }, (_, group) => {
    if (group === 0) return 0;
    const first = 1 + (group - 1) * width;
    const last = Math.min(first + width, lines) - 1;
    return (((first + last) / 2) * rate) / samples;
  });
}

/** Amplitudes before and after, of one of the channels kept (by its place) or, where that is null, of all. */
export function amplitudes(spectra, place) {
  if (place === null) return [spectra.mean_before, spectra.mean_after];
  const part = (levels) => levels.subarray(place * spectra.groups, (place + 1) * spectra.groups);
  return [part(spectra.before), part(spectra.after)];
}

/** dB, from 80 dB below the largest of both; null where there is nothing but zeros. */
export function decibels(both) {
  const largest = both.reduce((most, levels) => levels.reduce((a, b) => Math.max(a, b), most), 0);
  if (largest === 0) return null;
  const floor = 20 * Math.log10(largest) - RANGE;
  return both.map((levels) => Float64Array.from(levels, (one) => Math.max(20 * Math.log10(one), floor)));
}

/** What a chart of a record shows, or `why` it has none. */
export function spectrumOf(record, place) {
  if (!record.spectra) return { why: record.unknown || `${record.name}: there are no spectra` };
  const levels = decibels(amplitudes(record.spectra, place));
  if (!levels) return { why: `${record.name}: there is nothing to draw, input and output are zero` };
  return { frequency: frequencies(record.spectra), before: levels[0], after: levels[1] };
}

/** Levels of all channels kept, before or after, row by row; one scale for all. Or `why` there are none. */
export function mapOf(record, side) {
  const { spectra, kept } = record;
  if (!spectra) return { why: record.unknown || `${record.name}: there are no spectra` };
  const levels = kept.length > 0 && decibels([spectra.before, spectra.after]);
  if (!levels) return { why: `${record.name}: there is nothing to draw, input and output are zero` };
  const top = levels.reduce((most, some) => some.reduce((a, b) => Math.max(a, b), most), -Infinity);
  return {
    frequency: frequencies(spectra),
    levels: levels[side === "before" ? 0 : 1],
    ...{ rows: kept.length, columns: spectra.groups, top, floor: top - RANGE },
  };
}
