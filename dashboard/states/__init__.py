"""What the address of each page says, one module per page, so that other pages can link to it."""
