"""Keys with which agencies' machines report and read."""
