/**
 * The anywidget front end as a pair of classes.
 *
 * Its npm build calls a global `define` as AMD modules do. There is none in our pages, so one is lent to it for as
 * long as it takes. Model and view come from one and the same call: they share what one of them registers.
 */
import * as base from "@jupyter-widgets/base";

let made;
const before = globalThis.define;
globalThis.define = (_names, factory) => {
  made = factory(base);
};
require("anywidget");
globalThis.define = before;

export const { AnyModel, AnyView } = made;
