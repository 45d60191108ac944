//! Texts and tables as text: UTF-8, no markup, and rule 12 for what stands in them.
use std::io::{BufRead, Read};

use app::domain::{FileKind, FileRefusal, clean, secrecy_mark};

use super::refusal_of;

/// Bytes of one line; a longer one is no text that people read.
const LONGEST_LINE: u64 = 1024 * 1024;
/// Bytes looked through at once: a word of text takes many times its letters.
const AT_ONCE: usize = 64 * 1024;
const MARK: &str = "\u{FEFF}";

/// Whether a file that begins so may be a text, which may be cut within a letter.
pub fn may_be(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !whole.contains(is_no_text)
}

/// Whether it begins as pages and drawings do.
pub fn is_markup(head: &[u8]) -> bool {
    let head = head.strip_prefix(MARK.as_bytes()).unwrap_or(head);
    head.trim_ascii_start().starts_with(b"<")
}

fn is_no_text(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}')
}

/// Reads all of a text.
pub fn check(mut file: impl BufRead, kind: FileKind) -> Result<(), FileRefusal> {
    let mut read = Vec::new();
    let mut first = true;
    let mut text = String::new();
    loop {
        read.clear();
        file.by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut read)
            .map_err(|error| refusal_of(&error))?;
        let ended = read.is_empty();
        if !ended && !read.ends_with(b"\n") && read.len() as u64 == LONGEST_LINE {
            return Err(FileRefusal::OtherKind);
        }
        let line = std::str::from_utf8(&read).map_err(|_| FileRefusal::NotUtf8)?;
        if first && is_markup(&read) {
            return Err(FileRefusal::Markup);
        }
        first &= line.trim_start_matches(MARK).trim().is_empty();
        if line.contains(is_no_text) {
            return Err(FileRefusal::NotUtf8);
        }
        text.push_str(line);
        if ended || text.len() >= AT_ONCE {
            secrets(&text, kind)?;
            let known = text.len() - tail(&text).len();
            text.drain(..known);
        }
        if ended {
            return Ok(());
        }
    }
}

/// Rule 12; of a table, cell by cell.
fn secrets(text: &str, kind: FileKind) -> Result<(), FileRefusal> {
    let text = match kind {
        FileKind::Csv => clean(&text.replace([',', ';', '|', '\t', '"'], "\n")),
        _ => clean(text),
    };
    match secrecy_mark(&text) {
        Some(_) => Err(FileRefusal::SecretText),
        None => Ok(()),
    }
}

/// The last two words: they decide what a word after them means.
fn tail(text: &str) -> &str {
    let from = |text: &str| {
        let end = text.trim_end();
        end.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    };
    let last = from(text);
    let before = from(text.get(..last).unwrap_or_default());
    text.get(before..).unwrap_or_default()
}
