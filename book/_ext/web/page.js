// What every page loads.
import "./code_switch.js";
import "./scrollers.js";
