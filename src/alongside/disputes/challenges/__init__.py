"""Challenging a decision of a council: mediation, appeal, order, and what has to be done by when."""
