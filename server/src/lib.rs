//! Tiến Độ, the server.
