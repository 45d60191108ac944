//! What sort of thing a task is.
use app::{domain::WorkstreamKind, text::search_key};

/// What sort of thing a task is, by its words: the first that fits.
pub(super) fn of(title: &str) -> WorkstreamKind {
    const SAY: &[(WorkstreamKind, &[&str])] = &[
        (
            WorkstreamKind::Security,
            &[
                "an toan thong tin",
                "an ninh mang",
                "bao mat",
                "an toan, an ninh",
                "cap do he thong",
            ],
        ),
        (
            WorkstreamKind::Regulation,
            &[
                "ban hanh",
                "quy che",
                "nghi quyet",
                "quyet dinh",
                "ke hoach",
                "de an",
                "quy dinh",
                "huong dan",
                "co che",
                "chinh sach",
                "chuong trinh hanh dong",
            ],
        ),
        (
            WorkstreamKind::Data,
            &[
                "du lieu",
                "so hoa",
                "lam sach",
                "doi soat",
                "cap nhat ho so",
            ],
        ),
        (
            WorkstreamKind::Platform,
            &[
                "nen tang",
                "he thong",
                "phan mem",
                "cong ",
                "ung dung",
                "ket noi",
                "tich hop",
                "trung tam du lieu",
            ],
        ),
    ];
    // "Quý", "kĩ": as names are compared.
    let key = search_key(title);
    let says = |words: &&[&str]| words.iter().any(|it| key.contains(&search_key_of(it)));
    let found = SAY.iter().find(|(_, words)| says(words));
    found.map_or(WorkstreamKind::Resource, |(kind, _)| *kind)
}

/// Words of a table as [`search_key`] has them, with the blank at their end.
fn search_key_of(words: &str) -> String {
    let key = search_key(words);
    match words.ends_with(' ') {
        true => format!("{key} "),
        false => key,
    }
}
