"""Reviews of EHC plans as pages, trays, boards and stories read them."""
