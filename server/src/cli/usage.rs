//! What is wrong with a command line: clap finds it, and says it in English.
use std::{error::Error as _, process::ExitCode};

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::help;

/// The exit code of a command that was not understood, as everywhere.
const NOT_UNDERSTOOD: u8 = 2;

/// Says what is wrong, or prints the help or version that was asked for.
pub fn tell(error: &Error) -> ExitCode {
    let Some(said) = sentence(error) else {
        // A reader that has gone is no reason to fail.
        let _ = error.print();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(NOT_UNDERSTOOD));
    };
    let words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let meant = command(words);
    eprintln!("tiendo: {said}; xem cách dùng: {meant} --help");
    ExitCode::from(NOT_UNDERSTOOD)
}

/// What is wrong; `None` where nothing is.
fn sentence(error: &Error) -> Option<String> {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = told(ContextKind::InvalidArg);
    let value = told(ContextKind::InvalidValue);
    // The likest one stands last.
    let perhaps = |kind| match told(kind).rsplit(", ").next() {
        None | Some("") => String::new(),
        Some(one) => format!(", có phải {one}?"),
    };
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => format!(
            "không có lệnh {:?}{}",
            told(ContextKind::InvalidSubcommand),
            perhaps(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!(
            "không có tùy chọn {argument}{}",
            perhaps(ContextKind::SuggestedArg)
        ),
        ErrorKind::UnknownArgument => format!("thừa {argument:?}"),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::InvalidValue => {
            let which = match told(ContextKind::ValidValue) {
                none if none.is_empty() => String::new(),
                some => format!("; chọn một trong: {some}"),
            };
            if value.is_empty() {
                format!("{argument} còn thiếu giá trị{which}")
            } else {
                format!("{argument} không nhận {value:?}{which}")
            }
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!("{argument} không nhận {value:?}: {why}")
        }
        ErrorKind::ArgumentConflict => match told(ContextKind::PriorArg) {
            prior if prior == argument || prior.is_empty() => {
                format!("{argument} chỉ được viết một lần")
            }
            prior => format!("{argument} không đi cùng {prior}"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} có số giá trị không đúng")
        }
        ErrorKind::NoEquals => format!("{argument} phải viết liền giá trị bằng dấu ="),
        ErrorKind::MissingSubcommand => "còn thiếu lệnh".to_owned(),
        ErrorKind::InvalidUtf8 => "tham số không phải chữ UTF-8".to_owned(),
        _ => return None,
    })
}

/// The command that was meant, as far as it was understood: "tiendo user add".
fn command(words: impl Iterator<Item = String>) -> String {
    let (mut at, mut meant) = (help::command(), "tiendo".to_owned());
    for word in words.skip(1) {
        let Some(next) = at.find_subcommand(&word).cloned() else {
            break;
        };
        meant = format!("{meant} {word}");
        at = next;
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clap's English words that must not reach anybody.
    const ENGLISH: [&str; 6] = [
        "error",
        "unexpected",
        "required",
        "invalid",
        "Usage",
        "value",
    ];

    #[test]
    fn what_is_wrong_with_a_command_is_said_in_vietnamese() {
        for (line, says, help) in [
            (
                "servee",
                "không có lệnh \"servee\", có phải serve?",
                "tiendo",
            ),
            ("migrate x", "thừa \"x\"", "tiendo migrate"),
            (
                "figures --asof 1",
                "không có tùy chọn --asof, có phải --as-of?",
                "tiendo figures",
            ),
            ("backup", "thiếu <TỆP>", "tiendo backup"),
            (
                "user add an --name An",
                "thiếu --role <VAI>",
                "tiendo user add",
            ),
            (
                "user add an --name An --role boss",
                "--role <VAI> không nhận \"boss\"; chọn một trong: committee, ",
                "tiendo user add",
            ),
            (
                "user add an --name An --role",
                "--role <VAI> còn thiếu giá trị; chọn một trong: ",
                "tiendo user add",
            ),
            (
                "figures --as-of",
                "--as-of <NGÀY> còn thiếu giá trị",
                "tiendo figures",
            ),
            (
                "demo --scale 51",
                "--scale <SỐ> không nhận \"51\": cần một số từ 1 đến 50",
                "tiendo demo",
            ),
            ("demo --scale x", "cần một số từ 1 đến 50", "tiendo demo"),
            (
                "demo --scale 1 --scale 2",
                "--scale <SỐ> chỉ được viết một lần",
                "tiendo demo",
            ),
            ("move", "thiếu --to <ĐỊA-CHỈ>", "tiendo move"),
            (
                "move --undo --to sqlite://b.db",
                "--undo không đi cùng --to <ĐỊA-CHỈ>",
                "tiendo move",
            ),
            ("user remove an", "không có lệnh \"remove\"", "tiendo user"),
        ] {
            let words = std::iter::once("tiendo").chain(line.split(' '));
            let error = help::command()
                .try_get_matches_from(words.clone())
                .unwrap_err();
            let said = sentence(&error).unwrap();
            assert!(said.contains(says), "{line}: {said}");
            assert_eq!(command(words.map(str::to_owned)), help, "{line}");
            for word in ENGLISH {
                assert!(!said.contains(word), "{line}: {said}");
            }
        }
    }

    #[test]
    fn help_and_version_are_no_mistake() {
        for line in ["--help", "--version", "user add --help"] {
            let words = std::iter::once("tiendo").chain(line.split(' '));
            let error = help::command().try_get_matches_from(words).unwrap_err();
            assert_eq!(sentence(&error), None, "{line}");
        }
    }
}
