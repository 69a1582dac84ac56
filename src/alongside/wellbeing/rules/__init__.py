"""Pure rules of well-being: how sessions are kept and counted, what is noticed, what may be recorded."""
