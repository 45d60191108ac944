//! The one integration-test binary: a module for each subject, `support` for what they share.
mod support;
