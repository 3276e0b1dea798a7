/**
 * Lights the controls that a symbol's value is set with, and its curve's place in the legends.
 *
 * @param {HTMLElement[]} explanations as explanations.py writes them
 * @returns {() => void} puts the lights out
 */
export function light(explanations) {
  const lit = explanations.flatMap(({ dataset }) => [...controls(dataset), ...legends(dataset)]);
  for (const element of lit) element.classList.add("relu-lit");
  return () => {
    for (const element of lit) element.classList.remove("relu-lit");
  };
}

function controls({ settings = "" }) {
  return settings.split(" ").flatMap((setting) => {
    const [explorer, name] = setting.split(".");
    const control = name?.replaceAll("_", "-");
    return [...document.querySelectorAll(`[data-explorer="${explorer}"] .relu-setting-${control}`)];
  });
}

function legends({ role }) {
  return role ? [...document.querySelectorAll(`.relu-legend li:has(> svg[style*="--relu-${role})"])`)] : [];
}
