// `@import "house-colours";` in a style sheet: the colours of style.json as custom properties, light and dark.
import { readFile } from "node:fs/promises";

const SOURCE = new URL("../../../src/relu_spectrum/figures/style.json", import.meta.url);

const properties = (palette) =>
  Object.entries(palette)
    .map(([role, colour]) => `--relu-${role}: ${colour};`)
    .join(" ");

export const houseColours = {
  name: "house-colours",
  setup(build) {
    build.onResolve({ filter: /^house-colours$/ }, ({ path }) => ({ path, namespace: "house" }));
    build.onLoad({ filter: /./, namespace: "house" }, async () => {
      const { light, dark } = JSON.parse(await readFile(SOURCE, "utf8"));
      const contents = `:root { ${properties(light)} } html[data-theme="dark"] { ${properties(dark)} }`;
      return { contents, loader: "css" };
    });
  },
};
