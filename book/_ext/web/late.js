/**
 * The runtime of the controls is the heaviest script of a page: it waits for the first paint, so that the text is
 * there first. Until then it is a <script type="text/late">, which the browser neither fetches nor runs.
 */

/** The frame after this one, or half a second where none is painted: in a tab that is not shown. */
const painted = new Promise((go) => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, 500);
});

function load(late) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${late.src} did not load`));
    script.src = late.src;
    late.replaceWith(script);
  });
}

const late = document.querySelector('script[type="text/late"]');
// widgets.js puts the promise of living widgets into the same place.
if (late) {
  window.reluWidgets = painted.then(() => load(late)).then(() => window.reluWidgets);
}
