"""A step is asked where its condition holds, and only answers that were asked for count."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.conditions import All, AnyOf, Comparison, Condition, Not, fields_of, holds
from kiosk.services.packs import load_catalogue

HERE = Path(__file__).parent
SHOP = load_catalogue(HERE / "every_kind").service("shop")


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (Comparison("a", "is", ("x",)), {"a": "x"}, True),
        (Comparison("a", "is", ("x",)), {"a": "y"}, False),
        (Comparison("a", "is", ("x",)), {}, False),
        (Comparison("a", "in", ("x", "y")), {"a": "y"}, True),
        (Comparison("a", "has", ("x",)), {"a": "w,x"}, True),
        (Comparison("a", "has", ("x",)), {"a": "xx"}, False),
        (Comparison("a", "at_least", ("9",)), {"a": "10"}, True),
        (Comparison("a", "at_least", ("10.5",)), {"a": "10.50"}, True),
        (Comparison("a", "at_most", ("9",)), {"a": "10"}, False),
        (Comparison("a", "at_most", ("2030-01-01",)), {"a": "2029-12-31"}, True),
        (Comparison("a", "at_least", ("2030-01-01",)), {"a": "2029-12-31"}, False),
        (Comparison("a", "answered", ("yes",)), {"a": "0"}, True),
        (Comparison("a", "answered", ("no",)), {}, True),
        (Not(Comparison("a", "is", ("x",))), {}, True),
        (All((Comparison("a", "is", ("x",)), Comparison("b", "is", ("y",)))), {"a": "x"}, False),
        (AnyOf((Comparison("a", "is", ("x",)), Comparison("b", "is", ("y",)))), {"a": "x"}, True),
    ],
)
def test_a_condition_holds_for_answers(condition: Condition, answers: dict[str, str], expected: bool) -> None:
    assert holds(condition, answers) is expected


def asked(**answers: str) -> set[str]:
    return {step.id for step in SHOP.asked({name.replace("_", "-"): text for name, text in answers.items()})}


def test_the_steps_of_a_pack_are_asked_by_the_answers_before_them() -> None:
    assert "how-many" not in asked()
    assert "how-many" in asked(helpers="yes")
    assert "how-many" not in asked(helpers="no")
    assert "visit" in asked(capital="1000.00", trade="food")
    assert "visit" not in asked(capital="999.99", trade="food")
    assert "visit" not in asked(capital="1000.00", trade="craft")
    assert "partner" in asked(goods="cloth,food")
    assert "partner" in asked(opening="2030-01-01")


def test_the_answer_of_a_step_that_is_not_asked_any_more_counts_for_nothing() -> None:
    assert "witness" in asked(goods="food", partner="李")
    assert "witness" not in asked(goods="cloth", partner="李")


conditions = st.recursive(
    st.builds(Comparison, st.sampled_from("abc"), st.just("is"), st.sampled_from([("x",), ("y",)])),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=10,
)


@given(conditions, st.dictionaries(st.sampled_from("abc"), st.sampled_from("xy")))
def test_not_turns_every_condition_round(condition: Condition, answers: dict[str, str]) -> None:
    assert holds(Not(condition), answers) is not holds(condition, answers)
    assert set(fields_of(condition)) <= set("abc")
