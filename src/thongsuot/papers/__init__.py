"""Official papers of Party and State bodies: from plain values to a Word file and the same as PDF."""
