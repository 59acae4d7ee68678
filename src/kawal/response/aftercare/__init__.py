"""After home: where journeys ended, visits for a year, a plan of services and programmes, a survey of how it goes."""
