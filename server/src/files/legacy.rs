//! Office files as they were before 2007: compound files, of which the streams say what they are.
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};

use app::domain::{FileKind, FileRefusal};
use cfb::CompoundFile;

pub const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Records of a workbook: what a sheet is, and that all is behind a password.
const SHEET: u16 = 0x85;
const LOCKED: u16 = 0x2F;

/// Which document a compound file is.
pub fn kind(file: impl Read + Seek) -> Result<FileKind, FileRefusal> {
    let mut file = CompoundFile::open(file).map_err(|_| FileRefusal::Damaged)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(FileRefusal::Locked);
    }
    runs_nothing(&file)?;
    if file.is_stream("/WordDocument") {
        return Ok(FileKind::Doc);
    }
    for name in ["/Workbook", "/Book"] {
        if file.is_stream(name) {
            let stream = file.open_stream(name).map_err(|_| FileRefusal::Damaged)?;
            return workbook(BufReader::new(stream)).map(|()| FileKind::Xls);
        }
    }
    Err(FileRefusal::OtherKind)
}

/// Refuses macros also in a compound file within another document.
pub fn without_macros(file: impl Read + Seek) -> Result<(), FileRefusal> {
    match CompoundFile::open(file) {
        Ok(file) => runs_nothing(&file),
        // Nothing opens it.
        Err(_) => Ok(()),
    }
}

fn runs_nothing<F: Read + Seek>(file: &CompoundFile<F>) -> Result<(), FileRefusal> {
    const MACROS: [&str; 4] = ["VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "MACROS"];
    let names = file.walk().map(|entry| entry.name().to_ascii_uppercase());
    let mut macros = names.filter(|name| MACROS.contains(&name.as_str()));
    match macros.next() {
        Some(_) => Err(FileRefusal::Macros),
        None => Ok(()),
    }
}

/// Looks for sheets of macros, as Excel had them before there was Basic, and for a password.
fn workbook(mut records: impl Read + Seek) -> Result<(), FileRefusal> {
    loop {
        let mut head = [0; 4];
        match records.read_exact(&mut head) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            Err(_) => return Err(FileRefusal::Damaged),
        }
        let [n0, n1, l0, l1] = head;
        let (number, length) = (u16::from_le_bytes([n0, n1]), u16::from_le_bytes([l0, l1]));
        let mut content = [0; 6];
        let known = usize::from(length).min(content.len());
        match records.read_exact(&mut content[..known]) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            Err(_) => return Err(FileRefusal::Damaged),
        }
        match number {
            LOCKED => return Err(FileRefusal::Locked),
            // Its sixth byte says which kind of sheet: a table, macros, a chart, Basic.
            SHEET if matches!(content[5], 1 | 6) => return Err(FileRefusal::Macros),
            _ => {}
        }
        let rest = i64::from(length) - i64::try_from(known).unwrap_or_default();
        if records.seek(SeekFrom::Current(rest)).is_err() {
            return Ok(());
        }
    }
}
