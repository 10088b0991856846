"""ROItool: what a digitalisation investment costs, whether it is worth it, and whether it can hurt the company."""

import os

__version__ = "0.1.0"

# Before numpy is imported anywhere: its matrix library would start a thread per core for products that are too small
# for it, and on a busy machine one product then takes many times as long. Whoever set it otherwise keeps it so.
for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_threads, "1")
