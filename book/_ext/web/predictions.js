// The questions of a page: what is chosen is answered at once, lines are placed and then compared. Nothing is stored.
import { startChoices } from "./choices.js";
import { startLines } from "./placed_lines.js";

const kinds = { choices: startChoices, lines: startLines };
for (const box of document.querySelectorAll(".relu-predict")) kinds[box.dataset.kind](box);

// On paper the answers are unfolded.
const folded = document.querySelectorAll(".relu-predict-answer");
const unfold = (open) => () => {
  for (const details of folded) details.open = open;
};
addEventListener("beforeprint", unfold(true));
addEventListener("afterprint", unfold(false));
