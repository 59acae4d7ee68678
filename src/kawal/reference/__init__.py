"""Which codes does the state use? Areas, posts, agencies, code lists and legal limits, all dated."""
