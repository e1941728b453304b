"""``python -m congtin``."""

import sys

from congtin.cli import main

sys.exit(main())
