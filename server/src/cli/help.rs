//! The command line as its help tells it: clap's own words are English.
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Cli;

/// `{all-args}` and `{usage}` are clap's; the words between them are not.
const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}";
const COMMAND: &str = "LỆNH";

/// All commands, with headings, usage and the notes on values in Vietnamese.
pub fn command() -> Command {
    in_vietnamese(Cli::command(), "")
}

fn in_vietnamese(command: Command, above: &str) -> Command {
    let path = format!("{above}{}", command.get_name());
    let version = command.get_version().is_some();
    let usage = usage(&command, &path);
    let below = format!("{path} ");
    command
        .mut_args(told)
        .mut_subcommands(|it| in_vietnamese(it, &below))
        .override_usage(usage)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name(COMMAND)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, "In cách dùng"))
        .args(version.then(|| flag("version", 'V', ArgAction::Version, "In phiên bản")))
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    told(
        Arg::new(name)
            .short(short)
            .long(name)
            .action(action)
            .help(help),
    )
}

/// How a command is written: its options where it has some, those it needs, its arguments.
fn usage(command: &Command, path: &str) -> String {
    let mut usage = path.to_owned();
    if command.get_arguments().any(|it| !it.is_positional()) {
        usage.push_str(" [TÙY-CHỌN]");
    }
    let needed = command.get_arguments().filter(|it| it.is_required_set());
    let (arguments, options): (Vec<&Arg>, Vec<&Arg>) = needed.partition(|it| it.is_positional());
    for arg in options.into_iter().chain(arguments) {
        if let Some(long) = arg.get_long() {
            usage.push_str(&format!(" --{long}"));
        }
        for value in arg.get_value_names().unwrap_or_default() {
            usage.push_str(&format!(" <{value}>"));
        }
    }
    if command.has_subcommands() {
        usage.push_str(&format!(" <{COMMAND}>"));
    }
    usage
}

/// An argument under a heading, with what it takes and what it is by itself in its words.
fn told(arg: Arg) -> Arg {
    let heading = match arg.is_positional() {
        true => "Tham số",
        false => "Tùy chọn",
    };
    let arg = arg.help_heading(heading);
    if !arg.get_action().takes_values() {
        return arg;
    }
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values = arg.get_possible_values();
    let values: Vec<&str> = values.iter().map(|it| it.get_name()).collect();
    if !values.is_empty() {
        help.push_str(&format!(" (một trong: {})", values.join(", ")));
    }
    let defaults = arg.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|it| it.to_string_lossy()).collect();
    if !defaults.is_empty() {
        help.push_str(&format!(" (mặc định: {})", defaults.join(", ")));
    }
    arg.help(help)
        .hide_default_value(true)
        .hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clap's English words that must not reach anybody.
    const ENGLISH: [&str; 8] = [
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "Print",
        "OPTIONS",
        "default",
        "possible",
    ];

    fn every(command: &mut Command, told: &mut Vec<String>) {
        told.push(command.render_long_help().to_string());
        for below in command.get_subcommands_mut() {
            every(below, told);
        }
    }

    #[test]
    fn the_help_of_every_command_is_in_vietnamese() {
        let mut all = Vec::new();
        let mut command = command();
        command.build();
        every(&mut command, &mut all);
        assert!(all.len() > 12, "{}", all.len());
        for help in &all {
            for word in ENGLISH {
                assert!(!help.contains(word), "{word} in\n{help}");
            }
        }
        assert!(all[0].starts_with("Tiến Độ: bảng theo dõi"), "{}", all[0]);
    }

    #[test]
    fn how_a_command_is_written() {
        let mut command = command();
        command.build();
        let user = command.find_subcommand_mut("user").unwrap();
        let add = user.find_subcommand_mut("add").unwrap();
        let help = add.render_help().to_string();
        let line =
            "Cách dùng: tiendo user add [TÙY-CHỌN] --role <VAI> --name <TÊN> <TÊN-ĐĂNG-NHẬP>";
        assert!(help.contains(line), "{help}");
        assert!(help.contains("(một trong: committee, "), "{help}");
    }
}
