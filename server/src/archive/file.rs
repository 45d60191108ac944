//! The one file: a document with the first page in it, the others and the tables packed beside
//! it, and the few lines that unfold them. It asks nobody for anything.
use std::io::{Result, Write};

use app::ArchiveShell;
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};

use super::Archive;

/// What unfolds a page when its address is asked for, and gives a table away as a file.
const UNFOLD: &str = include_str!("unfold.js");

/// Writes the archive as one document.
pub fn written(archive: &Archive, shell: &ArchiveShell, out: &mut impl Write) -> Result<()> {
    let leads = |address: &str| {
        let page = archive.pages.contains_key(address);
        let table = archive.tables.contains_key(address);
        (page || table).then(|| format!("#{address}"))
    };
    out.write_all(shell.head().as_bytes())?;
    if let Some(first) = archive.pages.get("/") {
        out.write_all(first.linked(leads).as_bytes())?;
    }
    out.write_all(shell.after_first().as_bytes())?;
    for (address, leaf) in &archive.pages {
        packed(out, "page", address, &leaf.title, &leaf.linked(leads))?;
    }
    for (address, table) in &archive.tables {
        packed(out, "table", address, &named(address), table)?;
    }
    writeln!(out, "<script>{UNFOLD}</script></body></html>")
}

/// The name of the file that a table is given away as: "matrix-ward.csv".
fn named(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let page = path.trim_matches('/');
    let mut words = vec![if page.is_empty() { "overview" } else { page }.to_owned()];
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if name != "format" && !words.iter().any(|it| *it == value) {
            words.push(value.into_owned());
        }
    }
    format!("{}.csv", words.join("-"))
}

/// Writes what is packed: gzip in base64, which every browser unpacks by itself.
fn packed(
    out: &mut impl Write,
    kind: &str,
    address: &str,
    title: &str,
    content: &str,
) -> Result<()> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content.as_bytes())?;
    let bytes = STANDARD.encode(gzip.finish()?);
    let address = address.replace('&', "&amp;").replace('"', "&quot;");
    writeln!(
        out,
        "<script type=\"application/gzip\" data-kind=\"{kind}\" data-at=\"{address}\" \
         data-title=\"{}\">{bytes}</script>",
        title.replace('"', "&quot;")
    )
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_table_is_named_by_its_page_and_what_it_is_of() {
        for (address, name) in [
            ("/units?format=csv&table=units", "units.csv"),
            ("/?format=csv&table=weeks", "overview-weeks.csv"),
            (
                "/matrix?group=ward&format=csv&table=matrix",
                "matrix-ward.csv",
            ),
        ] {
            assert_eq!(named(address), name);
        }
    }
}
