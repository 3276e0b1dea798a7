// The part of Plotly that the book's figures use: lines, points and bars on Cartesian axes.
import bar from "plotly.js/lib/bar";
import Plotly from "plotly.js/lib/core";

Plotly.register([bar]);
window.Plotly = Plotly;
