//! Answers in gzip whose middle was compressed before: what a page says is the same for all who read
//! it, and only what stands around it differs.
//!
//! A stream of deflate may be put together of pieces that each end at a whole byte and name nothing
//! before themselves; the sum at its end is put together of theirs (RFC 1951, RFC 1952).
use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress, Status};

/// A low level: a higher one costs more than writing the page and saves a tenth.
pub const LEVEL: u32 = 2;

/// gzip, by deflate, nothing told of name and time, of no particular system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// A text, compressed to stand in the middle of answers.
#[derive(Debug, Clone)]
pub struct Packed {
    deflated: Vec<u8>,
    sum: Hasher,
    length: usize,
}

impl Packed {
    pub fn of(text: &str) -> Self {
        let mut deflated = Vec::new();
        deflate(text, FlushCompress::Sync, &mut deflated);
        let mut sum = Hasher::new();
        sum.update(text.as_bytes());
        Self {
            deflated,
            sum,
            length: text.len(),
        }
    }

    /// Bytes it takes.
    pub fn size(&self) -> usize {
        self.deflated.len()
    }

    /// The whole of what stands before, this, and what stands after.
    pub fn between(&self, before: &str, after: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.deflated.len() + before.len() / 2 + after.len());
        out.extend(HEAD);
        deflate(before, FlushCompress::Sync, &mut out);
        out.extend(&self.deflated);
        deflate(after, FlushCompress::Finish, &mut out);
        let mut sum = Hasher::new();
        sum.update(before.as_bytes());
        sum.combine(&self.sum);
        sum.update(after.as_bytes());
        out.extend(sum.finalize().to_le_bytes());
        // By the form, the length is told modulo 2^32.
        let length = before.len() + self.length + after.len();
        out.extend((length as u32).to_le_bytes());
        out
    }
}

/// One piece, which names nothing before itself; to the end of the stream with `Finish`.
fn deflate(text: &str, flush: FlushCompress, out: &mut Vec<u8>) {
    let mut piece = Compress::new(Compression::new(LEVEL), false);
    let mut rest = text.as_bytes();
    loop {
        // Room is all that the library asks for: it fails at nothing else here.
        out.reserve(rest.len() / 2 + 256);
        let (read, room) = (piece.total_in(), out.capacity() - out.len());
        let written = piece.total_out();
        let status = piece.compress_vec(rest, out, flush);
        rest = rest
            .get((piece.total_in() - read) as usize..)
            .unwrap_or_default();
        let full = piece.total_out() - written == room as u64;
        match status {
            Ok(Status::StreamEnd) | Err(_) => return,
            _ if flush == FlushCompress::Sync && rest.is_empty() && !full => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn what_was_compressed_before_is_read_as_one_answer() {
        let long = "Phường Ẵ, xã Ộ: trễ hạn 4 mốc. ".repeat(9_000);
        let random: String = (0..60_000_u32)
            .map(|n| char::from(33 + (n.wrapping_mul(2_654_435_761) >> 25) as u8 % 90))
            .collect();
        for (before, middle, after) in [
            ("", "", ""),
            ("a", "", "b"),
            ("", "giữa", ""),
            ("<html>", long.as_str(), "</html>"),
            (long.as_str(), random.as_str(), random.as_str()),
        ] {
            let packed = Packed::of(middle);
            // As often as one likes.
            for _ in 0..2 {
                let mut read = String::new();
                let answer = packed.between(before, after);
                let all = GzDecoder::new(&answer[..]).read_to_string(&mut read);
                assert_eq!(all.unwrap(), read.len());
                assert!(read == format!("{before}{middle}{after}"));
            }
        }
        assert!(Packed::of(&long).size() < long.len() / 20);
    }
}
