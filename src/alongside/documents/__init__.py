"""Files about a child, pictures and their permissions, and documents as they were issued."""
