"""Tables of sentences, as Markdown for directives: on a phone their words wrap."""


def evidence_table(heads: list[str], rows: list[str], *, look: str = "relu-evidence") -> list[str]:
    """Write the lines of a table with these heads; each row is a line of Markdown."""
    start = ["```{table}", f":class: {look}", ""]
    return [*start, f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *rows, "```"]
