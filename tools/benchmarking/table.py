"""Rows as an aligned table."""


def show(columns, rows):
    """Numbers to the right, words to the left; a dash where a row has no such field."""
    cells = [[cell(column, row) for column in columns] for row in rows]
    widths = [max(map(len, texts)) for texts in zip([c.heading for c in columns], *cells)]
    numeric = [any(isinstance(row.get(c.field), (int, float)) for row in rows) for c in columns]
    for line in ([c.heading for c in columns], ["-" * width for width in widths], *cells):
        padded = (text.rjust(w) if right else text.ljust(w) for text, w, right in zip(line, widths, numeric))
        print("  ".join(padded).rstrip())


def cell(column, row):
    value = row.get(column.field)
    return "-" if value is None else column.form.format(value)
