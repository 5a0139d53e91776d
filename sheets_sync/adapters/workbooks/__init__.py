"""Spreadsheet backends, each a `ports.Workbook`."""
