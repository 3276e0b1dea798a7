// Lumino's widgets are one file, with menus, tabs and docks that no page has. What only those call stays out.
export class CommandRegistry {}
export class Drag {}
export const VirtualDOM = {};
export const h = {};
