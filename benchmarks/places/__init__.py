"""What places cost: compiling the index, its size, opening it, looking names up."""
