/** Copies an answer's reason, which the page carries folded, and says a word about it first. */
export function showReason(status, verdict, reason) {
  const word = document.createElement("strong");
  word.textContent = verdict;
  const copy = reason.cloneNode(true);
  copy.prepend(word, " ");
  status.replaceChildren(copy);
}
