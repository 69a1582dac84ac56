"""Every guarded model stands behind PostgreSQL's second wall, or says why not."""

from alongside.access import wall_policies as wall


def test_every_guarded_model_has_a_policy_or_says_why_not() -> None:
    """Those without name no path to a child; a new one goes in WITHOUT of access/wall_policies.py, with its reason."""
    without = {model._meta.label_lower for model in wall.guarded_models() if model.child_path is None}
    assert without == set(wall.WITHOUT)
    assert all(wall.WITHOUT.values())


def test_every_policy_can_be_written() -> None:
    """The path of each model leads over columns to the one function that is asked about a child."""
    conditions = {model._meta.db_table: wall.condition(model) for model in wall.walled_models()}
    assert len(conditions) > 50
    for table, condition in conditions.items():
        assert "alongside_knows(" in condition or condition.startswith("EXISTS (SELECT FROM "), table
    assert conditions["voice_statement"] == "alongside_knows(child_id) IS NOT NULL"
    assert "parent.id = plans_agreement.version_id" in conditions["plans_agreement"]
