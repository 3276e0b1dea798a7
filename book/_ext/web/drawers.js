/** On a phone a page's contents lie in a drawer over it: when one of them is chosen it closes. */
addEventListener("click", ({ target }) => {
  target.closest("dialog a[href^='#']")?.closest("dialog").close();
});
