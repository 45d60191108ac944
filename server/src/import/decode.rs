//! Bytes to text: UTF-8 with or without a byte-order mark, and nothing else.
use super::problem::Problem;

/// Decodes a file; `Err` names the encoding it seems to have, and the line
/// where that shows.
pub fn decode(bytes: &[u8]) -> Result<&str, (Option<u64>, Problem)> {
    let utf_16 = match bytes {
        [0xFF, 0xFE, ..] => Some("UTF-16 LE"),
        [0xFE, 0xFF, ..] => Some("UTF-16 BE"),
        [_, 0, _, 0, ..] => Some("UTF-16 LE"),
        [0, _, 0, _, ..] => Some("UTF-16 BE"),
        _ => None,
    };
    if let Some(name) = utf_16 {
        return Err((None, Problem::Encoding(name)));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u64;
        (
            Some(line),
            Problem::Encoding("không phải UTF-8 (có thể là Windows-1258 hoặc TCVN3)"),
        )
    })
}
