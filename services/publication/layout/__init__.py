"""How a paper looks: HTML by Jinja2, PDF by typst. Text only ever arrives as data."""
