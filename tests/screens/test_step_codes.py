"""Numbers and codes in groups, amounts and names: what is typed, what is kept, and why it is not taken."""

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.language.values import Message
from kiosk.services.service import FieldKind
from screens.theme import TextStep
from screens.widgets.text_field import TextField
from tests.screens.face import Face, FaceMaker, keyboard_ids
from tests.screens.panels import each_panel, face_on, millimetres
from tests.screens.steps import ACCOUNT, CREDIT_CODE, ID_NUMBER, only

MASK = "####-@@-**"


def asked(open_face: FaceMaker, kind: FieldKind, **changes: object) -> Face:
    face = open_face(services=only(kind, **({"example": None} | changes)))
    face.go("step", kind.value)
    return face


def shown(face: Face) -> tuple[str, str]:
    """What stands in the field, and its empty places."""
    field = face.find(TextField)
    return field.text, field.rest


@pytest.mark.parametrize(
    ("kind", "keys", "stands", "kept"),
    [
        (FieldKind.BANK_CARD, ACCOUNT, "6222 0200 0000 0000 000", ACCOUNT),
        (FieldKind.ID_NUMBER, ID_NUMBER, "659999 1987 0412 0024", ID_NUMBER),
        (FieldKind.CREDIT_CODE, CREDIT_CODE, "9165 9999 MA00 0000 0Y", CREDIT_CODE.upper()),
        (FieldKind.RECEIPT_CODE, "00000000", "0000-0000", "0000-0000"),
    ],
)
def test_a_long_number_stands_in_groups_and_is_kept_as_it_is(
    open_face: FaceMaker, kind: FieldKind, keys: str, stands: str, kept: str
) -> None:
    face = asked(open_face, kind)
    face.type(keys)
    assert shown(face)[0] == stands
    face.touch("forward")
    assert face.visit.answers == {kind.value: kept}
    face.go("step", kind.value)
    assert shown(face)[0] == stands


def test_the_places_of_a_code_are_seen_and_filled(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.CODE, mask=MASK)
    assert shown(face) == ("", "____-__-__")
    face.type("2026a")
    assert shown(face) == ("2026-A", "_-__")
    face.type("b19")
    assert shown(face) == ("2026-AB-19", "")
    face.touch("forward")
    assert face.visit.answers == {"code": "2026-AB-19"}


def test_a_code_of_figures_is_typed_on_figures(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.CODE, mask="####-##")
    assert "key:a" not in keyboard_ids(face)
    face = asked(open_face, FieldKind.CODE, mask=MASK)
    assert {"key:a", "key:0", "key:-"} <= set(keyboard_ids(face))


def test_delete_takes_a_sign_and_never_only_what_stands_between(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.CODE, mask=MASK)
    face.type("2026a")
    face.touch("key:delete")
    assert shown(face) == ("2026", "-__-__")
    face.touch("key:delete")
    assert shown(face) == ("202", "_-__-__")
    face.touch("key:delete", "key:delete", "key:delete", "key:delete")
    assert shown(face) == ("", "____-__-__")


def test_no_more_is_typed_than_there_are_places(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.RECEIPT_CODE)
    face.type("000000001")
    assert shown(face) == ("0000-0000", "")


def test_one_sign_in_the_middle_is_put_right_and_the_others_are_not_typed_again(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.BANK_CARD)
    face.type("6222120")
    field = face.find(TextField)
    field.move_to(6)
    face.touch("key:delete")
    assert shown(face)[0] == "6222 20"
    face.touch("key:0")
    assert shown(face)[0] == "6222 020"
    assert field.caret == 6
    face.type("00")
    assert shown(face)[0] == "6222 0002 0"


def test_delete_behind_a_gap_takes_the_sign_before_it(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.BANK_CARD)
    face.type("62235")
    field = face.find(TextField)
    field.move_to(5)
    face.touch("key:delete")
    assert shown(face)[0] == "6225"
    assert field.caret == 3


def test_a_sign_too_many_in_the_middle_pushes_none_out(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.RECEIPT_CODE)
    face.type("00000001")
    face.find(TextField).move_to(2)
    face.type("5")
    assert shown(face)[0] == "0000-0001"


def test_the_hyphen_of_the_paper_may_be_typed_too(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.RECEIPT_CODE)
    face.type("0000-0000")
    face.touch("forward")
    assert face.visit.answers == {"receipt-code": "0000-0000"}


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize(
    ("kind", "keys", "fault"),
    [
        (FieldKind.AMOUNT, "1.2.3", "field.amount"),
        (FieldKind.BANK_CARD, "6222", "field.bank_card"),
        (FieldKind.BANK_CARD, ACCOUNT[:-1] + "1", "field.compare"),
        (FieldKind.ID_NUMBER, ID_NUMBER[:-1], "field.id_number"),
        (FieldKind.ID_NUMBER, ID_NUMBER[:-1] + "X", "field.compare"),
        (FieldKind.CREDIT_CODE, CREDIT_CODE[:-1], "field.credit_code"),
        (FieldKind.CREDIT_CODE, CREDIT_CODE[:-1] + "w", "field.compare"),
        (FieldKind.RECEIPT_CODE, "0000", "field.receipt_code"),
        (FieldKind.RECEIPT_CODE, "10000000", "field.compare"),
    ],
)
def test_why_it_is_not_taken_stands_at_the_field_in_the_residents_language(
    open_face: FaceMaker, language: Language, kind: FieldKind, keys: str, fault: str
) -> None:
    face = open_face(services=only(kind, example=None), language=language)
    face.go("step", kind.value)
    face.type(keys)
    stands = shown(face)
    face.touch("forward")
    assert face.shown == f"step-{kind}"
    (said,) = face.heard().parts
    assert isinstance(said, Message) and said.key == fault
    assert face.heard().language == language
    assert face.reads(said)
    assert face.find(TextField).faulty
    assert (shown(face), face.visit.answers) == (stands, {})
    face.touch("key:delete")
    assert not face.reads(said)


def test_a_name_with_a_figure_in_it_is_not_taken(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.NAME)
    face.type("بپ1")
    face.touch("forward")
    assert face.heard_keys() == ["field.name_letters"]
    face.touch("key:delete", "forward")
    assert face.visit.answers == {"name": "بپ"}


def test_an_amount_has_its_unit_a_point_and_room_for_the_largest(open_face: FaceMaker) -> None:
    face = asked(open_face, FieldKind.AMOUNT)
    assert "key:." in keyboard_ids(face)
    unit = face.screen.service.field("amount").unit
    assert unit is not None and face.reads(unit)
    face.type("12")
    face.touch("forward")
    assert face.visit.answers == {"amount": "12.00"}
    face = asked(open_face, FieldKind.AMOUNT)
    high = face.screen.service.field("amount").high
    face.type(f"{high:.2f}")
    assert shown(face)[0] == f"{high:.2f}"


def test_figures_that_were_typed_are_not_said_to_the_room(open_face: FaceMaker) -> None:
    for kind in (FieldKind.BANK_CARD, FieldKind.ID_NUMBER):
        face = asked(open_face, kind)
        assert face.find(TextField).personal
        said = len(face.ports.voice.said)
        face.type("12")
        assert len(face.ports.voice.said) == said


@each_panel
@pytest.mark.parametrize(
    ("kind", "keys"), [(FieldKind.CREDIT_CODE, CREDIT_CODE), (FieldKind.ID_NUMBER, ID_NUMBER)]
)
def test_it_stands_in_its_field_and_every_key_can_be_hit(
    open_face: FaceMaker, where: str, kind: FieldKind, keys: str
) -> None:
    face = face_on(open_face, where, TextStep.LARGEST, services=only(kind, example=None))
    face.go("step", kind.value)
    face.type(keys)
    field = face.find(TextField)
    for index in range(len(field.text) + 1):
        field.move_to(index)
        x, y, width, height = field.caret_box()
        assert field.x <= x and x + width <= field.right
        assert field.y <= y + height / 2 <= field.top
    elements = face.elements()
    for key in keyboard_ids(face):
        assert millimetres(face, min(elements[key].width, elements[key].height)) >= 12.7, key
