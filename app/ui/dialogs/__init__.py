"""Who works here, and where: the questions that are asked before or beside the pages."""
