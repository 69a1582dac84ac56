"""Plain checks of a plan, the same for officer and family: shown beside the line, and never in the way of anything."""

from alongside.ehcplans.rules.checks.finding import CheckFacts, Finding, Rule, by_line
from alongside.ehcplans.rules.checks.rules import RULES, check

__all__ = ["RULES", "CheckFacts", "Finding", "Rule", "by_line", "check"]
