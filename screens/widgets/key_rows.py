"""How the keys of a keyboard stand in rows where its own rows are too low to be touched."""

from math import ceil

from kiosk.input.keys import Key

Rows = tuple[tuple[Key, ...], ...]


def rows_that_fit(rows: Rows, *, width: float, height: float, gap: float, least: float) -> Rows:
    """The keyboard's own rows where every key is ``least`` high (all in one unit); else its letters in fewer
    and longer rows, in the order they had. The last row, of work keys, stays.

    Where no keys are both high and wide enough, the highest rows that are wide enough.
    """
    if _row_height(len(rows), height, gap) >= least:
        return rows
    *letters, work = rows
    keys = [key for row in letters for key in row]
    best = rows
    for count in range(len(letters) - 1, 0, -1):
        columns = ceil(len(keys) / count)
        if (width - gap * (columns - 1)) / columns < least:
            break
        best = (*_shared_out(keys, count), work)
        if _row_height(len(best), height, gap) >= least:
            break
    return best


def fewest_rows(rows: Rows, *, width: float, gap: float, least: float) -> int:
    """How few rows the keys can stand in where each is ``least`` wide; never more than there are."""
    *letters, _ = rows
    columns = max(1, int((width + gap) / (least + gap)))
    return min(len(rows), ceil(sum(map(len, letters)) / columns) + 1)


def _row_height(count: int, height: float, gap: float) -> float:
    return (height - gap * (count - 1)) / count


def _shared_out(keys: list[Key], count: int) -> Rows:
    """Rows as long as each other, or one key longer; the longer ones first."""
    short, longer = divmod(len(keys), count)
    rows, start = [], 0
    for row in range(count):
        end = start + short + (row < longer)
        rows.append(tuple(keys[start:end]))
        start = end
    return tuple(rows)
