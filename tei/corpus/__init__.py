"""Many articles: a build goes through all sources, and one bad article never costs another."""
