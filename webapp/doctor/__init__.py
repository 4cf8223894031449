"""A deployment, by folder or by address → whether phones will be able to use it, and how to mend what is wrong."""
