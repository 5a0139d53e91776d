"""The words the product speaks: months, units, platforms, findings, and the columns of every frame."""
