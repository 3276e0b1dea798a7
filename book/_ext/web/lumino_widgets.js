// Stands in for Lumino's one file, with menus, tabs and docks that no page has: the two classes that the runtime uses.
export { Panel } from "../../../node_modules/@lumino/widgets/src/panel";
export { Widget } from "../../../node_modules/@lumino/widgets/src/widget";
