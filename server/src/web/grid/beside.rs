//! Words of a workbook that stand in no cell: heads and feet of pages, comments, text boxes, what the file says
//! of itself.
use std::{
    borrow::Cow,
    io::{BufReader, Read, Seek},
    sync::LazyLock,
};

use quick_xml::{Reader, events::Event};
use regex::Regex;
use zip::ZipArchive;

/// Where a part has such words, and with which element one of them ends.
struct Place {
    folder: &'static str,
    elements: &'static [&'static str],
}

const PLACES: [Place; 5] = [
    Place {
        folder: "xl/worksheets/",
        elements: &[
            "oddHeader",
            "oddFooter",
            "evenHeader",
            "evenFooter",
            "firstHeader",
            "firstFooter",
        ],
    },
    Place {
        folder: "xl/comments",
        elements: &["comment"],
    },
    Place {
        folder: "xl/threadedComments/",
        elements: &["threadedComment"],
    },
    Place {
        folder: "xl/drawings/",
        elements: &["p"],
    },
    Place {
        folder: "docProps/",
        elements: &[
            "title",
            "subject",
            "keywords",
            "description",
            "category",
            "contentStatus",
            "lpwstr",
        ],
    },
];

/// All such words of a workbook; none where it cannot be read.
pub(super) fn of_book(file: impl Read + Seek) -> Vec<String> {
    let Ok(mut book) = ZipArchive::new(file) else {
        return Vec::new();
    };
    let names = book.file_names().filter_map(Result::ok);
    let names: Vec<String> = names.map(Cow::into_owned).collect();
    let mut words = Vec::new();
    for name in names.iter().filter(|it| it.ends_with(".xml")) {
        let place = PLACES.iter().find(|it| name.starts_with(it.folder));
        if let Some(place) = place
            && let Ok(part) = book.by_name(name)
        {
            take(BufReader::new(part), place.elements, &mut words);
        }
    }
    words
}

/// The words within each of these elements, however they are parted there.
fn take(part: BufReader<impl Read>, elements: &[&str], words: &mut Vec<String>) {
    let mut reader = Reader::from_reader(part);
    let mut bytes = Vec::new();
    let mut within: Option<String> = None;
    while let Ok(event) = reader.read_event_into(&mut bytes) {
        match event {
            Event::Start(tag) if elements.contains(&tag.local_name().as_ref()) => {
                within = Some(String::new());
            }
            Event::End(tag) if elements.contains(&tag.local_name().as_ref()) => {
                words.extend(within.take().map(|it| without_codes(&it)));
            }
            Event::Text(text) => within.iter_mut().for_each(|it| it.push_str(&text)),
            Event::CData(text) => within.iter_mut().for_each(|it| it.push_str(&text)),
            Event::GeneralRef(name) => {
                let letter = format!("&{};", &*name);
                let letter = quick_xml::escape::unescape(&letter).unwrap_or_default();
                within.iter_mut().for_each(|it| it.push_str(&letter));
            }
            Event::Eof => return,
            _ => {}
        }
        bytes.clear();
    }
}

/// Words without the codes of a page's head: "&C&\"Arial,Bold\"&12".
fn without_codes(words: &str) -> String {
    static CODES: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Za-z])"#).ok());
    match CODES.as_ref() {
        Some(codes) => codes.replace_all(words, "\n").into_owned(),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_however_they_are_parted() {
        let part = "<a><oddHeader>&amp;C&amp;\"Arial,Bold\"&amp;12TUY&#7878;T MẬT&amp;R2</oddHeader>\
            <c><v>1</v></c><comment><r><t>TUYỆT</t></r><r><t> MẬT</t></r></comment></a>";
        let mut words = Vec::new();
        let elements = ["oddHeader", "comment"];
        take(BufReader::new(part.as_bytes()), &elements, &mut words);
        let words: Vec<&str> = words.iter().map(|it| it.trim()).collect();
        assert_eq!(words, ["TUYỆT MẬT\n2", "TUYỆT MẬT"]);
    }
}
