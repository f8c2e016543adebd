//! Enums that an editor writes as words.

/// Declares an enum whose members an editor writes as words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$member_doc])* $member,)+ }

        impl $name {
            /// Every word an editor may write, with its meaning.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$member),)+];

            /// The word an editor writes.
            pub fn word(self) -> &'static str {
                match self { $(Self::$member => $word,)+ }
            }
        }
    };
}
pub(crate) use words;
