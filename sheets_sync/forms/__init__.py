"""The Google Form: what it must be, how an existing one differs, and links that open it half filled in."""
