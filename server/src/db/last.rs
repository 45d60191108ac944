//! The last line of the audit.
use std::fmt;

/// The number and hash of a line of the audit, as `12:0f3a…`. Those of the last line, written
/// down elsewhere, show later that no line up to it was changed or cut off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Last {
    pub line: i64,
    pub hash: String,
}

impl fmt::Display for Last {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.hash)
    }
}

/// Letters of a hash that must at least be written down.
const SHORTEST: usize = 8;

impl std::str::FromStr for Last {
    type Err = &'static str;

    /// The hash may be cut to its first letters.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = text.trim().split_once(':').and_then(|(line, hash)| {
            let letters = hash.len() >= SHORTEST && hash.chars().all(|c| c.is_ascii_hexdigit());
            let line = line.parse().ok().filter(|line| *line > 0 && letters)?;
            let hash = hash.to_ascii_lowercase();
            Some(Self { line, hash })
        });
        read.ok_or("cần số dòng và ít nhất 8 chữ đầu của mã băm, dạng 12:0f3a9c5e")
    }
}
