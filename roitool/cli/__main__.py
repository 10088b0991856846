"""``python -m roitool.cli``."""

import sys
from multiprocessing import freeze_support

from roitool.cli import main

if __name__ == "__main__":
    freeze_support()
    sys.exit(main())
