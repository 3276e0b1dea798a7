// "Report a mistake": the issue also carries the state of the page's explorers, as it is when the link is followed.
import { format } from "../../../src/relu_spectrum/explorers/view/address.mjs";

const link = document.querySelector("a[data-report]");

function states() {
  const explorers = [...document.querySelectorAll(".relu-explorer-view")].map((view) => view.explorer);
  return explorers.filter((explorer) => explorer?.name).map((e) => format(e.name, e.state(), e.settings));
}

if (link) {
  const start = link.href;
  link.addEventListener("click", () => {
    const issue = new URL(start);
    const shown = states().map((state) => `\n${link.dataset.report}${state}`);
    if (shown.length) issue.searchParams.set("body", `${issue.searchParams.get("body")}\nExplorer:${shown.join("")}\n`);
    link.href = issue.href;
  });
}
