/**
 * Lights the controls that a symbol's value is set with, its curve, and the curve's place in the legend.
 *
 * @param {HTMLElement[]} explanations as explanations.py writes them
 * @returns {() => void} puts the lights out
 */
export function light(explanations) {
  const roles = [...new Set(explanations.flatMap(({ dataset }) => dataset.role ?? []))];
  const legends = roles.flatMap(ofRole);
  const lit = [...explanations.flatMap(({ dataset }) => controls(dataset)), ...legends];
  const views = [...new Set(legends.map((legend) => legend.closest(".relu-explorer-view")))];
  for (const element of lit) element.classList.add("relu-lit");
  for (const view of views) view?.explorer?.light(roles);
  return () => {
    for (const element of lit) element.classList.remove("relu-lit");
    for (const view of views) view?.explorer?.light([]);
  };
}

function controls({ settings = "" }) {
  return settings.split(" ").flatMap((setting) => {
    const [explorer, name] = setting.split(".");
    const control = name?.replaceAll("_", "-");
    return [...document.querySelectorAll(`[data-explorer="${explorer}"] .relu-setting-${control}`)];
  });
}

function ofRole(role) {
  return [...document.querySelectorAll(`.relu-legend li:has(> svg[style*="--relu-${role})"])`)];
}
