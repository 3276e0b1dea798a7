// Sphinx numbers the equations and marks what is maths; MathJax only sets it. Fonts lie beside this script.
window.MathJax = {
  chtml: { fontURL: new URL("mathjax-fonts", document.currentScript.src).href },
  options: { ignoreHtmlClass: "tex2jax_ignore|mathjax_ignore|document", processHtmlClass: "math" },
  tex: {
    displayMath: [["\\[", "\\]"]],
    inlineMath: [["\\(", "\\)"]],
    packages: { "[+]": ["ams", "configmacros"] },
    macros: { relu: "\\operatorname{ReLU}" },
  },
};
