"""Three floors and what comes of them: the draft's changes on the floor as it has become."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from qtable.tables.floor_plan import Plan, digest, rebase

IDS = st.sampled_from("abc")
SECTIONS = st.dictionaries(st.sampled_from("xy"), st.fixed_dictionaries({"name": st.sampled_from(["Bar", "Hall"])}))
TABLES = st.dictionaries(
    IDS,
    st.fixed_dictionaries(
        {
            "label": st.sampled_from("1234"),
            "min_party_size": st.integers(1, 3),
            "max_party_size": st.integers(1, 3),
            "section_id": st.none() | st.sampled_from("xy"),
        }
    ),
)
PARTS = st.lists(IDS, min_size=2, max_size=2)
COMBINATIONS = st.dictionaries(st.just("k"), st.fixed_dictionaries({"name": st.sampled_from("pq"), "table_ids": PARTS}))
PLANS = st.fixed_dictionaries({"sections": SECTIONS, "tables": TABLES, "combinations": COMBINATIONS})


def whole(plan: Plan) -> bool:
    """Tell whether a plan names each thing once, and only what it has, and its sizes go from small to large."""
    names = {"sections": "name", "tables": "label", "combinations": "name"}
    once = all(len({row[names[k]] for row in plan[k].values()}) == len(plan[k]) for k in names)
    sections = {row["section_id"] for row in plan["tables"].values()} - {None}
    parts = {id_ for row in plan["combinations"].values() for id_ in row["table_ids"]}
    sizes = all(row["min_party_size"] <= row["max_party_size"] for row in plan["tables"].values())
    return sizes and once and sections <= plan["sections"].keys() and parts <= plan["tables"].keys()


WHOLE = PLANS.filter(whole)


@given(base=WHOLE, draft=WHOLE)
def test_on_a_floor_that_has_not_changed_the_draft_is_what_it_was(base: Plan, draft: Plan) -> None:
    assert rebase(base, draft, base) == (draft, [])


@given(base=WHOLE, now=WHOLE)
def test_a_draft_that_changed_nothing_is_the_floor_as_it_is(base: Plan, now: Plan) -> None:
    assert rebase(base, base, now) == (now, [])


@given(base=WHOLE, draft=WHOLE)
def test_what_both_did_alike_is_no_conflict(base: Plan, draft: Plan) -> None:
    assert rebase(base, draft, deepcopy(draft)) == (draft, [])


@given(base=PLANS, draft=WHOLE, now=WHOLE)
def test_what_is_led_over_without_a_conflict_is_a_floor_and_loses_nobodys_change(
    base: Plan, draft: Plan, now: Plan
) -> None:
    plan, clashes = rebase(base, draft, now)
    if clashes:
        return
    assert whole(plan)
    for kind, rows in plan.items():
        for id_ in {*base[kind], *draft[kind], *now[kind]}:
            was, wanted, is_ = (floor[kind].get(id_) for floor in (base, draft, now))
            if wanted != was and is_ == was:
                assert rows.get(id_) == wanted
            if is_ != was and wanted == was:
                assert rows.get(id_) == is_
            for name in set(was or {}) & set(wanted or {}) & set(is_ or {}):
                theirs = is_[name] if wanted[name] == was[name] else wanted[name]
                assert rows[id_][name] == theirs


def test_sizes_that_only_both_sides_together_turn_upside_down_are_a_conflict() -> None:
    def floor(**sizes: int) -> Plan:
        table = {"label": "1", "section_id": None, "min_party_size": 1, "max_party_size": 3} | sizes
        return {"sections": {}, "tables": {"a": table}, "combinations": {}}

    plan, clashes = rebase(floor(), floor(min_party_size=3), floor(max_party_size=2))
    assert plan == floor(min_party_size=3, max_party_size=2)
    assert [(one.entity_id, one.action, one.fields) for one in clashes] == [
        ("a", "update", ("min_party_size", "max_party_size"))
    ]


@given(one=WHOLE, two=WHOLE)
def test_a_digest_names_one_floor_alone(one: Plan, two: Plan) -> None:
    assert (digest(one) == digest(two)) == (one == two)
