"""The homes of a child’s family: each has what is between it and the setting to itself."""
