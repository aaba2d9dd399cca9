"""What only several reports together can tell: year to year, department and units, budget to self-evaluation, versions, the board."""
