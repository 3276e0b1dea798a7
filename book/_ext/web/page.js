// What every page loads.
import "./code_switch.js";
import "./drawers.js";
import "./late.js";
import "./print.js";
import "./report.js";
import "./scrollers.js";
