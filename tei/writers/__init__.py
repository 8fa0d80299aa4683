"""Trees and documents → files."""
