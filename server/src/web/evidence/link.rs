//! The link to a document, as people paste it.
use app::{domain::secrecy_mark_in_link, views::Mistake};
use url::{Host, Url};

/// Letters of a link, counted cleaned.
const LONGEST: usize = 1_000;
/// What a file's name ends with: such a name is no host.
const FILES: [&str; 14] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "txt", "jpg", "jpeg", "png", "zip",
    "rar",
];

/// A link as it was meant: what begins with a host, as in "vanban.hcm.gov.vn/214.pdf", is
/// taken for https.
pub fn completed(typed: String) -> String {
    if begins_with_host(&typed) {
        format!("https://{typed}")
    } else {
        typed
    }
}

fn begins_with_host(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let (host, rest) = text.split_at(end);
    let (host, port) = host.split_once(':').unwrap_or((host, "443"));
    let mut labels = host.split('.').rev();
    let last = labels.next().unwrap_or_default();
    let named = last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic());
    let file = rest.is_empty() && FILES.contains(&last.to_ascii_lowercase().as_str());
    let mut before = labels.peekable();
    let letters =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    named
        && !file
        && before.peek().is_some()
        && before.all(letters)
        && !port.is_empty()
        && port.bytes().all(|b| b.is_ascii_digit())
}

/// What is wrong with a link, if it cannot lead a reviewer to a document.
pub(super) fn wrong(link: &str) -> Option<Mistake> {
    // Told first: a password may look like a mark.
    let named = |url: &Url| !url.username().is_empty() || url.password().is_some();
    if Url::parse(link).is_ok_and(|url| named(&url)) {
        return Some(Mistake::LinkPassword);
    }
    if secrecy_mark_in_link(link).is_some() {
        return Some(Mistake::SecretMark);
    }
    if link.chars().count() > LONGEST {
        return Some(Mistake::LinkTooLong);
    }
    // A link copied from a browser may carry Vietnamese letters, but none of these.
    let spaced = link.contains(|c: char| c.is_whitespace() || "<>\"'`\\".contains(c));
    let url = Url::parse(link).ok();
    let url = url.filter(|url| !spaced && matches!(url.scheme(), "https" | "http"));
    let Some(url) = url else {
        return Some(Mistake::LinkBad);
    };
    match url.host() {
        None => Some(Mistake::LinkBad),
        Some(host) => only_here(&host).then_some(Mistake::LinkOnlyHere),
    }
}

/// Whether a host is this machine for whoever asks, or a name of one local network only.
fn only_here(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            !name.contains('.') || name.ends_with(".localhost")
        }
        Host::Ipv4(ip) => ip.is_loopback() || ip.is_unspecified(),
        Host::Ipv6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => ip.is_loopback() || ip.is_unspecified(),
            None => ip.is_loopback() || ip.is_unspecified(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_a_host_is_taken_for_https() {
        for (typed, meant) in [
            (
                "vanban.hcm.gov.vn/214.pdf",
                "https://vanban.hcm.gov.vn/214.pdf",
            ),
            (
                "vanban.hcm.gov.vn:8443/214.pdf",
                "https://vanban.hcm.gov.vn:8443/214.pdf",
            ),
            ("luutru.example?so=214", "https://luutru.example?so=214"),
            ("văn-bản.vn/214", "https://văn-bản.vn/214"),
            (
                "https://luutru.example/1.pdf",
                "https://luutru.example/1.pdf",
            ),
            ("http://luutru.example/1.pdf", "http://luutru.example/1.pdf"),
            ("javascript:alert(1)", "javascript:alert(1)"),
            ("mailto:a@b.vn", "mailto:a@b.vn"),
            ("a:b@luutru.example/1", "a:b@luutru.example/1"),
            ("C:\\Users\\a.b\\214.pdf", "C:\\Users\\a.b\\214.pdf"),
            ("214-BB.pdf", "214-BB.pdf"),
            ("/tmp/214.pdf", "/tmp/214.pdf"),
            ("localhost/214.pdf", "localhost/214.pdf"),
            ("đã nộp.vn", "đã nộp.vn"),
            ("..vn", "..vn"),
            ("12.5", "12.5"),
            ("", ""),
        ] {
            assert_eq!(completed(typed.to_owned()), meant);
        }
    }

    #[test]
    fn a_link_leads_to_a_document_or_is_told_why_not() {
        let long = format!("https://luutru.example/{}", "a".repeat(1_200));
        for (link, mistake) in [
            ("https://luutru.example/214.pdf", None),
            ("http://luutru.example/biên-bản.pdf", None),
            ("https://10.1.2.3/214.pdf", None),
            ("https://[2001:db8::1]/214.pdf", None),
            ("ftp://luutru.example/1", Some(Mistake::LinkBad)),
            ("javascript:alert(1)", Some(Mistake::LinkBad)),
            ("https://", Some(Mistake::LinkBad)),
            ("https://a b.example/x", Some(Mistake::LinkBad)),
            ("214-BB.pdf", Some(Mistake::LinkBad)),
            (&long, Some(Mistake::LinkTooLong)),
            (
                "https://user:pass@luutru.example/1",
                Some(Mistake::LinkPassword),
            ),
            ("https://user@luutru.example/1", Some(Mistake::LinkPassword)),
            (
                "https://:pass@luutru.example/1",
                Some(Mistake::LinkPassword),
            ),
            (
                "https://mat:khau@luutru.example/1",
                Some(Mistake::LinkPassword),
            ),
            ("http://localhost/1", Some(Mistake::LinkOnlyHere)),
            ("http://LOCALHOST.:8080/1", Some(Mistake::LinkOnlyHere)),
            ("http://may.localhost/1", Some(Mistake::LinkOnlyHere)),
            ("http://127.0.0.1/1", Some(Mistake::LinkOnlyHere)),
            ("http://2130706433/1", Some(Mistake::LinkOnlyHere)),
            ("http://0.0.0.0/1", Some(Mistake::LinkOnlyHere)),
            ("http://[::1]/1", Some(Mistake::LinkOnlyHere)),
            ("http://[::ffff:127.0.0.1]/1", Some(Mistake::LinkOnlyHere)),
            ("https://a", Some(Mistake::LinkOnlyHere)),
            ("https://mayphong/214.pdf", Some(Mistake::LinkOnlyHere)),
            (
                "https://luutru.example/toi-mat.pdf",
                Some(Mistake::SecretMark),
            ),
        ] {
            assert_eq!(wrong(link), mistake, "{link}");
        }
    }
}
