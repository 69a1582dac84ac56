"""A setting and its SEND: catalogue of interventions, provision map, money, people, information report, census."""
