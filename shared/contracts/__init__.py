"""What the services say to one another: operations, events and their schemas, a module or folder a service."""
