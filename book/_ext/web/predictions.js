// The questions of a page: what is chosen is answered at once, lines are placed and then compared. Nothing is stored.
import { startChoices } from "./choices.js";
import { startLines } from "./placed_lines.js";

const kinds = { choices: startChoices, lines: startLines };
for (const box of document.querySelectorAll(".relu-predict")) kinds[box.dataset.kind](box);
