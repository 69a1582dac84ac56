"""What the product stands on: clock, jobs, files, pictures, messages, encryption, headers, logs, health."""
