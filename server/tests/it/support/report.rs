//! A report, as its form sends it.

/// A whole report; fields given here replace or follow.
pub fn report<'a>(submission: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("produced", "Tập 12.400 hồ sơ đã đối soát"),
        ("document_number", "214/BB-SYT"),
        ("document_day", "19/11/2026"),
        ("link", "https://luutru.example/214.pdf"),
        ("no_secrets", "true"),
        ("version", "0"),
        ("submission", submission),
        ("action", "submit"),
    ];
    for (name, value) in more {
        fields.retain(|(other, _)| other != name);
        fields.push((name, value));
    }
    fields
}

/// The id of a form that nobody has sent.
pub fn new_form() -> String {
    uuid::Uuid::now_v7().to_string()
}
