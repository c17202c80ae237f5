"""Reports over many accounts or days, as sums and as sheets."""
