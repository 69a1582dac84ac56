"""The sharing page of a plan: signing its lines, what proves an answer, and who helped."""
