//! The integration tests: a folder goes in; exact output, status and files come out.

#![allow(clippy::unwrap_used, reason = "a test that can not go on fails")]
#![allow(clippy::format_push_string, reason = "tests write small texts and need no speed")]

mod briefings;
mod commands;
mod derived;
mod foreign;
mod golden;
mod harness;
mod init;
mod limits;
mod living;
mod markdown;
mod operator;
mod prose;
mod publishing;
mod reading;
mod rejects;
mod schema;
mod snapshot;
mod tidy;
mod values;
mod yaml;
