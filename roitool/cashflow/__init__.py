"""Money month by month in every future: lines, tax, financing, and the company's bank balance."""
