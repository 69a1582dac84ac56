"""Being in school and being well: attendance, suspensions, part-time timetables, agreed strategies, alerts."""
