//! Quotes that do not close where a cell ends: a reader of CSV takes what follows,
//! rows and all, into the cell without a word.

/// Where a quote opens that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// As a person sees it in the file: the first line is 1.
    pub line: u64,
    /// The cell of its row, from 0.
    pub cell: usize,
}

/// The first quote that never closes, that closes before its cell ends, or whose cell
/// has a line in it that looks like a row of the table. A cell of several lines may
/// stand: none of them has as many separators as a row of `columns` cells.
pub fn wrong(text: &str, separator: u8, columns: usize) -> Option<Opened> {
    let row = columns.max(2) - 1;
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
        line: 1,
    };
    let mut cell = 0;
    loop {
        if reader.now() == Some(b'"') {
            let opened = Opened {
                line: reader.line,
                cell,
            };
            if !reader.quoted(separator, row) {
                return Some(opened);
            }
        } else {
            while reader.now().is_some_and(|b| b != separator && !ends(b)) {
                reader.at += 1;
            }
        }
        match reader.now()? {
            b if ends(b) => {
                reader.next_line();
                cell = 0;
            }
            _ => {
                reader.at += 1;
                cell += 1;
            }
        }
    }
}

const fn ends(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Reader<'_> {
    fn now(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Past the end of a line, of one byte or of two.
    fn next_line(&mut self) {
        let two = self.bytes[self.at..].starts_with(b"\r\n");
        self.at += if two { 2 } else { 1 };
        self.line += 1;
    }

    /// Past a cell in quotes, up to what must be a separator or an end; false where its
    /// quote is wrong.
    fn quoted(&mut self, separator: u8, row: usize) -> bool {
        let first = self.line;
        // Of the line in which it opens, and of the one in hand.
        let (mut of_first, mut separators) = (0, 0);
        self.at += 1;
        loop {
            match self.now() {
                None => return false,
                Some(b'"') => {
                    self.at += 1;
                    // Two are one that belongs to the text.
                    if self.now() != Some(b'"') {
                        break;
                    }
                    self.at += 1;
                }
                Some(b) if ends(b) => {
                    if self.line == first {
                        of_first = separators;
                    }
                    self.next_line();
                    separators = 0;
                }
                Some(b) => {
                    separators += usize::from(b == separator);
                    if self.line > first && separators >= row {
                        return false;
                    }
                    self.at += 1;
                }
            }
        }
        // The end of one row and the beginning of another are a row.
        if self.line > first && of_first + separators >= row {
            return false;
        }
        while self.now() == Some(b' ') {
            self.at += 1;
        }
        self.now().is_none_or(|b| b == separator || ends(b))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(line: u64, cell: usize) -> Option<Opened> {
        Some(Opened { line, cell })
    }

    #[test]
    fn a_quote_that_swallows_is_found_where_it_opens() {
        for (text, wrong_at) in [
            ("a,b,c\n1,2,3\n", None),
            ("a,b,c\n\"1\",\"2, và\",\"\"\n", None),
            ("a,b,c\n1,\"hai \"\"ngoặc\"\" kép\",3\n", None),
            // What a spreadsheet writes of a cell with lines of its own.
            ("a,b,c\n1,\"hai\nba, bốn\r\nnăm\",3\n", None),
            // A quote inside a cell without quotes is text.
            ("a,b,c\n1,màn hình 15\",3\n", None),
            ("a,b,c\n1,2,\"3\n4,5,6\n7,8,9\n", at(2, 2)),
            ("a,b,c\r\n1,2,3\r\n4,5,\"6", at(3, 2)),
            ("a,b,c\r1,2,3\r4,5,\"6\r", at(3, 2)),
            // The next one, which opens a cell, seems to close it.
            ("a,b,c\n1,2,\"3\n4,\"5\",6\n", at(2, 2)),
            ("a,b,c\n1,2,\"3\n4,\"\",6\n", at(2, 2)),
            // A stray one at the end of a later row closes it.
            ("a,b,c\n1,2,\"3\n4,5,6\"\n7,8,9\n", at(2, 2)),
            ("a,b,c\n1,\"2\" hai,3\n", at(2, 1)),
            ("\"a,b,c\n1,2,3\n", at(1, 0)),
        ] {
            assert_eq!(wrong(text, b',', 3), wrong_at, "{text:?}");
        }
    }

    proptest! {
        /// Take any one quote away: no row goes without a word, as long as cells begin with
        /// a letter.
        #[test]
        fn no_row_is_lost_when_a_quote_is_missing(
            rows in proptest::collection::vec(proptest::collection::vec("([ab][ab, \"]{0,5})?", 4), 1..6),
            gone in 0_usize..60,
        ) {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
            let text: String = rows.iter().map(|row| line(row) + "\n").collect();
            prop_assert_eq!(wrong(&text, b',', 4), None);
            let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
            let mut broken = text.clone();
            broken.remove(quotes[gone % quotes.len()]);
            let read = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(broken.as_bytes())
                .records()
                .count();
            prop_assert!(read == rows.len() || wrong(&broken, b',', 4).is_some(), "{broken}");
        }
    }
}
