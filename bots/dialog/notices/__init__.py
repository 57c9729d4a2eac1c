"""What is said without being asked: a module for each kind of notice."""
