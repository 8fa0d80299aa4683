"""How the shipped models were made, as commands that anyone with the data can repeat."""
