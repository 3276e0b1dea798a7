// A question with answers to choose from: the reason of the chosen one is shown and read out at once.
import { showReason } from "./answers.js";

export function startChoices(box) {
  const answers = box.querySelectorAll(".relu-predict-answer li");
  const labels = [...box.querySelectorAll(".relu-predict-choice")];
  const status = box.querySelector(".relu-predict-status");
  const show = () => {
    labels.forEach((label, n) => {
      const right = answers[n].dataset.right === "yes";
      delete label.dataset.verdict;
      if (!label.control.checked) return;
      label.dataset.verdict = right ? "right" : "wrong";
      showReason(status, right ? "Right." : "Not so.", answers[n].querySelector(".relu-predict-reason"));
    });
  };
  box.addEventListener("change", show);
  for (const label of labels) label.control.checked = false; // a browser may remember a choice, we do not
}
