//! Addresses of people.
use app::domain::clean_line;
use lettre::Address;

/// What is no address, in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("địa chỉ thư không đọc được, hãy viết một địa chỉ, không dấu, dạng ten@coquan.vn")]
pub struct AddressError;

/// The address in what was typed; `None` where nothing was.
pub fn address(typed: &str) -> Result<Option<String>, AddressError> {
    let typed = clean_line(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let address: Address = typed.parse().map_err(|_| AddressError)?;
    // Without a dot it is a slip of the keyboard; quotation marks and letters beyond ASCII few
    // servers take.
    let plain = typed.is_ascii() && !typed.contains('"') && address.domain().contains('.');
    plain.then_some(Some(typed)).ok_or(AddressError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_plain_address_or_nothing() {
        for (typed, read) in [
            ("", None),
            ("  ", None),
            (" an.nguyen@tphcm.gov.vn ", Some("an.nguyen@tphcm.gov.vn")),
            ("An+1@Syt.Example", Some("An+1@Syt.Example")),
        ] {
            assert_eq!(address(typed), Ok(read.map(str::to_owned)), "{typed:?}");
        }
        for bad in [
            "an",
            "an@",
            "@syt.example",
            "an@syt",
            "an nguyen@syt.example",
            "an@syt.example, binh@syt.example",
            "An <an@syt.example>",
            "\"an nguyen\"@syt.example",
            "đức@syt.example",
            "an@sở-y-tế.example",
            "an@syt.example\r\nBcc: binh@syt.example",
            "an@syt.example\nDATA",
            "an@syt.example>",
            "mailto:an@syt.example?cc=b@syt.example",
        ] {
            assert_eq!(address(bad), Err(AddressError), "{bad:?}");
        }
    }
}
