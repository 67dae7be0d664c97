"""The proof of work and the question, as a sender's browser and a sender without JavaScript do them."""

import json
from datetime import datetime, timedelta

import pytest
from altcha import v2
from django.utils import timezone

from donthu.ui import altcha

pytestmark = pytest.mark.django_db

WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def solved(at: datetime) -> str:
    """What the worker in the browser makes of a challenge."""
    given = v2.Challenge.from_dict(json.loads(json.dumps(altcha.challenge(at))))
    solution = v2.solve_challenge(given)
    assert solution is not None
    return v2.Payload(given, solution).to_base64()


def result(question: altcha.Question) -> str:
    """What somebody who reads the question answers."""
    first, _, second, *_ = question.text.lower().split()
    return str(WORDS.index(first) + WORDS.index(second))


@pytest.fixture(scope="module")
def proof() -> str:
    return solved(timezone.now())


def test_a_proof_is_good_for_its_submission_again_and_for_no_other(proof: str) -> None:
    at = timezone.now()
    assert altcha.verify(proof, at=at, use="one")
    assert altcha.verify(proof, at=at, use="one")
    assert not altcha.verify(proof, at=at, use="two")


def test_a_proof_is_good_for_an_hour(proof: str) -> None:
    at = timezone.now()
    assert not altcha.verify(proof, at=at + timedelta(minutes=61), use="one")
    assert altcha.verify(proof, at=at + timedelta(minutes=58), use="one")


def test_an_old_challenge_is_refused() -> None:
    old = solved(timezone.now() - timedelta(hours=2))
    assert not altcha.verify(old, at=timezone.now(), use="one")


def test_a_challenge_made_easier_is_refused(proof: str) -> None:
    given = v2.Payload.from_base64(proof)
    given.challenge.parameters.key_prefix = "00"
    solution = v2.solve_challenge(given.challenge)
    assert solution is not None
    easier = v2.Payload(given.challenge, solution).to_base64()
    assert not altcha.verify(easier, at=timezone.now(), use="one")


def test_a_wrong_solution_is_refused(proof: str) -> None:
    given = v2.Payload.from_base64(proof)
    wrong = v2.Payload(given.challenge, v2.Solution(1, "00" * 32)).to_base64()
    assert not altcha.verify(wrong, at=timezone.now(), use="one")


@pytest.mark.parametrize("nonsense", ["", "?", "e30=", "bnVsbA==", "W10=", "A" * 5000, "é"])
def test_nonsense_is_refused(nonsense: str) -> None:
    assert not altcha.verify(nonsense, at=timezone.now(), use="one")


def test_the_question_is_answered_in_figures_or_words() -> None:
    at = timezone.now()
    for way in (result, lambda question: " " + result(question) + " "):
        question = altcha.ask(at)
        assert altcha.answered(question.token, way(question), at=at, use="one")
    assert altcha._number("Mười bốn") == 14
    assert altcha._number("mười lăm") == 15
    assert altcha._number("10") == 10


def test_a_question_serves_one_submission_which_may_come_twice() -> None:
    at = timezone.now()
    question = altcha.ask(at)
    assert altcha.answered(question.token, result(question), at=at, use="one")
    assert altcha.answered(question.token, result(question), at=at, use="one")
    assert not altcha.answered(question.token, result(question), at=at, use="two")


def test_a_question_takes_one_wrong_answer_and_then_none() -> None:
    at = timezone.now()
    question = altcha.ask(at)
    assert not altcha.answered(question.token, "99", at=at, use="one")
    assert not altcha.answered(question.token, result(question), at=at, use="one")
    assert altcha.ask_again(question.token, at=at).token != question.token


def test_a_question_not_yet_answered_is_asked_again_as_it_was() -> None:
    at = timezone.now()
    question = altcha.ask(at)
    again = altcha.ask_again(question.token, at=at + timedelta(hours=1))
    assert again.text == question.text
    assert altcha.answered(again.token, result(again), at=at, use="one")


def test_a_question_is_good_for_four_hours() -> None:
    at = timezone.now()
    question = altcha.ask(at)
    late = at + timedelta(hours=4, minutes=1)
    assert not altcha.answered(question.token, result(question), at=late, use="one")
    assert not altcha.answered("made-up", "7", at=at, use="one")
