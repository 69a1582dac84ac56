"""From a request for an assessment of education, health and care needs to a decision, with every date explained."""
