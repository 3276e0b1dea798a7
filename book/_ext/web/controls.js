// The ipywidgets controls that the book's pages can bring to life. Another one is one more line here.
export * from "@jupyter-widgets/controls/lib/widget_bool";
export * from "@jupyter-widgets/controls/lib/widget_box";
export * from "@jupyter-widgets/controls/lib/widget_button";
export * from "@jupyter-widgets/controls/lib/widget_description";
export * from "@jupyter-widgets/controls/lib/widget_float";
export * from "@jupyter-widgets/controls/lib/widget_int";
export * from "@jupyter-widgets/controls/lib/widget_link";
export * from "@jupyter-widgets/controls/lib/widget_selection";
export * from "@jupyter-widgets/controls/lib/widget_string";
