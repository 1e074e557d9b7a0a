"""What people hand in, translated into the values that actions take; mistakes of form stay here."""
