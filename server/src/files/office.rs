//! Office files since 2007: archives, which must not unpack to far more than they are.
use std::{
    fs::File,
    io::{Cursor, Read, Seek, SeekFrom, Write, sink},
};

use app::domain::{FileKind, FileRefusal};
use zip::ZipArchive;

use super::{legacy, refusal_of};

pub const MAGIC: [u8; 4] = *b"PK\x03\x04";
/// Entries of an archive, and of all within it.
const MOST_ENTRIES: usize = 2_000;
/// Bytes that it may unpack to, with all archives within it ...
const LARGEST: u64 = 200 * 1024 * 1024;
/// ... of which each byte of it may become so many, beyond the first few.
const MOST_TIMES: u64 = 100;
const ALWAYS: u64 = 10 * 1024 * 1024;
/// Bytes of the list of what a document is made of.
const LARGEST_LIST: u64 = 1024 * 1024;
/// Archives within archives: a table in a presentation in a document.
const DEEPEST: usize = 3;

/// Which document an archive is.
pub fn kind(mut file: impl Read + Seek) -> Result<FileKind, FileRefusal> {
    let size = file
        .seek(SeekFrom::End(0))
        .map_err(|error| refusal_of(&error))?;
    let mut room = Room {
        bytes: LARGEST.min(ALWAYS.max(size.saturating_mul(MOST_TIMES))),
        entries: MOST_ENTRIES,
    };
    let names = look_through(file, &mut room, 1)?;
    let has = |name: &str| names.iter().any(|it| it == name);
    if !has("[Content_Types].xml") {
        return Err(FileRefusal::Archive);
    }
    if has("word/document.xml") {
        Ok(FileKind::Docx)
    } else if has("xl/workbook.xml") {
        Ok(FileKind::Xlsx)
    } else if has("ppt/presentation.xml") {
        Ok(FileKind::Pptx)
    } else {
        Err(FileRefusal::OtherKind)
    }
}

/// What may still be unpacked.
struct Room {
    bytes: u64,
    entries: usize,
}

/// Unpacks everything to nowhere; the names of the entries.
fn look_through(
    mut file: impl Read + Seek,
    room: &mut Room,
    depth: usize,
) -> Result<Vec<String>, FileRefusal> {
    if depth > DEEPEST {
        return Err(FileRefusal::Bomb);
    }
    // Before the library makes a row of each.
    let listed = listed(&mut file)?;
    room.entries = (room.entries.checked_sub(listed)).ok_or(FileRefusal::Bomb)?;
    let mut archive = ZipArchive::new(file).map_err(|_| FileRefusal::Damaged)?;
    let mut names = Vec::with_capacity(archive.len());
    for at in 0..archive.len() {
        let raw = archive.by_index_raw(at).map_err(|_| FileRefusal::Damaged)?;
        if raw.encrypted() {
            return Err(FileRefusal::Locked);
        }
        let name = raw.name().map_err(|_| FileRefusal::Damaged)?.into_owned();
        if is_macro(&name) {
            return Err(FileRefusal::Macros);
        }
        drop(raw);
        let mut entry = archive.by_index(at).map_err(|_| FileRefusal::Damaged)?;
        if name == "[Content_Types].xml" {
            let mut types = Vec::new();
            let mut few = Room {
                bytes: LARGEST_LIST.min(room.bytes),
                entries: 0,
            };
            unpack(&mut entry, &mut types, &mut few)?;
            if String::from_utf8_lossy(&types).contains("macroEnabled") {
                return Err(FileRefusal::Macros);
            }
        } else {
            look_into(&mut entry, room, depth)?;
        }
        names.push(name);
    }
    Ok(names)
}

/// Parts of a document that run something.
fn is_macro(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("vbaproject.bin") || name.contains("/macrosheets/") || name.contains("/activex/")
}

/// One entry, which may be a document itself.
fn look_into(entry: &mut impl Read, room: &mut Room, depth: usize) -> Result<(), FileRefusal> {
    let mut head = Vec::new();
    entry
        .by_ref()
        .take(legacy::MAGIC.len() as u64)
        .read_to_end(&mut head)
        .map_err(|_| FileRefusal::Damaged)?;
    let mut whole = Cursor::new(&head).chain(entry);
    let (archive, compound) = (head.starts_with(&MAGIC), head.starts_with(&legacy::MAGIC));
    if !archive && !compound {
        return unpack(&mut whole, &mut sink(), room);
    }
    let mut file: File = tempfile::tempfile().map_err(|error| refusal_of(&error))?;
    unpack(&mut whole, &mut file, room)?;
    file.seek(SeekFrom::Start(0))
        .map_err(|error| refusal_of(&error))?;
    if archive {
        look_through(file, room, depth + 1).map(|_| ())
    } else {
        legacy::without_macros(file)
    }
}

/// Unpacks an entry as far as there is room, whatever it says of its own size.
fn unpack(from: &mut impl Read, into: &mut impl Write, room: &mut Room) -> Result<(), FileRefusal> {
    let mut some = [0; 16 * 1024];
    loop {
        let read = from.read(&mut some).map_err(|_| FileRefusal::Damaged)?;
        if read == 0 {
            return Ok(());
        }
        room.bytes = (room.bytes.checked_sub(read as u64)).ok_or(FileRefusal::Bomb)?;
        into.write_all(&some[..read])
            .map_err(|error| refusal_of(&error))?;
    }
}

/// How often a row of the list of entries begins in a file.
fn listed(file: &mut (impl Read + Seek)) -> Result<usize, FileRefusal> {
    const ROW: [u8; 4] = *b"PK\x01\x02";
    let failed = |error| refusal_of(&error);
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let mut seen = Vec::with_capacity(64 * 1024 + ROW.len());
    let mut rows = 0;
    loop {
        let read = file.by_ref().take(64 * 1024).read_to_end(&mut seen);
        if read.map_err(failed)? == 0 {
            break;
        }
        rows += seen.windows(ROW.len()).filter(|it| *it == ROW).count();
        // A row may begin at the end of what was read.
        seen.drain(..seen.len().saturating_sub(ROW.len() - 1));
    }
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    Ok(rows)
}
