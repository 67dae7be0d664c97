"""What plants identifiers knows where it put them."""

from tests.planting import MAKERS, made_up_texts, planted_texts


def test_every_planted_place_holds_what_was_planted_and_every_kind_is_planted() -> None:
    texts = planted_texts(300, seed=1, texts=made_up_texts())
    places = [(text.text, place) for text in texts for place in text.planted]
    assert {place.kind for _, place in places} == set(MAKERS)
    for text, place in places:
        value = text[place.start : place.end]
        assert value == value.strip() != ""
        if place.kind == "email":
            assert "@" in value
        if place.kind in {"phone", "id_number", "account", "plate"}:
            assert any(sign.isdigit() for sign in value)
            assert not text[place.end : place.end + 1].isdigit()


def test_the_same_seed_plants_the_same() -> None:
    texts = made_up_texts()
    assert planted_texts(20, seed=5, texts=texts) == planted_texts(20, seed=5, texts=texts)
    assert planted_texts(20, seed=5, texts=texts) != planted_texts(20, seed=6, texts=texts)
