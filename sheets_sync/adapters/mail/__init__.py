"""Mail transports, each a `ports.MailTransport`."""
