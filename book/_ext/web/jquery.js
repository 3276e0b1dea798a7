// Stands in for jQuery, of which the runtime knows one element and how to empty it.
export default function hold(element) {
  return { 0: element, empty: () => element.replaceChildren() };
}
