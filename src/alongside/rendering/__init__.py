"""Documents as frozen data, drawn as web page, tagged PDF, large print, Word and plain text.

Start with `model.Document` and `formats.render`; `frozen` keeps a document exactly as it was agreed.
"""
