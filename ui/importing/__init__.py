"""Figures that come back from a workbook, shown before any of them is taken over."""
