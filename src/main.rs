//! The program: arguments in, exit status out. The only place that prints.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is where the program speaks")]

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory, Parser};

use osa_briefing::cli::{BuildArgs, Cli, Command};
use osa_briefing::diag::{self, Code, Colour, Diagnostics, Files, Format, Severity};
use osa_briefing::{Failure, Report, Strictness, init, load, publish};

/// The content has errors.
const CONTENT: u8 = 1;
/// The system failed, or the program is at fault.
const SYSTEM: u8 = 3;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let status = match &cli.command {
        Command::Build { options, open } => run_build(&cli.root, options, *open),
        Command::Check { options, .. } => run(options, || osa_briefing::check(&cli.root, &options.options()), None),
        Command::Init { dir } => finished(init::init(dir).map(|()| {
            let dir = dir.display().to_string();
            let quoted = if dir.contains(' ') { format!("{dir:?}") } else { dir.clone() };
            format!("Made a briefing in {dir}. To make its site: osa-briefing build --root {quoted}")
        })),
        Command::Schema => say(&load::json_schema()),
        Command::Clean { output_dir } => {
            let output = cli.root.join(output_dir);
            let cleaned = publish::clean(&output).map_err(Failure::from);
            finished(cleaned.map(|was_there| {
                let what = if was_there { "Deleted" } else { "There is no" };
                format!("{what} {}.", output.display())
            }))
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "osa-briefing", &mut script);
            say(&String::from_utf8_lossy(&script))
        }
    };
    ExitCode::from(status)
}

/// Writes to stdout; a reader that went away is no failure.
fn say(text: &str) -> u8 {
    let written = std::io::stdout().write_all(text.as_bytes());
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("error: can not write to standard output: {error}");
            SYSTEM
        }
        _ => 0,
    }
}

fn finished(done: Result<String, Failure>) -> u8 {
    match done {
        Ok(message) => {
            eprintln!("{message}");
            0
        }
        Err(failure) => fail(&failure, Format::Human, Code::severity),
    }
}

fn run_build(root: &Path, options: &BuildArgs, open: bool) -> u8 {
    let output = options.output(root);
    let status = run(options, || osa_briefing::build(root, &output, &options.options()), Some(&options.output_dir));
    if status == 0 && open {
        let page = output.join("index.html");
        if let Err(error) = opener::open(&page) {
            eprintln!("error: can not open {}: {error}", page.display());
            return SYSTEM;
        }
    }
    status
}

fn severity(strictness: Strictness) -> fn(Code) -> Severity {
    match strictness {
        Strictness::Lenient => Code::severity,
        Strictness::Strict => |_| Severity::Error,
    }
}

fn run(options: &BuildArgs, make: impl FnOnce() -> Result<Report, Failure>, output: Option<&Path>) -> u8 {
    let started = Instant::now();
    let severity = severity(options.options().strictness);
    match make() {
        Ok(report) => {
            show(&report.warnings, &report.files, options.format, severity);
            eprintln!("{}", report.last_line(output, started.elapsed()));
            0
        }
        Err(failure) => fail(&failure, options.format, severity),
    }
}

/// Shows diagnostics: JSON on stdout, everything else on stderr.
fn show(diagnostics: &Diagnostics, files: &Files, format: Format, severity: fn(Code) -> Severity) {
    let colour = match std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) {
        true => Colour::Ansi,
        false => Colour::Plain,
    };
    let text = diag::render(diagnostics, files, format, colour, severity);
    if format == Format::Json {
        say(&text);
    } else {
        eprint!("{text}");
    }
}

fn fail(failure: &Failure, format: Format, severity: fn(Code) -> Severity) -> u8 {
    if let Failure::Content(found, files) = failure {
        show(found, files, format, severity);
        eprintln!("{}", Failure::last_line(found, severity));
        return CONTENT;
    }
    show(&Diagnostics::default(), &Files::default(), format, severity);
    eprintln!("{failure}");
    SYSTEM
}
