"""Makes docs/pictures/: the screens of a demo visit in each language, small enough for a README, and all
screens in all states.

Usage: contact_sheets.py DEMO_DIR… (folders that `kiosk demo --out` wrote) [--all SHEETS] (the folder
of sheets that `python -m tests.overflow` wrote), from the project's top.
"""

import argparse
import json
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH, GAP, IN_A_ROW = 216, 12, 6
# A sheet of all states is this much smaller than the scanner's, and has so many colours.
ALL_SHARE, ALL_COLOURS = 0.3, 24


def sheet(pictures: list[Path], in_a_row: int) -> Image.Image:
    """All pictures in rows, each WIDTH pixels wide."""
    small = []
    for path in pictures:
        image = Image.open(path).convert("RGB")
        small.append(
            image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
        )
    height = max(image.height for image in small)
    rows = -(-len(small) // in_a_row)
    board = Image.new("RGB", (in_a_row * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), "#7A6A50")
    for index, image in enumerate(small):
        row, column = divmod(index, in_a_row)
        board.paste(image, (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP)))
    return board


def save(image: Image.Image, name: str) -> None:
    image.quantize(128).save(PICTURES / name, optimize=True)


def main(folders: list[Path], all_sheets: Path | None) -> None:
    PICTURES.mkdir(exist_ok=True)
    if all_sheets is not None:
        for path in sorted(all_sheets.glob("*-1080x1920-normal-day.jpg")):
            large = Image.open(path)
            width, height = (round(side * ALL_SHARE) for side in large.size)
            few = large.resize((width, height), Image.Resampling.LANCZOS).quantize(
                ALL_COLOURS, dither=Image.Dither.NONE
            )
            few.save(PICTURES / f"screens-{path.name.partition('-1080')[0]}.png", optimize=True)
    first_rows = []
    for folder in folders:
        language = json.loads((folder / "result.json").read_text(encoding="utf-8"))["language"]
        screens = sorted((folder / "screens").glob("*.png"))
        save(sheet(screens, IN_A_ROW), f"visit-{language}.png")
        by_name = {path.stem.split("-", 1)[1]: path for path in screens}
        first_rows += [by_name[name] for name in ("services", "card", "review", "result")]
        receipt = Image.open(folder / "receipt.png").convert("L")
        save(
            receipt.resize((288, receipt.height // 2), Image.Resampling.LANCZOS).convert("RGB"),
            f"receipt-{language}.png",
        )
    if first_rows:
        save(sheet(first_rows, 8), "four-languages.png")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--all", type=Path)
    options = parser.parse_args()
    main(options.folders, options.all)
