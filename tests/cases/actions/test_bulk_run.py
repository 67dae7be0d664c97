"""One step for many cases: shown before, done row by row, and put back exactly."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import InternalError, OperationalError, ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from donthu.agencies.models import Field
from donthu.cases import queries, tasks
from donthu.cases.actions import bulk_run, take_step
from donthu.cases.attached import Attached
from donthu.cases.errors import Refused
from donthu.cases.models import Assignment, BulkRow, BulkRun, Case, Deadline, Paper, Position
from donthu.cases.timeline import for_officers, for_sender
from donthu.documents.intake import accept
from donthu.law import registry
from donthu.ledger.verify import verify
from donthu.notify.letters import to_sender
from tests.paths import PATHS
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
STATES = PATHS["feedback"]
FEEDBACK = registry.procedure("feedback")


def prepared(world: World, step: str, cases: list[int], who: str = "dtp:clerk", **data: Any) -> int:
    return bulk_run.prepare(
        key=uuid4(),
        step=FEEDBACK.step(step),
        data=data,
        cases=cases,
        origin="",
        actor=world.actor(who),
        at=MONDAY,
    )


def done(world: World, step: str, cases: list[int], who: str = "dtp:clerk", **data: Any) -> int:
    run = prepared(world, step, cases, who, **data)
    assert bulk_run.begin(run)
    bulk_run.carry_out(run, actor=world.actor(who), at=MONDAY)
    return run


def undone(world: World, run: int, who: str = "dtp:clerk", hours: int = 1) -> None:
    at = MONDAY.replace(hour=9 + hours)
    assert bulk_run.begin_undo(run, at=at)
    bulk_run.undo(run, actor=world.actor(who), at=at)


def outcomes(run: int) -> list[tuple[str, str]]:
    return list(BulkRow.objects.filter(run=run).order_by("pk").values_list("outcome", "reason"))


def stands(pk: int, agencies: set[int] | None = None) -> dict[str, Any]:
    """All that must be as before: the case, where it lies, and the clocks that run."""
    case = Case.objects.get(pk=pk)
    positions = Position.objects.filter(case=pk)
    if agencies is not None:
        positions = positions.filter(agency__in=agencies)
    clocks = Deadline.objects.filter(case=pk, state__in=["running", "suspended"])
    leads = Assignment.objects.filter(case=pk, state__in=["sent", "received", "rework", "reported"])
    return {
        "case": (
            *(case.state, case.kind, case.field_id, case.holder_id, case.agency_id),
            *(case.officer_id, case.due_at, case.closed_at, str(case.declared)),
        ),
        "positions": set(
            positions.values_list("agency", "folder", "officer", "due_at", "reason", "since")
        ),
        "clocks": set(
            clocks.values_list("limit", "agency", "state", "started_at", "due_at", "assignment")
        ),
        "leads": set(leads.values_list("giver", "to", "state", "received_at")),
    }


DATA: dict[str, Any] = {
    "classify": lambda world: {"kind": "regulation"},
    "assign": lambda world: {"officer": world.officers["dtp:handler"].pk, "note": "Xem kỹ."},
    "reassign": lambda world: {"officer": world.officers["dtp:handler"].pk, "reason": "Nghỉ hưu."},
    "hand_over": lambda world: {
        "lead": world.id("dtp.sxd"),
        "cooperating": [world.id("dtp.snnmt")],
        "note": "Giải quyết.",
        "review": True,
    },
    "return": lambda world: {"ground": "not_competent", "reason": "Không thuộc tỉnh."},
}


def test_every_step_for_many_has_its_example() -> None:
    assert {step.key for step in FEEDBACK.steps if step.many} == set(DATA)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    step=st.sampled_from(sorted(DATA)),
    states=st.lists(st.sampled_from(sorted(STATES)), min_size=1, max_size=4),
)
def test_done_and_undone_everything_stands_as_before(
    world: World, step: str, states: list[str]
) -> None:
    cases = [STATES[state](world) for state in states]
    before = {pk: stands(pk) for pk in cases}
    had = {pk: {agency for agency, *_ in before[pk]["positions"]} for pk in cases}
    run = done(world, step, cases, **DATA[step](world))
    for pk, (outcome, reason) in zip(cases, outcomes(run), strict=True):
        assert (outcome == "done") == (reason == "")
        if outcome == "refused":
            assert stands(pk) == before[pk]
    undone(world, run)
    for pk in cases:
        assert stands(pk, had[pk]) == before[pk]
    assert {outcome for outcome, _ in outcomes(run)} <= {"undone", "refused"}
    assert verify().ok


def test_the_preview_tells_what_is_refused_and_changes_nothing(world: World) -> None:
    cases = [STATES["received"](world), STATES["signed"](world)]
    before = [stands(pk) for pk in cases]
    run = prepared(world, "hand_over", cases, **DATA["hand_over"](world))
    (first, _), (second, reason) = outcomes(run)
    assert (first, second) == ("waiting", "refused")
    assert reason.startswith("Bước này chỉ mở khi hồ sơ ở trạng thái")
    assert [stands(pk) for pk in cases] == before


def test_each_row_is_asked_for_the_officers_own_rights(world: World) -> None:
    cases = [STATES["received"](world), world.submit(to="btc").case_id]
    run = done(world, "classify", cases, kind="idea")
    assert outcomes(run) == [
        ("done", ""),
        ("refused", "Bước này thuộc cơ quan đang giữ hồ sơ."),
    ]


def test_more_than_fifty_are_foreseen_by_asking_the_law(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_run, "AT_ONCE", 1)
    test_the_preview_tells_what_is_refused_and_changes_nothing(world)
    cases = [STATES["received"](world) for _ in range(2)]
    # what only the step itself finds is told once it is tried, and the rest goes on
    run = done(world, "hand_over", cases, lead=world.id("vpcp"), note="Trả về.")
    assert {outcome for outcome, _ in outcomes(run)} == {"refused"}
    assert "hãy trả lại nơi chuyển" in outcomes(run)[0][1]


def test_a_second_click_does_nothing_twice(world: World) -> None:
    pk = STATES["received"](world)
    run = done(world, "classify", [pk], kind="idea")
    lines = len(for_officers(Case.objects.get(pk=pk)))
    assert not bulk_run.begin(run)
    bulk_run.carry_out(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert len(for_officers(Case.objects.get(pk=pk))) == lines
    undone(world, run)
    assert not bulk_run.begin_undo(run, at=MONDAY)
    assert len(for_officers(Case.objects.get(pk=pk))) == lines + 1


def jobs(run: int) -> list[tuple[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, scheduled_at FROM procrastinate_jobs "
            "WHERE args->>'run_id' = %s ORDER BY id",
            [str(run)],
        )
        return list(cursor.fetchall())


def test_what_a_request_that_broke_off_left_is_done_by_its_job(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = prepared(world, "classify", [STATES["received"](world) for _ in range(2)], kind="idea")
    with monkeypatch.context() as broken:
        broken.setattr(bulk_run, "_take", _away)
        with pytest.raises(OperationalError):
            bulk_run.start(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert jobs(run) == [("cases.carry_out", MONDAY.replace(minute=1))]
    tasks.carry_out(run)
    assert outcomes(run) == [("done", ""), ("done", "")]
    with monkeypatch.context() as broken:
        broken.setattr(bulk_run, "_take_back", _away)
        with pytest.raises(OperationalError):
            bulk_run.start_undo(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert jobs(run)[1:] == [("cases.undo", MONDAY.replace(minute=1))]
    bulk_run.undo(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert BulkRun.objects.get(pk=run).state == "undone"


def _away(*given: object) -> None:
    raise OperationalError("the database is away")


def test_a_case_that_fails_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [STATES["received"](world) for _ in range(2)]
    run = prepared(world, "classify", cases, kind="question")
    bulk_run.begin(run)
    take = take_step.apply

    def fails_once(record: Any, step: str, data: Any) -> None:
        take(record, step, data)
        if record.case.pk == cases[0]:
            raise KeyError("a mistake of ours")

    monkeypatch.setattr(bulk_run, "apply", fails_once)
    bulk_run.carry_out(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert outcomes(run) == [("refused", bulk_run.FAILED), ("done", "")]
    assert BulkRun.objects.get(pk=run).state == "done"
    assert [Case.objects.get(pk=pk).kind for pk in cases] == ["idea", "question"]


def test_only_what_was_begun_and_has_not_ended_goes_on(world: World) -> None:
    run = prepared(world, "classify", [STATES["received"](world)], kind="idea")
    assert not bulk_run.go_on(run)
    bulk_run.begin(run)
    assert bulk_run.go_on(run)
    bulk_run.carry_out(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert not bulk_run.go_on(run)
    bulk_run.begin_undo(run, at=MONDAY)
    assert bulk_run.go_on(run)
    assert [task for task, _ in jobs(run)] == ["cases.carry_out", "cases.undo"]


def test_what_somebody_acted_on_since_is_kept_with_its_reason(world: World) -> None:
    cases = [STATES["received"](world) for _ in range(2)]
    run = done(world, "hand_over", cases, lead=world.id("dtp.sxd"), note="Giải quyết.")
    world.take(cases[0], "receive", "dtp.sxd:clerk")
    undone(world, run)
    assert outcomes(run) == [
        ("kept", "Sau đó hồ sơ đã có bước khác nên không hoàn tác được."),
        ("undone", ""),
    ]
    assert Case.objects.get(pk=cases[0]).holder.code == "dtp.sxd"
    assert Case.objects.get(pk=cases[1]).holder.code == "dtp"


def test_a_directive_noted_before_outlives_the_undoing_and_goes_with_the_next_hand_over(
    world: World,
) -> None:
    pk = STATES["received"](world)
    stored = accept(ContentFile(b"%PDF-1.4"), "Chỉ đạo.pdf", 10_000)
    files = (Attached(stored.pk, "Chỉ đạo.pdf"),)
    before = MONDAY.replace(minute=0) - timedelta(hours=1)
    world.take(pk, "direct", "dtp:clerk", before, directive_number="125/UBND", directive=files)
    run = done(world, "hand_over", [pk], lead=world.id("dtp.sxd"), note="Giải quyết.")
    undone(world, run)
    directive = Paper.objects.get(kind="directive")
    assert directive.state == "issued"
    given = {"lead": world.id("dtp.snnmt"), "note": "Giải quyết."}
    world.take(pk, "hand_over", "dtp:clerk", later(1), **given)
    directive.refresh_from_db()
    assert directive.assignment == Assignment.objects.get(to=world.agencies["dtp.snnmt"], lead=True)


def test_a_letter_in_the_making_ends_with_the_hand_over_that_is_undone(world: World) -> None:
    pk = STATES["received"](world)
    world.agencies["dtp.sxd"].has_accounts = False
    world.agencies["dtp.sxd"].save()
    given = {"lead": world.id("dtp.sxd"), "note": "Giải quyết."}
    undone(world, done(world, "hand_over", [pk], **given))
    assert Paper.objects.get(kind="forwarding").state == "replaced"


def test_after_a_day_nothing_is_undone(world: World) -> None:
    run = done(world, "classify", [STATES["received"](world)], kind="idea")
    with pytest.raises(Refused, match="Đã quá 24 giờ"):
        bulk_run.begin_undo(run, at=later(1, 10))


def test_who_may_not_take_the_step_may_not_undo_it(world: World) -> None:
    run = done(world, "classify", [STATES["received"](world)], kind="idea")
    bulk_run.begin_undo(run, at=MONDAY)
    bulk_run.undo(run, actor=world.actor("btc:clerk"), at=MONDAY)
    assert outcomes(run)[0][1] == "Chỉ cơ quan đã thực hiện bước này mới hoàn tác được."


def test_who_is_told_is_told_ten_minutes_later_and_not_at_all_when_undone_before(
    world: World,
) -> None:
    pk = STATES["received"](world)
    run = done(world, "hand_over", [pk], lead=world.id("dtp.sxd"), note="Giải quyết.")
    row = BulkRow.objects.get(run=run)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scheduled_at FROM procrastinate_jobs WHERE args->>'seq' = %s "
            "AND args->>'case_id' = %s",
            [str(row.seq), str(pk)],
        )
        assert cursor.fetchall() == [(MONDAY.replace(minute=10),)]
    person = queries.sender_of(pk).person  # type: ignore[union-attr]
    case = Case.objects.get(pk=pk)
    assert row.seq is not None
    assert person is not None
    assert "đã chuyển" in to_sender(case, person, row.seq).body  # type: ignore[union-attr]
    bulk_run.begin_undo(run, at=MONDAY)
    bulk_run.undo(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert to_sender(case, person, row.seq) is None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE args->>'seq' = %s",
            [str(BulkRow.objects.get(run=run).undone_seq)],
        )
        assert cursor.fetchone() == (0,)


def test_who_was_told_is_told_of_the_undoing_and_reads_it(world: World) -> None:
    pk = STATES["received"](world)
    run = done(world, "hand_over", [pk], lead=world.id("dtp.sxd"), note="Giải quyết.")
    undone(world, run)
    row = BulkRow.objects.get(run=run)
    case = Case.objects.get(pk=pk)
    person = queries.sender_of(pk).person  # type: ignore[union-attr]
    assert person is not None
    assert row.undone_seq is not None
    letter = to_sender(case, person, row.undone_seq)
    assert letter is not None
    assert "hoàn tác bước «Chuyển cơ quan, đơn vị giải quyết»" in letter.body
    assert for_officers(case)[0].text == (
        "Ủy ban nhân dân tỉnh Đồng Tháp hoàn tác bước «Chuyển cơ quan, đơn vị giải quyết»"
    )
    assert "tiếp tục giữ phản ánh của bạn" in for_sender(case)[0].text


def test_a_case_may_be_given_what_the_others_are_not(world: World) -> None:
    cases = [STATES["in_progress"](world) for _ in range(2)]
    clerk, handler = world.officers["dtp:clerk"].pk, world.officers["dtp:handler"].pk
    run = bulk_run.prepare(
        key=uuid4(),
        step=FEEDBACK.step("classify"),
        data={"kind": "idea"},
        cases=cases,
        own={cases[1]: {"kind": "question"}},
        origin="",
        actor=world.actor("dtp:clerk"),
        at=MONDAY,
    )
    assert clerk != handler
    bulk_run.begin(run)
    bulk_run.carry_out(run, actor=world.actor("dtp:clerk"), at=MONDAY)
    assert [Case.objects.get(pk=pk).kind for pk in cases] == ["idea", "question"]


def test_previews_never_carried_out_are_forgotten(world: World) -> None:
    pk = STATES["received"](world)
    prepared(world, "classify", [pk], kind="idea")
    kept = done(world, "classify", [pk], kind="idea")
    assert bulk_run.forget_previews(before=later(1)) == 1
    assert list(BulkRun.objects.values_list("pk", flat=True)) == [kept]


def test_nobody_else_writes_what_came_of_it(world: World) -> None:
    run = prepared(world, "classify", [STATES["received"](world)], kind="idea")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('donthu.action', '', false)")
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        BulkRun.objects.filter(pk=run).update(state="done")


def test_a_field_that_is_given_is_read_in_the_timeline(world: World) -> None:
    field = Field.objects.create(
        code="gt", catalogue="feedback", name="Giao thông", report_code="other"
    )
    pk = STATES["received"](world)
    done(world, "classify", [pk], kind="idea", field=field.pk)
    case = Case.objects.get(pk=pk)
    assert (case.kind, case.field_id) == ("idea", field.pk)
    assert for_officers(case)[0].text == (
        "Ủy ban nhân dân tỉnh Đồng Tháp phân loại: Sáng kiến, đề xuất, Giao thông"
    )
