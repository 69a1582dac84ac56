"""Pure rules of keeping a plan up: dates, invitations, the meeting, the decision, promises, phases, ending."""
