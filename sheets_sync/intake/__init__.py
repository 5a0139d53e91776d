"""Raw cells in, tidy frames out: headers, register, responses, and one parser for each kind of answer."""
