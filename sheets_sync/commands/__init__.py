"""What each command prints: runs the pipeline and shows a person what came of it."""
