"""One story from a request to a plan that is kept up: what happens in it on which day, and every limit it speaks of.

The days on which something happens are chosen here; the last days are the oracle's, kept among the golden cases.
`tests/journeys/test_from_request_to_plan.py` tells it in a browser.
"""

from datetime import date

BORN_THEO = date(2010, 11, 3)
ASKED = date(2026, 9, 15)
AGREED = date(2026, 10, 20)  # week 5
REACHED = date(2026, 10, 21)  # they begin to answer
LATE = date(2026, 12, 4)  # the psychologist's six weeks have passed
ADVISED = date(2026, 12, 8)
PLAN_DECIDED = date(2026, 12, 15)
DRAFT = date(2026, 12, 29)  # week 15
DISAGREES = date(2026, 12, 31)
MET = date(2027, 1, 11)
FINAL = date(2027, 1, 26)  # week 19
CHECKED = date(2027, 2, 23)  # four weeks later
MENDED = date(2027, 3, 2)
RETURNED = date(2027, 3, 3)  # the SEN2 return, as things stood on 21 January
REVIEW_SET = date(2027, 10, 12)
REVIEW_MET = date(2027, 11, 9)
REVIEW_DECIDED = date(2027, 11, 30)
AMENDED = date(2027, 12, 20)
REFUSED = date(2026, 10, 20)  # the other child, asked for on the same day
WANTED = date(2026, 11, 4)
MEDIATED = date(2026, 11, 24)

LIMITS: tuple[tuple[str, dict[str, date]], ...] = (
    ("assessment.decision", {"request.received": ASKED}),
    ("advice.reply", {"advice.request-received": AGREED}),
    ("plan.refusal", {"request.received": ASKED}),
    ("plan.draft", {"request.received": ASKED}),
    ("plan.representations", {"draft.served": DRAFT}),
    ("consultation.reply", {"consultation.received": DRAFT}),
    ("plan.final", {"request.received": ASKED}),
    ("mediation.contact", {"decision.sent": FINAL}),
    ("appeal.window", {"decision.sent": FINAL}),
    ("review.due", {"plan.made": FINAL}),
    ("review.invitation", {"review.meeting": REVIEW_MET}),
    ("review.papers", {"review.meeting": REVIEW_MET}),
    ("review.report", {"review.meeting": REVIEW_MET}),
    ("review.decision-at-latest", {"review.meeting": REVIEW_MET, "plan.made": FINAL}),
    ("review.representations", {"amendment-notice.served": REVIEW_DECIDED}),
    ("review.changed-plan", {"amendment-notice.served": REVIEW_DECIDED, "review.meeting": REVIEW_MET}),
    ("age.rights-pass", {"child.born": BORN_THEO}),
    ("mediation.contact", {"decision.sent": REFUSED}),
    ("appeal.window", {"decision.sent": REFUSED}),
    ("mediation.arrange", {"mediation.wanted": WANTED}),
    ("mediation.notice", {"mediation.meeting": MEDIATED}),
    ("order.assess-no-plan", {"mediation.agreed": MEDIATED}),
    ("order.assess-final", {"mediation.agreed": MEDIATED}),
)
