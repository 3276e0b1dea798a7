// Bundles the JavaScript: `node build.mjs explorers` (the package) and `node build.mjs pages` (the book).
// Each command is a module that exports `builds`, a list of esbuild options, and may export `finish`, run after them.
import { build } from "esbuild";

const commands = {
  explorers: "./src/relu_spectrum/explorers/build.mjs",
  pages: "./book/_ext/build.mjs",
};

const names = process.argv.slice(2);
if (names.length === 0 || names.some((name) => !Object.hasOwn(commands, name))) {
  console.error(`usage: node build.mjs ${Object.keys(commands).join(" | ")}`);
  process.exit(2);
}
for (const name of names) {
  const { builds, finish } = await import(commands[name]);
  await Promise.all(builds.map((options) => build(options)));
  await finish?.();
}
