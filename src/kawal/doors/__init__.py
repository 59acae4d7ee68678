"""Through which door did it come: pages, API, jobs, command line. Doors import rooms; nobody imports doors."""
