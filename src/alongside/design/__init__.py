"""How every page looks: layout, GOV.UK components in our own brand, form fields, symbols, the gallery."""
