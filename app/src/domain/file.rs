//! A file behind a report: what may come, how much of it, and under which name it is kept.
use super::{clean_line, words};

/// Files of one report.
pub const MOST_FILES: usize = 5;
/// Bytes of one file: 10 MB.
pub const LARGEST_FILE: u64 = 10 * 1024 * 1024;
/// Bytes of one form with its files: 60 MB.
pub const LARGEST_UPLOAD: u64 = 60 * 1024 * 1024;
/// Bytes that a person keeps in files of no report and no draft: 200 MB.
pub const MOST_LOOSE: u64 = 200 * 1024 * 1024;
/// Bytes of a name, its ending among them.
const LONGEST_NAME: usize = 255;

words! {
    /// What a file is, told by its content.
    FileKind {
        Pdf = "pdf",
        Docx = "docx",
        Xlsx = "xlsx",
        Pptx = "pptx",
        Doc = "doc",
        Xls = "xls",
        Jpeg = "jpeg",
        Png = "png",
        Webp = "webp",
        Csv = "csv",
        Txt = "txt",
    }
}

/// How a browser gets a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Within a page.
    Picture,
    /// In a window of its own.
    Page,
    /// Only to be kept: what it holds never runs beside our pages.
    Attachment,
}

impl FileKind {
    /// The type a browser is told.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Txt => "text/plain; charset=utf-8",
        }
    }

    pub const fn shown(self) -> Shown {
        match self {
            Self::Jpeg | Self::Png | Self::Webp => Shown::Picture,
            Self::Pdf => Shown::Page,
            Self::Docx
            | Self::Xlsx
            | Self::Pptx
            | Self::Doc
            | Self::Xls
            | Self::Csv
            | Self::Txt => Shown::Attachment,
        }
    }

    /// The endings its name may have; it is given the first where it has none of them.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Doc => &["doc"],
            Self::Xls => &["xls"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Csv => &["csv"],
            Self::Txt => &["txt"],
        }
    }

    /// What a text is by its name: nothing in it tells a table from prose.
    pub fn of_text(name: &str) -> Option<Self> {
        [Self::Csv, Self::Txt]
            .into_iter()
            .find(|kind| kind.is_of(name))
    }

    fn is_of(self, name: &str) -> bool {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let ending = ending.unwrap_or_default().to_ascii_lowercase();
        self.endings().contains(&ending.as_str())
    }
}

/// A name as it was sent, without folders and without what nobody sees: letters that turn the
/// order of others around are gone too. Empty where nothing is left of it.
pub fn sent_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = clean_line(last).replace(|c: char| "\"*:<>?|".contains(c), " ");
    let plain = clean_line(&plain);
    plain.trim_matches(['.', ' ']).to_owned()
}

/// The name a file of a kind is kept under: with its kind's ending, so that nobody takes it for
/// something else, and no longer than disks allow.
pub fn kept_name(sent: &str, kind: FileKind) -> String {
    const UNNAMED: &str = "tep";
    let name = sent_name(sent);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if kind.is_of(&name) => (stem.trim_end_matches(['.', ' ']), ending),
        _ => (name.as_str(), kind.endings()[0]),
    };
    let stem = if stem.is_empty() { UNNAMED } else { stem };
    let room = LONGEST_NAME - ending.len() - 1;
    let end = (0..=room.min(stem.len())).rfind(|end| stem.is_char_boundary(*end));
    let stem = stem.get(..end.unwrap_or(0)).unwrap_or_default();
    format!("{}.{ending}", stem.trim_end_matches(['.', ' ']))
}

/// Why a file is not kept. What to do about it, `text::file_refusal` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileRefusal {
    Empty,
    TooLarge,
    /// The report has as many as it may.
    TooMany,
    /// Another file of this report has its name.
    SameName,
    /// A mark of secrecy in the name (rule 12).
    SecretName,
    /// ... or in the text.
    SecretText,
    /// A picture as telephones keep them, which browsers do not show.
    Heic,
    /// A page or a drawing that can run something: HTML, SVG, XML.
    Markup,
    /// An archive that is no document.
    Archive,
    /// A text in another encoding than UTF-8, or no text.
    NotUtf8,
    /// Of no kind that is taken.
    OtherKind,
    Macros,
    Locked,
    /// An archive that unpacks to far more than it is.
    Bomb,
    Damaged,
    Infected,
    /// A name that has gone from the report meanwhile.
    Gone,
    /// The person keeps too much that belongs to no report.
    TooMuch,
    /// The form ended before it did.
    Cut,
    /// Nobody is there who looks for viruses.
    ScannerAway,
    /// There is no room for it.
    DiskFull,
    /// It could not be kept, and may be sent again soon.
    StoreAway,
}

impl FileRefusal {
    /// Whether it is nobody's mistake, and the same file may be sent again soon.
    pub const fn passes(self) -> bool {
        matches!(self, Self::ScannerAway | Self::DiskFull | Self::StoreAway)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_is_kept_under_its_last_name_with_its_kinds_ending() {
        let long = format!("{}.pdf", "ờ".repeat(300));
        for (sent, kind, kept) in [
            ("214-BB.pdf", FileKind::Pdf, "214-BB.pdf"),
            ("../../x.pdf", FileKind::Pdf, "x.pdf"),
            ("C:\\Users\\a\\Biên bản.PDF", FileKind::Pdf, "Biên bản.PDF"),
            ("/etc/passwd", FileKind::Txt, "passwd.txt"),
            // What looked like gnp.exe.
            ("a\u{202E}exe.png", FileKind::Png, "aexe.png"),
            ("a\u{0}b\n\u{200B}c.png", FileKind::Png, "ab c.png"),
            ("hoa\u{301} do\u{31B}n.pdf", FileKind::Pdf, "hoá dơn.pdf"),
            ("anh.jpg.exe", FileKind::Jpeg, "anh.jpg.exe.jpg"),
            ("anh.jpeg", FileKind::Jpeg, "anh.jpeg"),
            ("anh.pdf", FileKind::Jpeg, "anh.pdf.jpg"),
            (".htaccess", FileKind::Txt, "htaccess.txt"),
            ("..", FileKind::Pdf, "tep.pdf"),
            ("", FileKind::Pdf, "tep.pdf"),
            (".pdf", FileKind::Pdf, "pdf.pdf"),
            ("a\".pdf", FileKind::Pdf, "a.pdf"),
            ("CON<>|?.csv", FileKind::Csv, "CON.csv"),
        ] {
            assert_eq!(kept_name(sent, kind), kept, "{sent:?}");
        }
        let kept = kept_name(&long, FileKind::Pdf);
        assert!(kept.len() <= 255 && kept.ends_with("ờ.pdf"), "{kept}");
    }

    #[test]
    fn every_kind_keeps_its_endings_and_only_texts_are_told_by_them() {
        for &kind in FileKind::ALL {
            for ending in kind.endings() {
                let name = format!("a.{ending}");
                assert_eq!(kept_name(&name, kind), name);
            }
        }
        assert_eq!(FileKind::of_text("a.CSV"), Some(FileKind::Csv));
        assert_eq!(FileKind::of_text("a.txt"), Some(FileKind::Txt));
        assert_eq!(FileKind::of_text("a.csv.html"), None);
        assert_eq!(FileKind::of_text("csv"), None);
    }

    proptest! {
        #[test]
        fn any_name_becomes_one_that_a_disk_takes(sent in any::<String>()) {
            for &kind in FileKind::ALL {
                let kept = kept_name(&sent, kind);
                prop_assert!(kept.len() <= 255 && kind.is_of(&kept));
                prop_assert!(!kept.starts_with('.') && !kept.contains(['/', '\\', '\n']));
                prop_assert_eq!(kept_name(&kept, kind), kept.clone());
            }
        }
    }
}
