"""What in a text may tell who somebody is: names, numbers, houses, parcels, plates."""
