"""Real mail servers for the tests: aiosmtpd that fails on demand, and Postfix where it is installed."""
