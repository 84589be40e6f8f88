//! Decides which line breaks are only spaces.
//!
//! A block is the text between two blank lines. The two ends of a break count first: an unfinished line before a lower-case word continues. Such
//! breaks show the width that the lines of the block fill, if there is one. Then a full line continues whatever follows, and a line that is not
//! full ends a paragraph. Bullets, labels, rows, captions and headings keep their breaks.

use super::{
    LineBreaks, Read,
    evidence::{self, Head, Shape, Tail},
    fit::{Fit, Widths},
    join::{Join, join, write},
    line::Line,
    view::View,
};
use crate::span::{Cut as _, Span};

/// Turns the soft line breaks of `text` into spaces. `is_cut` says whether there was a soft hyphen at the end of a line.
pub(super) fn soften(text: &str, line_breaks: LineBreaks, is_cut: impl Fn(usize) -> bool) -> Read {
    if are_hard(text, line_breaks) {
        return None;
    }
    let blocks = Blocks::read(text);
    let mut view = View::new(text);
    let all = blocks.widths();
    let fit = all.fit();
    let is_mail = blocks.lines.iter().filter(|line| line.quotes > 0).count() >= QUOTED;
    let mut last: Option<&Line> = None;
    for block in blocks.iter() {
        let mut judge = Judge::new(block, fit);
        if is_mail {
            unquote(text, last, &block[0], &mut view);
        }
        for index in 1..block.len() {
            let (before, after) = (&block[index - 1], &block[index]);
            let cut = join(text, before, after, is_cut(before.end));
            if line_breaks == LineBreaks::Soft || judge.is_soft(index, cut) {
                if judge.is_justified(index - 1) {
                    close_up(text, before, &mut view);
                }
                write(text, before, after, cut, &mut view);
            } else if is_mail {
                unquote(text, Some(before), after, &mut view);
            }
        }
        last = block.last();
    }
    view.finish()
}

/// Whether every break ends a paragraph, as far as that can be told without reading the lines.
pub(super) fn are_hard(text: &str, line_breaks: LineBreaks) -> bool {
    match line_breaks {
        LineBreaks::Hard => true,
        LineBreaks::Auto => !has_evidence(text),
        LineBreaks::Soft => false,
    }
}

/// This many lines with `>` are a quoted e-mail; a single one may mean "more than".
const QUOTED: usize = 3;

/// Removes the quote marks of an e-mail between `line` and the previous one, but keeps the line ends.
fn unquote(text: &str, before: Option<&Line>, line: &Line, view: &mut View<'_>) {
    if line.quotes > 0 {
        let start = before.map_or(0, |before| before.end);
        let ends = text.cut(start..line.start).replace(|letter| !matches!(letter, '\r' | '\n'), "");
        view.replace(Span::new(start, line.start), &ends);
    }
}

/// Collapses runs of spaces in a justified line.
fn close_up(text: &str, line: &Line, view: &mut View<'_>) {
    let content = text.cut(line.start..line.end);
    let mut at = 0;
    while let Some(run) = memchr::memmem::find(content.cut(at..).as_bytes(), b"  ") {
        let start = at + run;
        let rest = content.cut(start..);
        at = start + (rest.len() - rest.trim_start_matches(' ').len());
        view.replace(Span::new(line.start + start, line.start + at), " ");
    }
}

/// Whether any break is within a sentence, judging by both sides. Text with one paragraph per line stops here.
fn has_evidence(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut start = 0;
    let line_end = if memchr::memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' };
    memchr::memchr_iter(line_end, bytes).any(|end| {
        let line = start..end;
        start = end + 1;
        let last = |end: usize| end.checked_sub(1).and_then(|at| bytes.get(at));
        let mark = last(end).filter(|byte| **byte != b'\r').or_else(|| last(end.saturating_sub(1)));
        if matches!(mark, None | Some(b'.' | b'!' | b'?' | b':' | b';' | b'\n')) {
            return false;
        }
        let next = text.cut(end + 1..).trim_start_matches([' ', '\t', '>', '\u{A0}']);
        let Some(first) = next.chars().next() else { return false };
        // The first letter of the next line is stronger evidence than the last word of this one, and cheaper
        // to test.
        let before = text.cut(line).trim_end();
        !before.is_empty()
            && !first.is_whitespace()
            && (!first.is_uppercase() && !first.is_ascii_digit()
                || evidence::asked(before) != Tail::Open
                || before.ends_with(['-', '–', '/', '(', '“', '&']))
    })
}

/// The lines of a text, block by block.
struct Blocks {
    lines: Vec<Line>,
    /// The number of lines up to the end of each block.
    ends: Vec<usize>,
}

impl Blocks {
    fn read(text: &str) -> Self {
        let mut blocks = Self { lines: Vec::new(), ends: Vec::new() };
        let line_end = if memchr::memchr(b'\n', text.as_bytes()).is_some() { b'\n' } else { b'\r' };
        let mut start = 0;
        for end in memchr::memchr_iter(line_end, text.as_bytes()).chain([text.len()]) {
            match Line::read(text, start, end) {
                Some(line) => blocks.lines.push(line),
                None => blocks.close(),
            }
            start = end + 1;
        }
        blocks.close();
        blocks
    }

    fn close(&mut self) {
        if self.ends.last().copied().unwrap_or(0) < self.lines.len() {
            self.ends.push(self.lines.len());
        }
    }

    fn iter(&self) -> impl Iterator<Item = &[Line]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let block = &self.lines[start..end];
            start = end;
            block
        })
    }

    /// Collects the widths from the breaks within sentences.
    fn widths(&self) -> Widths {
        let mut widths = Widths::default();
        self.iter().for_each(|block| collect(block, &mut widths));
        widths
    }
}

fn collect(block: &[Line], widths: &mut Widths) {
    for pair in block.windows(2) {
        if goes_on(&pair[0], &pair[1]) {
            widths.push(&pair[0], &pair[1]);
        }
    }
}

/// Whether a sentence continues across a break, judging by both sides.
fn goes_on(before: &Line, after: &Line) -> bool {
    if before.quotes != after.quotes || before.shape == Shape::Alone || after.shape == Shape::Alone {
        return false;
    }
    match (before.tail, after.head) {
        (Tail::Stop, _) | (_, Head::Bullet | Head::Label) => false,
        (Tail::Asks | Tail::Hyphen, _) | (_, Head::Small | Head::Closing) => true,
        (Tail::AsksNumber, head) => head == Head::Digit,
        (Tail::AsksName, head) => head == Head::Capital,
        (Tail::Open, _) => false,
    }
}

/// The width of three or more lines with a break within a sentence, if all their breaks agree.
fn even(block: &[Line]) -> Option<Fit> {
    let mut widths = Widths::default();
    block.windows(2).for_each(|pair| widths.push(&pair[0], &pair[1]));
    if block.len() > 2 && widths.len() + 1 == block.len() { widths.agreed() } else { None }
}

/// Classifies the breaks of a block, in order.
struct Judge<'b> {
    block: &'b [Line],
    /// The width that its lines fill.
    fit: Option<Fit>,
    /// Whether the block has breaks within sentences but no common width.
    is_uneven: bool,
    /// The indent of most of its lines.
    indent: u32,
    /// Whether a line of the block so far starts with a bullet.
    in_list: bool,
}

impl<'b> Judge<'b> {
    /// `fit` is that of the whole text, for blocks with too few lines.
    fn new(block: &'b [Line], fit: Option<Fit>) -> Self {
        /// How many breaks are enough to determine the width of the block, or that it has none.
        const ENOUGH: usize = 4;
        const UNEVEN: usize = 3;
        let mut widths = Widths::default();
        collect(block, &mut widths);
        let holds = |fit: &Fit| block.iter().all(|line| fit.holds(line));
        let own = widths.fit().filter(|fit| holds(fit) && (widths.len() >= ENOUGH || block.len() <= ENOUGH));
        let fit = own.or_else(|| fit.filter(holds)).or_else(|| if widths.len() == 1 { even(block) } else { None });
        let is_uneven = fit.is_none() && widths.len() >= UNEVEN;
        Self { block, fit, is_uneven, indent: common_indent(block), in_list: block[0].head == Head::Bullet }
    }

    /// Whether line `index` was justified with spaces to the same width as a line near it.
    fn is_justified(&self, index: usize) -> bool {
        /// How many lines before and after it to compare.
        const NEAR: usize = 3;
        let line = &self.block[index];
        let near = self.block.iter().skip(index.saturating_sub(NEAR)).take(2 * NEAR + 1);
        line.is_spread && near.filter(|other| other.is_spread && other.width == line.width).count() > 1
    }

    /// Whether the break before line `index` is only a space.
    fn is_soft(&mut self, index: usize, join: Join) -> bool {
        let (before, after) = (&self.block[index - 1], &self.block[index]);
        let is_full = self.fit.map(|fit| fit.fills(before, after));
        let is_soft = !self.is_parted(index, is_full == Some(true))
            && match is_full {
                Some(true) => true,
                Some(false) => self.goes_on_unfilled(index),
                None => join != Join::Blank || self.goes_on_alone(index),
            };
        self.in_list |= after.head == Head::Bullet && !is_soft;
        is_soft
    }

    /// Whether explicit signs separate two lines.
    fn is_parted(&self, index: usize, is_full: bool) -> bool {
        let (before, after) = (&self.block[index - 1], &self.block[index]);
        // In the middle of a sentence, after a full line, punctuation or a number is weak evidence:
        // `Thừa Thiên⏎- Huế`.
        let flows = is_full && before.is_open();
        if before.quotes != after.quotes || before.shape == Shape::Alone || after.shape == Shape::Alone {
            return true;
        }
        if (before.shape == Shape::Capitals) != (after.shape == Shape::Capitals) {
            return !flows || after.head != Head::Small;
        }
        // A colon introduces separate lines, which are not full.
        if is_full && before.announces && after.head == Head::Capital && self.is_short(index + 1) {
            return true;
        }
        match after.head {
            Head::Bullet => return !flows || self.in_list,
            Head::Label => return !flows,
            _ => {}
        }
        if before.shape == Shape::Caption && !is_full {
            return true;
        }
        self.begins_paragraph(index)
    }

    /// Whether the line before line `index` is not full, and not the last.
    fn is_short(&self, index: usize) -> bool {
        match (self.fit, self.block.get(index.wrapping_sub(1)..=index)) {
            (Some(fit), Some([before, after])) => !fit.fills(before, after),
            _ => false,
        }
    }

    /// Whether the line has a first-line indent, or a hanging indent's first line.
    fn begins_paragraph(&self, index: usize) -> bool {
        let (before, after) = (&self.block[index - 1], &self.block[index]);
        if after.indent == before.indent || goes_on(before, after) {
            return false;
        }
        if after.indent > before.indent {
            // The text of a bullet has a hanging indent.
            before.head != Head::Bullet && after.indent != self.indent
        } else {
            after.indent < self.indent
        }
    }

    /// Whether a sentence continues after a line that is not full. Two such lines in succession are verse.
    fn goes_on_unfilled(&self, index: usize) -> bool {
        let is_short_end =
            |index: usize| self.is_short(index) && self.block.get(index.wrapping_sub(1)).is_some_and(Line::is_open);
        let (before, after) = (&self.block[index - 1], &self.block[index]);
        goes_on(before, after)
            && (matches!(before.tail, Tail::Asks | Tail::AsksNumber | Tail::Hyphen)
                || !self.fit.is_some_and(|fit| fit.is_short(before))
                    && !is_short_end(index - 1)
                    && !is_short_end(index + 1))
    }

    /// Whether a sentence continues, if no width is known.
    fn goes_on_alone(&self, index: usize) -> bool {
        let (before, after) = (&self.block[index - 1], &self.block[index]);
        if !goes_on(before, after) {
            return false;
        }
        if after.head == Head::Closing || before.tail == Tail::Hyphen {
            return true;
        }
        // `hoàng trọng`: the photographer's name below a caption.
        let is_name = index + 1 == self.block.len() && after.is_open() && after.width < NAME;
        let is_wider = after.width * 5 > before.width.saturating_add(after.first) * 6;
        // A headline is above a paragraph, not above its own second half.
        let is_over_paragraph = is_wider && before.width < HEADLINE && after.width > PARAGRAPH;
        !is_over_paragraph
            && match before.tail {
                Tail::Asks | Tail::AsksNumber => !is_name || after.head != Head::Small,
                Tail::AsksName => !is_name && !is_wider,
                _ => !is_name && !self.is_uneven,
            }
    }
}

/// The widest headline in characters.
const HEADLINE: u32 = 160;
/// Anything narrower is rarely a paragraph.
const PARAGRAPH: u32 = 80;
/// The widest author name in characters.
const NAME: u32 = 24;

/// The most common indent; of two lines, the last one's.
fn common_indent(block: &[Line]) -> u32 {
    let mut counts: Vec<(u32, usize)> = Vec::new();
    for line in block {
        // Few blocks have more than two indents; the rest of a hostile block is ignored.
        match counts.iter_mut().take(8).find(|(indent, _)| *indent == line.indent) {
            Some((_, count)) => *count += 1,
            None => counts.push((line.indent, 1)),
        }
    }
    let last = block.last().map_or(0, |line| line.indent);
    counts.into_iter().max_by_key(|&(indent, count)| (count, indent == last)).map_or(last, |(indent, _)| indent)
}
