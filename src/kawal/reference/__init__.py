"""Which codes does the state use? Areas, countries, posts, agencies, companies, code lists, legal limits, all dated."""
