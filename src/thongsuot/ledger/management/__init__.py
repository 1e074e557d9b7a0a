"""Commands of Django that the ledger answers itself."""
