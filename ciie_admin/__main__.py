"""`python -m ciie_admin` and the command `ciie-admin`."""

import sys

from ciie_admin.cli.main import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # in a bundle, workers of the photo checks begin here
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
