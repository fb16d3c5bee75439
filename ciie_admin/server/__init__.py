"""The central server: FastAPI over PostgreSQL. Meets the client only in wire and domain."""
