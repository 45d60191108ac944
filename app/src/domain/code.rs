//! Codes: how units, workstreams, companies and indicators are named in files,
//! addresses and the ledger. Compared exactly, never shown alone.
use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    #[error("mã để trống")]
    Empty,
    #[error("mã dài quá 40 ký tự")]
    TooLong,
    #[error("mã chỉ gồm chữ cái không dấu, chữ số, dấu gạch ngang và gạch dưới")]
    BadCharacter,
}

fn check(text: &str) -> Result<&str, CodeError> {
    if text.is_empty() {
        return Err(CodeError::Empty);
    }
    if text.len() > 40 {
        return Err(CodeError::TooLong);
    }
    if !text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    {
        return Err(CodeError::BadCharacter);
    }
    Ok(text)
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "SmolStr")]
        pub struct $name(SmolStr);

        impl TryFrom<SmolStr> for $name {
            type Error = CodeError;

            fn try_from(text: SmolStr) -> Result<Self, CodeError> {
                check(&text)?;
                Ok(Self(text))
            }
        }

        impl $name {
            /// Takes a code of 1 to 40 ASCII letters, digits, `-` and `_`.
            pub fn parse(text: &str) -> Result<Self, CodeError> {
                check(text).map(|text| Self(text.into()))
            }

            /// Sorts before every code: where a range begins.
            pub fn least() -> Self {
                Self("".into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

codes! {
    /// An organisation, for example `SYT` or `25747`.
    UnitCode,
    /// Something to be built, for example `QG01`.
    WorkstreamCode,
    /// A partner company, for example `VNPT`.
    PartnerCode,
    /// Something measured, for example `CT01`.
    IndicatorCode,
    /// One milestone; opaque.
    MilestoneId,
    /// A body outside the campaign, for example `BCA`.
    BodyCode,
    /// An event that deadlines run from, for example `SK01`.
    TriggerCode,
    /// How often something recurs, for example `THANG`.
    CadenceCode,
    /// What a duty is asked for again and again, for example `BC01`.
    RhythmCode,
    /// A named set of units, for example `G-SO`.
    GroupCode,
}

/// Which duty: the unit and the workstream.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DutyKey {
    pub unit: UnitCode,
    pub workstream: WorkstreamCode,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain_and_short() {
        assert!(UnitCode::parse("KH214-01").is_ok());
        assert_eq!(UnitCode::parse(""), Err(CodeError::Empty));
        assert_eq!(UnitCode::parse("Sở"), Err(CodeError::BadCharacter));
        assert_eq!(UnitCode::parse("a b"), Err(CodeError::BadCharacter));
        assert_eq!(UnitCode::parse(&"a".repeat(41)), Err(CodeError::TooLong));
    }
}
