// The part of culori that plotly.js calls, with the colour spaces that CSS colours of our figures need.
import { modeHsl, modeLrgb, modeRgb, useMode } from "culori/fn";

useMode(modeRgb);
useMode(modeHsl);
useMode(modeLrgb);

export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "culori/fn";
