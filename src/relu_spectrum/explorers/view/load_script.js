// Data that come as a script, because a page that was opened from the disk may load scripts but not data.

/** @param {string} address @param {string} name what the error calls it */
export function loadScript(address, name) {
  const script = document.createElement("script");
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`the file ${name} is not where the page looks for it`));
    script.src = address;
    document.head.append(script);
  }).finally(() => script.remove());
}
