//! Assigns each line of a page to a part of the article.

use super::{Part, line::Line};
use crate::span::Span;

/// This many lines of links in a row are navigation, whatever contains them.
const ROW_OF_LINKS: usize = 3;

/// The parts of the lines; adjacent lines of the same part are merged, except captions.
pub(super) fn of(lines: &[Line], forms: &[bool]) -> Vec<(Span, Part)> {
    let lists = lists(lines);
    let forms = forms_around(lines, forms);
    let title = title(lines);
    let mut parts: Vec<Part> = lines
        .iter()
        .map(|line| match line.context.part {
            Part::Title if Some(line.context.heading) == title => Part::Title,
            Part::Title if is_link(line) => Part::Boilerplate,
            Part::Title | Part::Body | Part::Cell
                if is_set(&lists, line.context.list) || is_set(&forms, line.context.form) =>
            {
                Part::Boilerplate
            }
            Part::Title => Part::Body,
            part => part,
        })
        .collect();
    let mut start = 0;
    for row in lines.chunk_by(|a, b| is_link(a) == is_link(b)) {
        let end = start + row.len();
        if row.len() >= ROW_OF_LINKS && is_link(&row[0]) {
            parts[start..end].iter_mut().filter(|part| **part == Part::Body).for_each(|part| *part = Part::Boilerplate);
        }
        start = end;
    }
    let mut out: Vec<(Span, Part)> = Vec::new();
    for (line, part) in lines.iter().zip(parts) {
        match out.last_mut() {
            Some((span, last)) if *last == part && part != Part::Caption => span.end = line.span.end,
            _ => out.push((line.span, part)),
        }
    }
    out
}

fn is_set(flags: &[bool], number: u32) -> bool {
    flags.get(number as usize).copied().unwrap_or_default()
}

/// Whether the line is entirely a link, apart from a bullet or a count.
const fn is_link(line: &Line) -> bool {
    line.links * 10 >= line.span.len() * 9
}

/// For each list, whether it is a list of links.
fn lists(lines: &[Line]) -> Vec<bool> {
    let mut sums: Vec<(usize, usize, usize)> = Vec::new();
    for line in lines.iter().filter(|line| line.context.list > 0) {
        let number = line.context.list as usize;
        if sums.len() <= number {
            sums.resize(number + 1, (0, 0, 0));
        }
        let (count, text, links) = &mut sums[number];
        (*count, *text, *links) = (*count + 1, *text + line.span.len(), *links + line.links);
    }
    sums.into_iter().map(|(count, text, links)| count > 1 && links * 10 >= text * 8).collect()
}

/// For each form, whether it is an input form. Some systems put the whole page into a form: one that contains the article, or most of
/// the text, does not count.
fn forms_around(lines: &[Line], has_article: &[bool]) -> Vec<bool> {
    let mut sums = vec![0; has_article.len()];
    let mut all = 0;
    for line in lines {
        all += line.span.len();
        if let Some(sum) = sums.get_mut(line.context.form as usize) {
            *sum += line.span.len();
        }
    }
    let mut forms: Vec<bool> = sums.iter().zip(has_article).map(|(sum, article)| !article && sum * 2 < all).collect();
    if let Some(none) = forms.first_mut() {
        *none = false;
    }
    forms
}

/// The number of the heading that is the title. One inside the article is preferred; one that is entirely a link names the site,
/// not the article.
fn title(lines: &[Line]) -> Option<u32> {
    let rank = |line: &&Line| if is_link(line) { 2 } else { usize::from(!line.context.in_article) };
    lines.iter().filter(|line| line.context.part == Part::Title).min_by_key(rank).map(|line| line.context.heading)
}
