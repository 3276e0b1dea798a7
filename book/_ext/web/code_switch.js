/**
 * The switch "Show code" opens and closes all folded code of a page, except the imports, and holds for the whole book.
 *
 * What the reader chose stands in localStorage and in <html data-code>. The script in the head of layout.html opens
 * the code as the page is read, before the first paint.
 */
const root = document.documentElement;
const button = document.querySelector(".relu-code-switch");

/** The browser may forbid storage: then the choice holds for this page. */
function remember(choice) {
  try {
    localStorage.setItem("relu-code", choice);
  } catch {}
}

function remembered() {
  try {
    return localStorage.getItem("relu-code");
  } catch {
    return root.dataset.code;
  }
}

function show(choice) {
  root.dataset.code = choice;
  button.setAttribute("aria-pressed", choice === "shown");
  for (const code of document.querySelectorAll("details.relu-code")) code.open = choice === "shown";
}

if (button) {
  button.setAttribute("aria-pressed", root.dataset.code === "shown");
  button.addEventListener("click", () => {
    const choice = root.dataset.code === "shown" ? "folded" : "shown";
    remember(choice);
    show(choice);
  });
  // A page that the browser kept, reached again with Back, may be older than the choice.
  addEventListener("pageshow", ({ persisted }) => {
    const choice = remembered();
    if (persisted && choice && choice !== root.dataset.code) show(choice);
  });
  // The choice may be made in another tab, or reach this page's process after its head was read.
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "relu-code" && newValue) show(newValue);
  });
}
