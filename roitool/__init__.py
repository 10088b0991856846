"""ROItool: what a digitalisation investment costs, whether it is worth it, and whether it can hurt the company."""

__version__ = "0.1.0"
