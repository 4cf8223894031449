"""`python -m webapp …` is the same as the installed command `hongxian …`."""

import sys

from webapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
