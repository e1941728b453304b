"""Write the demonstration site into the folder that is named."""

import sys
from pathlib import Path

from federation import write

print(write(Path(sys.argv[1])))
