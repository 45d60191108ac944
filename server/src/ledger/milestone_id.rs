//! What a milestone is called by, whose file or form names no id.
use sha2::{Digest, Sha256};

use crate::db::audit::hex;

/// The same duty and title give the same id, so that a second import finds what the first one, or
/// a form, made.
pub fn milestone_id(unit: &str, workstream: &str, title: &str) -> String {
    let mut sha = Sha256::new();
    for field in [unit, workstream, &title.to_lowercase()] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field);
    }
    format!("m-{}", &hex(&sha.finalize())[..24])
}
