"""How names, licences and addresses of recruiters and companies are compared. Pure: no database, no clock."""
