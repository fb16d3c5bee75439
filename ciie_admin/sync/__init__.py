"""One exchange, one loop; no Qt. The only part of the client that meets the network."""
