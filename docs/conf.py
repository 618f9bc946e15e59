"""How the documentation is built: `make docs` writes it to `site/`, and any warning stops the build."""

project = "Dateline"
author = "The Dateline developers"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
master_doc = "index"
html_theme = "alabaster"
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {"page_width": "1100px", "show_powered_by": "false"}
myst_heading_anchors = 3
