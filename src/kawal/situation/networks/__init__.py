"""Who shares what with whom: traces of facts, supported links, rings, and measures over many people. Pure."""
