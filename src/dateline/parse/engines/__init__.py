"""Parser engines: one file for each heavy library."""
