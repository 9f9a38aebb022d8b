"""Where the rule comes from that a problem breaks: the pack's word for rules between fields, else the platform's."""

from app.core.catalog import schema
from app.core.catalog.platforms import Profile
from app.core.model import Problem


def rule_source(problem: Problem, platform: Profile) -> str:
    """The standard, the law or the platform's own instructions, as the packs name them."""
    between: dict[str, str] = schema.data()["rule_sources"]
    return between.get(problem.code, platform.source)
