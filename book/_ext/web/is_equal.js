// Stands in for lodash/isEqual: Backbone brings Underscore, which has one too.
export { isEqual as default } from "underscore";
