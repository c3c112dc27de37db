"""How the user guide is built: `python packaging/guide.py FOLDER` calls it, with the generated pages beside these."""

project = "Census Desktop"
author = "Census Desktop developers"
project_copyright = "Census Desktop developers, Apache License 2.0"
language = "en"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
suppress_warnings: list[str] = []  # none: `-W` makes each an error
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Census Desktop user guide"
html_static_path: list[str] = []
html_copy_source = True  # the program's own reader shows these where there is no browser
html_show_sourcelink = False
html_show_sphinx = False
html_show_search_summary = False  # asks for files, which a browser refuses to pages opened from a disk
html_use_index = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#4338ca",
        "color-brand-content": "#4338ca",
        "font-stack": "Inter, 'Noto Sans', system-ui, sans-serif",
    },
    "dark_css_variables": {"color-brand-primary": "#a5a7ff", "color-brand-content": "#a5a7ff"},
}
