//! The text with its marks.
//!
//! Facts nest, and may overlap without nesting (an act of conferring and the citation that it ends in). HTML elements must nest, so an element
//! that crosses another's end is closed there and reopened after it. Both pieces have the same colour and card, so the split is invisible.

use std::io::{self, Write};

use tinviet::Span;

use super::{kinds, list::Ids};
use crate::page::{Lang, escape, write_escaped};

/// Something that is marked in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) sort: Sort,
}

/// What is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A part of the article, by its class.
    Part(&'static str),
    /// The long form of a definition of this entry.
    Definition(usize),
    /// A fact, by its index in the list.
    Fact(usize),
    /// A mention of this entry, with its index among all mentions.
    Short(usize, usize),
}

impl Sort {
    /// Which of two marks with the same span is the outer one.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Part(_) => 0,
            Self::Definition(_) => 1,
            Self::Fact(_) => 2,
            Self::Short(..) => 3,
        }
    }
}

/// A readable text and its marks.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    /// By start, then longest first.
    pub(super) marks: &'a [Mark],
    /// [`edges`] of the marks.
    pub(super) edges: Vec<usize>,
    pub(super) ids: &'a Ids,
    pub(super) lang: Lang,
    /// The name of each fact's kind.
    pub(super) kinds: Vec<&'a str>,
    /// What each fact says, for readers who cannot see the marks.
    pub(super) labels: Vec<String>,
}

impl Page<'_> {
    /// Writes the text of `within`. At each edge, it closes the marks that end there and reopens those that had to be closed
    /// with them.
    pub(super) fn write(&self, within: Span, out: &mut dyn Write) -> io::Result<()> {
        let inside = |mark: &&Mark| within.start <= mark.span.start && mark.span.end <= within.end;
        let marks: Vec<&Mark> = self.marks.iter().filter(inside).collect();
        let mut places: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
        places.push(within.end);
        places.sort_unstable();
        places.dedup();
        let mut open: Vec<&Mark> = Vec::new();
        let mut next = marks.into_iter().peekable();
        let mut done = within.start;
        for place in places {
            write_escaped(self.text.get(done..place).unwrap_or_default(), out)?;
            done = place;
            if let Some(lowest) = open.iter().position(|mark| mark.span.end <= place) {
                let rest = open.split_off(lowest);
                for mark in rest.iter().rev() {
                    self.end(mark, mark.span.end <= place, out)?;
                }
                for mark in rest.into_iter().filter(|mark| mark.span.end > place) {
                    self.begin(mark, false, out)?;
                    open.push(mark);
                }
            }
            while let Some(mark) = next.next_if(|mark| mark.span.start <= place) {
                self.begin(mark, true, out)?;
                open.push(mark);
            }
        }
        Ok(())
    }

    /// Opens an element; `first` if the mark begins here and was not reopened.
    fn begin(&self, mark: &Mark, first: bool, out: &mut dyn Write) -> io::Result<()> {
        let (ids, more) = (self.ids, if first { "" } else { " more" });
        match mark.sort {
            Sort::Part(class @ "title") => write!(out, "<strong class=\"part {class}\">"),
            Sort::Part(class) => {
                let name = self.lang.word(&format!("part.{class}"));
                write!(out, "<span class=\"part {class}\" data-part=\"{}\">", if first { &name } else { "" })
            }
            Sort::Definition(entry) => write!(out, "<dfn class=\"definition{more}\" data-f=\"{ids}-a{}\">", entry + 1),
            Sort::Fact(fact) => {
                let kind = self.kinds.get(fact).copied().unwrap_or_default();
                write!(out, "<mark{} data-f=\"{ids}-f{}\">", kinds::attributes("", kind, more), fact + 1)
            }
            Sort::Short(entry, number) if self.is_whole(mark) => {
                let entry = entry + 1;
                write!(
                    out,
                    "<a class=\"abbreviation\" id=\"{ids}-o{number}\" href=\"#{ids}-a{entry}\" data-f=\"{ids}-a{entry}\">"
                )
            }
            Sort::Short(entry, _) => write!(out, "<mark class=\"abbreviation{more}\" data-f=\"{ids}-a{}\">", entry + 1),
        }
    }

    /// Closes an element; `last` if the mark ends here, which is where its number links to the list.
    fn end(&self, mark: &Mark, last: bool, out: &mut dyn Write) -> io::Result<()> {
        match mark.sort {
            Sort::Part("title") => write!(out, "</strong>"),
            Sort::Part(_) => write!(out, "</span>"),
            Sort::Definition(_) => write!(out, "</dfn>"),
            Sort::Fact(fact) if last => {
                let (ids, number) = (self.ids, fact + 1);
                let label = self.labels.get(fact).map_or("", String::as_str);
                write!(out, "<a class=\"ref\" id=\"{ids}-m{number}\" href=\"#{ids}-f{number}\" ")?;
                write!(out, "aria-label=\"{number}: {}\">{number}</a></mark>", escape(label))
            }
            Sort::Short(..) if self.is_whole(mark) => write!(out, "</a>"),
            Sort::Fact(_) | Sort::Short(..) => write!(out, "</mark>"),
        }
    }

    /// Whether nothing else begins or ends inside a mention: links do not nest.
    fn is_whole(&self, short: &Mark) -> bool {
        let after = self.edges.partition_point(|edge| *edge <= short.span.start);
        self.edges.get(after).is_none_or(|edge| *edge >= short.span.end)
    }
}

/// The edges of all marks except mentions of short forms, in order.
pub(super) fn edges(marks: &[Mark]) -> Vec<usize> {
    let others = marks.iter().filter(|mark| !matches!(mark.sort, Sort::Short(..)));
    let mut edges: Vec<usize> = others.flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    edges.sort_unstable();
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, marks: &[(usize, usize)]) -> String {
        let marks: Vec<_> =
            marks.iter().map(|&(start, end)| Mark { span: Span::new(start, end), sort: Sort::Definition(0) }).collect();
        let page = Page {
            text,
            marks: &marks,
            edges: edges(&marks),
            ids: &Ids::new(""),
            lang: Lang::En,
            kinds: Vec::new(),
            labels: Vec::new(),
        };
        let mut out = Vec::new();
        page.write(Span::new(0, text.len()), &mut out).unwrap();
        let tag = format!(" data-f=\"{}-a1\"", Ids::new(""));
        let out = String::from_utf8(out).unwrap().replace(&tag, "").replace(" more\"", "+\"");
        out.replace("<dfn class=\"definition\">", "<b>")
            .replace("<dfn class=\"definition+\">", "<b+>")
            .replace("dfn", "b")
    }

    #[test]
    fn marks_nest_and_those_that_overlap_are_cut() {
        assert_eq!(page("abcdef", &[(0, 4), (1, 2)]), "<b>a<b>b</b>cd</b>ef");
        assert_eq!(page("abcdef", &[(0, 3), (2, 5)]), "<b>ab<b>c</b></b><b+>de</b>f");
        assert_eq!(page("abcdef", &[(0, 6), (0, 2), (2, 6)]), "<b><b>ab</b><b>cdef</b></b>");
        assert_eq!(page("<&>", &[(1, 2)]), "&lt;<b>&amp;</b>&gt;");
    }
}
