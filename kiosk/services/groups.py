"""Where a category stands: outermost, or within another, which stands outermost itself."""

from collections.abc import Mapping
from typing import Any

Categories = Mapping[str, Mapping[str, Any]]


def misplaced(categories: Categories) -> dict[str, str]:
    """{id: what is wrong} of the categories that stand in none that there is, or too deep, or in a circle."""
    wrong: dict[str, str] = {}
    for name, category in categories.items():
        outer = category.get("within")
        if outer is None:
            continue
        if outer not in categories or outer == name:
            wrong[name] = f"within: there is no other category «{outer}»"
        elif "within" in categories[outer]:
            wrong[name] = f"within: «{outer}» stands in another category itself"
    return wrong


def placed(categories: Categories) -> dict[str, Mapping[str, Any]]:
    """The same, with those that are misplaced outermost: what is in them has to be found."""
    wrong = misplaced(categories)
    return {
        name: {key: value for key, value in category.items() if key != "within"}
        if name in wrong
        else category
        for name, category in categories.items()
    }
