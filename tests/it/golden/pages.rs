//! Takes a page apart into the frame that all pages share and what is its own, and puts the two together again.
//!
//! In the frame `{{head}}`, `{{json-ld}}` and `{{main}}` stand where a page has its own lines, `{{to x}}` for the relative
//! link to `x`, and `{{page}}` for the path of the page. What is a page's own are its lines about itself in the head,
//! the entry of the navigation that is marked as current, and `<main>…</main>`, in this order and with nothing between.

/// A page in two.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Apart {
    pub(super) frame: String,
    pub(super) own: String,
}

const MARK: &str = " aria-current=\"true\"";
const HEAD: &str = "{{head}}";
const JSON_LD: &str = "{{json-ld}}";
const MAIN: &str = "{{main}}";

/// A page apart; none for pages without a frame: the redirects and the page for addresses that do not exist.
pub(super) fn take_apart(name: &str, page: &str) -> Option<Apart> {
    let (before, rest) = page.split_once("<title>")?;
    let (head, rest) = rest.split_once("<link rel=\"stylesheet\"")?;
    let (links, rest) = rest.split_once("</head>\n")?;
    let (masthead, rest) = rest.split_once("<main ")?;
    masthead.contains("<header class=\"masthead\">").then_some(())?;
    let (main, foot) = rest.rsplit_once("</main>\n")?;
    let (links, json_ld) = links
        .split_once("<script")
        .map_or((links, String::new()), |(links, script)| (links, format!("<script{script}")));
    let current: String = masthead.lines().filter(|line| line.contains(MARK)).map(|line| current(name, line)).collect();
    let around = format!(
        "{before}{HEAD}\n<link rel=\"stylesheet\"{links}{JSON_LD}\n</head>\n{}{MAIN}\n{foot}",
        masthead.replace(MARK, "")
    );
    Some(Apart {
        frame: without_place(name, &around),
        own: format!("<title>{head}{json_ld}{current}<main {main}</main>\n"),
    })
}

/// The line that names what is marked in the navigation.
fn current(name: &str, line: &str) -> String {
    let href = line.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an entry links");
    format!("<!-- current: {} -->\n", resolved(name, href))
}

/// The page that was taken apart.
pub(super) fn put_together(name: &str, parts: &Apart) -> String {
    let (head, main) = parts.own.split_once("<main ").expect("a page has a main part");
    let (head, current) = head.split_once("<!-- current: ").unwrap_or((head, ""));
    let (head, json_ld) = match head.find("<script") {
        Some(at) => head.split_at(at),
        None => (head, ""),
    };
    let mut frame = parts.frame.clone();
    if let Some(current) = current.strip_suffix(" -->\n") {
        let entry = format!("<li><a href=\"{{{{to {current}}}}}\"");
        frame = frame.replacen(&entry, &format!("{entry}{MARK}"), 1);
    }
    in_place(name, &frame)
        .replace(&format!("{HEAD}\n"), head)
        .replace(&format!("{JSON_LD}\n"), json_ld)
        .replace(&format!("{MAIN}\n"), &format!("<main {main}"))
}

/// A frame in which nothing depends on where the page lies.
fn without_place(name: &str, frame: &str) -> String {
    let mut pieces = frame.split("href=\"");
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (href, rest) = piece.split_once('"').expect("an attribute ends");
        let outside = href.starts_with('#') || href.contains(':');
        let href =
            if outside { href.replace(name, "{{page}}") } else { format!("{{{{to {}}}}}", resolved(name, href)) };
        written.push_str(&format!("href=\"{href}\"{rest}"));
    }
    written
}

/// The frame of the page of this name.
fn in_place(name: &str, frame: &str) -> String {
    let mut pieces = frame.split("{{to ");
    let mut placed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (target, rest) = piece.split_once("}}").expect("a mark ends");
        placed.push_str(&format!("{}{rest}", relative(name, target)));
    }
    placed.replace("{{page}}", name)
}

/// Where a relative link of a page leads, from the top of the site.
fn resolved(name: &str, href: &str) -> String {
    let mut segments: Vec<&str> = name.split('/').collect();
    segments.pop();
    for segment in href.split('/') {
        if segment == ".." {
            segments.pop().expect("a link stays in the site");
        } else {
            segments.push(segment);
        }
    }
    segments.join("/")
}

/// The relative link from a page to a place.
fn relative(name: &str, target: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (name.split('/').collect(), target.split('/').collect());
    let most = from.len().min(to.len()) - 1;
    let shared = from.iter().zip(&to).take(most).take_while(|(from, to)| from == to).count();
    let ups = std::iter::repeat_n("..", from.len() - 1 - shared);
    ups.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}
