"""One plan per child: templates, drafts, comments, agreement, frozen versions, passport."""
