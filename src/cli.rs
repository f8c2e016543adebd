//! The command line: what may be typed, and what it means.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::diag::Format;
use crate::load::Drafts;

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// What becomes of drafts.
    pub drafts: Drafts,
    /// Address at which the site is hosted; overrides that of `site.yaml`.
    pub base_url: Option<String>,
    /// Whether warnings count as errors.
    pub strictness: Strictness,
}

/// What warnings count as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Warnings.
    Lenient,
    /// Errors.
    Strict,
}

/// Builds a cross-linked static briefing from Markdown articles and YAML facts.
#[derive(Debug, Parser)]
#[command(name = "osa-briefing", version, about, max_term_width = 100)]
pub struct Cli {
    /// Folder that holds `content/`.
    #[arg(short, long, global = true, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the content and write the site.
    Build {
        /// Where and how.
        #[command(flatten)]
        options: BuildArgs,
        /// Open the site in a browser.
        #[arg(long)]
        open: bool,
    },
    /// Check everything and write nothing.
    Check {
        /// Where and how.
        #[command(flatten)]
        options: BuildArgs,
        /// Accepted as in `build`; there is nothing to open.
        #[arg(long, hide = true)]
        open: bool,
    },
    /// Write a small, commented briefing into an empty folder.
    Init {
        /// The folder.
        dir: PathBuf,
    },
    /// Print the JSON Schema of the facts files.
    Schema,
    /// Delete the output folder, if this program made it.
    Clean {
        /// The output folder; below the root if relative.
        #[arg(short, long, default_value = "public", value_name = "DIR")]
        output_dir: PathBuf,
    },
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// The flags that `build` and `check` share.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// Output folder; below the root if relative.
    #[arg(short, long, default_value = "public", value_name = "DIR")]
    pub output_dir: PathBuf,
    /// Address at which the site is hosted, for canonical links.
    #[arg(short = 'u', long, value_name = "URL", value_parser = web_address)]
    pub base_url: Option<String>,
    /// Publish drafts too.
    #[arg(long)]
    pub drafts: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    pub strict: bool,
    /// How mistakes are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

impl BuildArgs {
    /// The output folder, below the root if relative.
    pub fn output(&self, root: &Path) -> PathBuf {
        root.join(&self.output_dir)
    }

    /// What the flags ask for.
    pub fn options(&self) -> Options {
        Options {
            drafts: if self.drafts { Drafts::Publish } else { Drafts::LeaveOut },
            base_url: self.base_url.clone(),
            strictness: if self.strict { Strictness::Strict } else { Strictness::Lenient },
        }
    }
}

fn web_address(text: &str) -> Result<String, String> {
    match crate::address::is_web_address(text) && !text.contains(['?', '#']) {
        true => Ok(crate::address::with_slash(text).into()),
        false => {
            Err("write a whole http or https address without `?` and `#`, such as https://example.org/osa/".to_owned())
        }
    }
}
