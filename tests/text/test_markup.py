"""The markup a text may use."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.markup import Span, parse_markup


def test_tags_become_spans_of_the_plain_text() -> None:
    assert parse_markup("a[b]bc[/b]d[size=30]e[/size]") == (
        "abcde",
        (Span(1, 3, bold=True), Span(4, 5, size=30.0)),
    )


def test_a_colour_has_three_or_four_parts() -> None:
    _, spans = parse_markup("[color=#ff0000]a[/color][color=00ff0080]b[/color]")
    assert [span.color for span in spans] == [(1, 0, 0, 1), (0, 1, 0, 128 / 255)]


def test_inner_spans_come_after_outer_ones() -> None:
    _, spans = parse_markup("[color=#111111]a[color=#222222]b[/color][/color]")
    assert [(span.start, span.end) for span in spans] == [(0, 2), (1, 2)]


def test_unknown_tags_and_tags_without_partner_show_as_text() -> None:
    for text in (
        "[ref=x]a[/ref]",
        "[b]a",
        "a[/b]",
        "[color=red]a[/color]",
        "[size=big]a[/size]",
        "[",
        "]",
        "[[b]",
    ):
        assert parse_markup(text) == (text, ())


def test_tags_do_not_cross() -> None:
    plain, spans = parse_markup("[b]x[size=9]y[/b]z[/size]")
    assert (plain, spans) == ("x[size=9]yz[/size]", (Span(0, 10, bold=True),))


@given(st.text(st.characters(exclude_categories=())))
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("[", "&bl;").replace("]", "&br;")  # as Kivy escapes
    assert parse_markup(escaped) == (text, ())


@given(
    st.lists(st.sampled_from(["[b]", "[/b]", "[size=8]", "[/size]", "x", "[", "]"]), max_size=30).map("".join)
)
def test_spans_lie_inside_the_text(text: str) -> None:
    plain, spans = parse_markup(text)
    assert all(0 <= span.start < span.end <= len(plain) for span in spans)
