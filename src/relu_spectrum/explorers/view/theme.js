// The house colours, light or dark as the page is, and news of a change.
import style from "../../figures/style.json";

/** A font of the house's family: "600 12px". */
export const font = (size) => `${size} ${style.font}`;

/** Light or dark: the book's own switch, else Jupyter's, else what the reader's system prefers. */
function mode() {
  const book = document.documentElement.dataset.theme;
  if (book === "light" || book === "dark") return book;
  const jupyter = document.body.dataset.jpThemeLight;
  if (jupyter !== undefined) return jupyter === "false" ? "dark" : "light";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/**
 * @param {(palette: object, mode: string) => void} changed called now and after every change
 * @returns {() => void} stops watching
 */
export function watchTheme(changed) {
  let current = null;
  const look = () => {
    if (mode() === current) return;
    current = mode();
    changed(style[current], current);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  const preference = matchMedia("(prefers-color-scheme: dark)");
  preference.addEventListener("change", look);
  look();
  return () => {
    observer.disconnect();
    preference.removeEventListener("change", look);
  };
}

const FADED = "40"; // a quarter, in hexadecimal
const DRAWN = ["input", "output", "model", "alias", "accent"];

/** The palette in which only what has one of the `roles` keeps its colour; without roles, all of it. */
export function lit(palette, roles) {
  if (roles.length === 0) return palette;
  const faded = DRAWN.filter((role) => !roles.includes(role)).map((role) => [role, palette[role] + FADED]);
  return { ...palette, ...Object.fromEntries(faded) };
}

/** Hands the font and the palette to the style sheet, as custom properties of one element. */
export function paintElement(element, palette, name) {
  element.style.setProperty("--relu-font", style.font);
  for (const [role, colour] of Object.entries(palette)) {
    element.style.setProperty(`--relu-${role}`, colour);
  }
  element.dataset.reluTheme = name;
}
