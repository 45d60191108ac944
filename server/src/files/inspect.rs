//! What a file is, told by its content and not by its name, and whether it may be kept.
use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
};

use app::domain::{FileKind, FileRefusal, sent_name};

use super::{legacy, office, prose, refusal_of};

/// Bytes from which a kind is told.
const HEAD: u64 = 8 * 1024;

/// Looks a file through; blocks, and reads all of a text and of an Office file.
pub fn inspect(file: &File, sent: &str) -> Result<FileKind, FileRefusal> {
    let mut file = BufReader::new(file);
    let head = head(&mut file)?;
    let name = sent_name(sent);
    if head.is_empty() {
        return Err(FileRefusal::Empty);
    }
    if head.starts_with(b"%PDF-") {
        return Ok(FileKind::Pdf);
    }
    // Before anything else: a table may begin with the two letters by which a picture is known.
    let text = FileKind::of_text(&name).filter(|_| prose::may_be(&head));
    if let Some(kind) = text {
        return prose::check(file, kind).map(|()| kind);
    }
    if head.starts_with(&legacy::MAGIC) {
        return legacy::kind(file);
    }
    if head.starts_with(&office::MAGIC) {
        return office::kind(file);
    }
    match infer::get(&head).map(|found| (found.mime_type(), found.matcher_type())) {
        Some(("image/jpeg", _)) => Ok(FileKind::Jpeg),
        Some(("image/png", _)) => Ok(FileKind::Png),
        Some(("image/webp", _)) => Ok(FileKind::Webp),
        Some(("image/heif" | "image/avif", _)) => Err(FileRefusal::Heic),
        Some(("text/html" | "text/xml", _)) => Err(FileRefusal::Markup),
        Some((_, infer::MatcherType::Archive)) => Err(FileRefusal::Archive),
        Some(_) => Err(FileRefusal::OtherKind),
        None if prose::is_markup(&head) => Err(FileRefusal::Markup),
        None if FileKind::of_text(&name).is_some() => Err(FileRefusal::NotUtf8),
        None => Err(FileRefusal::OtherKind),
    }
}

fn head(file: &mut (impl Read + Seek)) -> Result<Vec<u8>, FileRefusal> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.by_ref().take(HEAD).read_to_end(&mut head))
        .and_then(|_| file.seek(SeekFrom::Start(0)))
        .map_err(|error| refusal_of(&error))?;
    Ok(head)
}

#[cfg(test)]
pub mod tests {
    use std::io::{Cursor, Write};

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in entries {
            zip.start_file(*name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

    fn cfb(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut cfb = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, bytes) in streams {
            if let Some((folder, _)) = path
                .rsplit_once('/')
                .filter(|(folder, _)| !folder.is_empty())
            {
                cfb.create_storage_all(folder).unwrap();
            }
            cfb.create_stream(path).unwrap().write_all(bytes).unwrap();
        }
        cfb.into_inner().into_inner()
    }

    /// Records of a workbook of old: number, length, content.
    fn records(all: &[(u16, &[u8])]) -> Vec<u8> {
        let of = |(number, bytes): &(u16, &[u8])| {
            let length = u16::try_from(bytes.len()).unwrap();
            [&number.to_le_bytes(), &length.to_le_bytes(), *bytes].concat()
        };
        all.iter().flat_map(of).collect()
    }

    fn ftyp(brand: &[u8]) -> Vec<u8> {
        [
            &[0, 0, 0, 24],
            b"ftyp",
            brand,
            &[0; 4],
            b"mif1",
            b"heic",
            &[0; 40],
        ]
        .concat()
    }

    #[test]
    fn what_may_come_is_told_by_its_content() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
        let docx = zip(&[TYPES, ("word/document.xml", b"<w/>")]);
        let xlsx = zip(&[TYPES, ("xl/workbook.xml", b"<w/>")]);
        let pptx = zip(&[("ppt/presentation.xml", b"<p/>"), TYPES]);
        let chart = zip(&[
            TYPES,
            ("word/document.xml", b"<w/>"),
            ("word/embeddings/1.xlsx", &xlsx),
        ]);
        let doc = cfb(&[("/WordDocument", b"x")]);
        let xls = cfb(&[("/Workbook", &records(&[(0x809, &[0; 16]), (0x85, &[0; 8])]))]);
        for (name, bytes, kind) in [
            ("a.pdf", b"%PDF-1.7 ...".as_slice(), FileKind::Pdf),
            ("a.exe", b"%PDF-1.7 ...", FileKind::Pdf),
            ("a.pdf", b"\xFF\xD8\xFF\xE0\0\x10JFIF", FileKind::Jpeg),
            ("a.png", png, FileKind::Png),
            ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Webp),
            ("a.docx", &docx, FileKind::Docx),
            ("a.docx", &chart, FileKind::Docx),
            ("a.xlsx", &xlsx, FileKind::Xlsx),
            ("a", &pptx, FileKind::Pptx),
            ("a.doc", &doc, FileKind::Doc),
            ("a.xls", &xls, FileKind::Xls),
            ("a.csv", "BM,Họ tên\n1,An\n".as_bytes(), FileKind::Csv),
            ("a.txt", "\u{FEFF}bảo mật".as_bytes(), FileKind::Txt),
        ] {
            assert_eq!(inspect(&file(bytes), name), Ok(kind), "{name}");
        }
    }

    #[test]
    fn what_may_not_come_is_told_why() {
        use FileRefusal as R;
        let zeros = vec![0; 30 * 1024 * 1024];
        let bomb = zip(&[TYPES, ("xl/workbook.xml", b"<w/>"), ("xl/a.xml", &zeros)]);
        let inner = zip(&[("a", &zeros)]);
        let nested = zip(&[TYPES, ("word/document.xml", b""), ("word/a.bin", &inner)]);
        let many: Vec<String> = (0..3_000).map(|n| format!("word/{n}.xml")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
        let many = zip(&[&[TYPES, ("word/document.xml", b"")], many.as_slice()].concat());
        let macros = zip(&[
            TYPES,
            ("xl/workbook.xml", b"<w/>"),
            ("xl/VBAProject.bin", b"x"),
        ]);
        let enabled =
            b"<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>";
        let docm = zip(&[("[Content_Types].xml", enabled), ("word/document.xml", b"")]);
        let within = zip(&[TYPES, ("word/document.xml", b""), ("word/a.xlsx", &macros)]);
        let sheets = zip(&[
            TYPES,
            ("xl/workbook.xml", b"<w/>"),
            ("xl/macrosheets/sheet1.xml", b"x"),
        ]);
        let plain = zip(&[("a", b"x")]);
        let cut = zip(&[TYPES, ("word/document.xml", &[7; 4_000])]);
        let cut = &cut[..cut.len() - 40];
        let old_macros = cfb(&[("/WordDocument", b"x"), ("/Macros/VBA/dir", b"x")]);
        let old_sheet = [0, 0, 0, 0, 0, 1, 0, 0];
        let old_sheet = cfb(&[("/Workbook", &records(&[(0x85, &old_sheet)]))]);
        let old_locked = cfb(&[("/Workbook", &records(&[(0x2F, &[0; 4])]))]);
        let locked = cfb(&[("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"x")]);
        let ppt = cfb(&[("/PowerPoint Document", b"x")]);
        let msi = cfb(&[("/x", b"x")]);
        let far = "a\n".repeat(60_000) + "Mật độ: 12\nSố 12, TUYỆT MẬT\n";
        let html = b"<!DOCTYPE html><script>alert(1)</script>".as_slice();
        for (name, bytes, why) in [
            ("a.pdf", b"".as_slice(), R::Empty),
            ("a.pdf", html, R::Markup),
            ("a.txt", html, R::Markup),
            ("a.svg", b"<svg xmlns='x' onload='x'/>", R::Markup),
            ("a.png", b" \n<?xml version='1.0'?><svg/>", R::Markup),
            ("IMG_1.HEIC", &ftyp(b"heic"), R::Heic),
            ("IMG_1.jpg", &ftyp(b"mif1"), R::Heic),
            ("a.docx", &bomb, R::Bomb),
            ("a.docx", &nested, R::Bomb),
            ("a.docx", &many, R::Bomb),
            ("a.zip", &plain, R::Archive),
            ("a.docx", cut, R::Damaged),
            ("a.xlsx", &macros, R::Macros),
            ("a.docx", &docm, R::Macros),
            ("a.docx", &within, R::Macros),
            ("a.xlsx", &sheets, R::Macros),
            ("a.doc", &old_macros, R::Macros),
            ("a.xls", &old_sheet, R::Macros),
            ("a.xls", &old_locked, R::Locked),
            ("a.docx", &locked, R::Locked),
            ("a.ppt", &ppt, R::OtherKind),
            ("a.doc", &msi, R::OtherKind),
            ("a.doc", &legacy::MAGIC, R::Damaged),
            ("a.rar", b"Rar!\x1a\x07\x00xxxxxxxx", R::Archive),
            ("a.exe", b"MZ\x90\0\x03\0\0\0", R::OtherKind),
            ("a.txt", b"a\0b", R::NotUtf8),
            ("a.csv", b"\xFF\xFEa\0,\0b\0", R::NotUtf8),
            ("a.csv", b"S\xf3 v\xb8n b\xb6n", R::NotUtf8),
            ("a.js", b"alert(1)", R::OtherKind),
            ("a.txt", "Số 12 (TỐI MẬT)".as_bytes(), R::SecretText),
            ("a.csv", "số,độ\n12,Mật\n".as_bytes(), R::SecretText),
            ("a.txt", far.as_bytes(), R::SecretText),
        ] {
            assert_eq!(inspect(&file(bytes), name), Err(why), "{name} {why:?}");
        }
    }

    /// Wherever a file is cut, it is told and nothing breaks.
    #[test]
    fn a_damaged_file_breaks_nothing() {
        let xlsx = zip(&[TYPES, ("xl/workbook.xml", &[7; 500])]);
        let xls = cfb(&[("/Workbook", &records(&[(0x85, &[0; 8])]))]);
        for whole in [&xlsx, &xls] {
            for end in (0..whole.len()).step_by(7) {
                let _ = inspect(&file(&whole[..end]), "a.xlsx");
            }
            for at in (0..whole.len()).step_by(3) {
                let mut other = whole.clone();
                other[at] ^= 0xFF;
                let _ = inspect(&file(&other), "a.xlsx");
            }
        }
    }
}
