"""Children, and who may know each of them, why and between which dates."""
