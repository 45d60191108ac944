//! `tiendo healthcheck`
use std::{
    io::{Read, Write},
    net::TcpStream,
    process::ExitCode,
    time::Duration,
};

use crate::{cause, config::Config};

const PATIENCE: Duration = Duration::from_secs(5);

/// Asks the server at TIENDO_ADDR; exit code 0 when it is well.
pub fn healthcheck(config: &Config) -> ExitCode {
    match ask(config) {
        Ok(answer) if answer.starts_with("HTTP/1.1 200") => {
            out!("khỏe");
            ExitCode::SUCCESS
        }
        Ok(answer) => {
            out!(
                "không khỏe: {}",
                answer.lines().next().unwrap_or("không có câu trả lời")
            );
            ExitCode::FAILURE
        }
        Err(error) => {
            out!(
                "không hỏi được {}: {}",
                config.addr,
                cause::of_system(&error)
            );
            ExitCode::FAILURE
        }
    }
}

fn ask(config: &Config) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&config.addr, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET /healthz HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        config.addr
    )?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    Ok(answer)
}
