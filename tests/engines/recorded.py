"""A copy of the book whose pages record what goes wrong in them, in any engine.

A policy forbids every request to another origin: the browser then tells which one it refused.
"""

import shutil

from pages import HTML, built_pages

POLICY = "default-src 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'"
RECORDER = """
window.recorded = [];
addEventListener("error", (event) => {
  // no error: what changed its size while it was drawn is told so in the next frame
  if (event.message?.startsWith("ResizeObserver loop")) return;
  recorded.push(event.message ?? `not loaded: ${event.target.src ?? event.target.href}`);
}, true);
addEventListener("unhandledrejection", (event) => recorded.push(`rejected: ${event.reason}`));
document.addEventListener("securitypolicyviolation", (event) => {
  recorded.push(`foreign: ${event.blockedURI}`);
});
for (const kind of ["error", "warn"]) {
  const say = console[kind];
  console[kind] = (...words) => { recorded.push(`${kind}: ${words.join(" ")}`); say(...words); };
}
"""


def record(folder):
    """Copy the book into a new folder, with the policy and the recorder in front of each page."""
    shutil.copytree(HTML, folder)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    for name in built_pages():
        text = (HTML / name).read_text("utf-8")
        begin, head, rest = text.partition("<head>")
        assert head, f"{name} has no <head>"
        page = f"{begin}{head}{policy}<script>{RECORDER}</script>{rest}"
        (folder / name).write_text(page, "utf-8")
    return folder
