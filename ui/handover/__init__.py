"""What is handed over from the window: a workbook for finance, and what else is made from the answer."""
