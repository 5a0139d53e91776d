"""From nothing to an office: what is asked, the settings written from the answers, the tabs people fill in; values in, values out."""
