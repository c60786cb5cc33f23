//! End-to-end tests: each drives the built command as a user would.
