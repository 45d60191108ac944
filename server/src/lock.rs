//! Locks that outlive a panic.
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks, also what a panic left locked: it must not turn into a permanent outage.
/// Only for values that are replaced whole or may be lost, so that what is there is whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
