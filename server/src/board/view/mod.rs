//! What readers get.
