//! scratch
#![allow(clippy::all)]
fn main() {
    use osa_briefing::{check, diag, load};
    let s = load::read(std::path::Path::new(".")).unwrap();
    let (d, g) = load::parse(&s, load::Drafts::LeaveOut);
    let (g, ok) = match check::check(d, g) { Ok((_, g)) => (g, true), Err(g) => (g, false) };
    print!("{}", diag::render(&g, &s.files, diag::Format::Short, diag::Colour::Plain, diag::Code::severity));
    println!("{ok} {}", g.iter().count());
}
