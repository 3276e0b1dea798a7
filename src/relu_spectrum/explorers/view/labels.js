// Labels of charts, each drawn once and kept as a picture.
//
// The first text that is drawn or measured on a canvas of the page makes the browser lay the page out at once, in the
// middle of a redraw: half of the time that the redraw takes. A canvas outside of the page does not.
const MOST = 400; // labels kept

const kept = new Map();

/** The label as a picture, and where its reference point is in it. */
function label(text, { font, fillStyle, textAlign, textBaseline }) {
  const key = [text, font, fillStyle, textAlign, textBaseline].join("\n");
  if (kept.has(key)) return kept.get(key);
  if (kept.size >= MOST) kept.clear();
  const canvas = document.createElement("canvas"); // never in the page
  const context = canvas.getContext("2d");
  const style = () => Object.assign(context, { font, fillStyle, textAlign, textBaseline });
  style();
  const size = context.measureText(text);
  const left = Math.ceil(size.actualBoundingBoxLeft) + 1;
  const top = Math.ceil(size.actualBoundingBoxAscent) + 1;
  canvas.width = left + Math.ceil(size.actualBoundingBoxRight) + 1;
  canvas.height = top + Math.ceil(size.actualBoundingBoxDescent) + 1;
  style();
  context.fillText(text, left, top);
  const made = { canvas, left, top };
  kept.set(key, made);
  return made;
}

const ruler = document.createElement("canvas").getContext("2d"); // never in the page
const measured = new Map();

/** The size of a text, remembered. */
function measure(text, font) {
  const key = `${font}\n${text}`;
  if (!measured.has(key)) {
    if (measured.size >= MOST) measured.clear();
    ruler.font = font;
    measured.set(key, ruler.measureText(text));
  }
  return measured.get(key);
}

/** Lets all texts of a canvas be drawn and measured so: it never learns of a font itself. */
export function drawLabels(context) {
  const fonts = [];
  let font = context.font;
  Object.defineProperty(context, "font", {
    get: () => font,
    set: (value) => {
      font = value;
    },
  });
  const { save, restore } = context;
  context.save = () => {
    fonts.push(font);
    save.call(context);
  };
  context.restore = () => {
    font = fonts.pop() ?? font;
    restore.call(context);
  };
  context.measureText = (text) => measure(text, font);
  context.fillText = (text, x, y) => {
    const { canvas, left, top } = label(text, context);
    context.drawImage(canvas, Math.round(x) - left, Math.round(y) - top);
  };
}
