"""`python -m ciie_admin` and the command `ciie-admin`."""

import sys

from ciie_admin.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
