//! Analyses many texts on all processors, with the results in input order.
//!
//! The threads are rayon's: set `RAYON_NUM_THREADS`, or run the call in your own pool. An iterator is read only some hundreds of
//! texts ahead, so memory does not grow with their number. `par_bridge` would be lazier, but it loses the order, and to keep other
//! threads busy during a long text it would need an unbounded queue.

use std::vec;

use rayon::prelude::*;

use crate::{Analysis, Analyzer, Input, Scratch};

/// How many texts per thread are read ahead: enough that a long one does not leave the other threads idle for long.
const AHEAD: usize = 64;

/// The maximum number of bytes read ahead, in case every text is a book.
const BYTES: usize = 64 << 20;

impl Analyzer {
    /// Analyses all `texts` on all processors; the results are in the order of the texts.
    ///
    /// A text is a string, or your own type with a date or markup: `impl From<&Own> for Input`.
    ///
    /// ```
    /// let texts = ["Đạt trên 95%.", "Tăng 7%."];
    /// let found: Vec<_> = tinviet::Analyzer::default().analyze_all(&texts);
    /// assert_eq!(found[1].facts().next().unwrap().text(), "7%");
    /// ```
    pub fn analyze_all<'t, T: Sync>(&self, texts: &'t [T]) -> Vec<Analysis<'t>>
    where
        &'t T: Into<Input<'t, 'static>>,
    {
        let one = |scratch: &mut Scratch, text: &'t T| self.analyze(text.into().scratch(scratch));
        texts.par_iter().map_init(Scratch::new, one).collect()
    }

    /// Analyses the texts of an iterator on all processors and yields the result of `with` for each, in the order of the texts.
    ///
    /// Some hundreds of texts, of at most 64 MiB, are in memory at a time, so an archive can be streamed. `with` runs on the
    /// worker threads: expensive work belongs there, because they wait while the caller processes a result.
    ///
    /// ```
    /// let numbers = (1..=1000).map(|n| format!("Tăng {n}%."));
    /// let analyzer = tinviet::Analyzer::default();
    /// let counts = analyzer.analyze_each(numbers, |text, analysis| (text.len(), analysis.facts().count()));
    /// assert_eq!(counts.map(|(_, facts)| facts).sum::<usize>(), 1000);
    /// ```
    ///
    /// To pass more than the text, use your own type:
    ///
    /// ```
    /// use tinviet::{Analyzer, Input, ReferenceDate};
    /// struct Article { name: &'static str, text: String, date: ReferenceDate }
    /// impl<'t> From<&'t Article> for Input<'t, '_> {
    ///     fn from(article: &'t Article) -> Self {
    ///         Input::new(&article.text).reference_date(article.date)
    ///     }
    /// }
    /// let articles = [Article { name: "a", text: "Hôm qua có mưa.".to_owned(), date: "2024-05-01".parse()? }];
    /// let analyzer = Analyzer::default();
    /// let mut found = analyzer.analyze_each(articles, |article, analysis| {
    ///     (article.name, analysis.facts().next().map(|fact| fact.value().to_string()))
    /// });
    /// assert_eq!(found.next(), Some(("a", Some("2024-04-30".to_owned()))));
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn analyze_each<I, T, R, F>(&self, texts: I, with: F) -> impl Iterator<Item = R>
    where
        I: IntoIterator<Item = T>,
        T: Send + Sync,
        for<'t> &'t T: Into<Input<'t, 'static>>,
        R: Send,
        F: Fn(&T, Analysis<'_>) -> R + Sync,
    {
        Each { analyzer: self, texts: texts.into_iter().fuse(), with, ready: Vec::new().into_iter() }
    }
}

/// The results for an iterator of texts, some hundreds at a time.
struct Each<'a, I, R, F> {
    analyzer: &'a Analyzer,
    texts: I,
    with: F,
    ready: vec::IntoIter<R>,
}

impl<I, T, R, F> Iterator for Each<'_, I, R, F>
where
    I: Iterator<Item = T>,
    T: Send + Sync,
    for<'t> &'t T: Into<Input<'t, 'static>>,
    R: Send,
    F: Fn(&T, Analysis<'_>) -> R + Sync,
{
    type Item = R;

    fn next(&mut self) -> Option<R> {
        if let Some(answer) = self.ready.next() {
            return Some(answer);
        }
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < AHEAD * rayon::current_num_threads() && bytes < BYTES {
            let Some(text) = self.texts.next() else { break };
            bytes += (&text).into().text().len();
            batch.push(text);
        }
        let answer =
            |scratch: &mut Scratch, text: &T| (self.with)(text, self.analyzer.analyze(text.into().scratch(scratch)));
        self.ready = batch.par_iter().map_init(Scratch::new, answer).collect::<Vec<_>>().into_iter();
        self.ready.next()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn texts(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("Năm {n} tăng {n}%. {}", "Chữ ".repeat(n % 97))).collect()
    }

    #[test]
    fn the_order_is_that_of_the_texts() {
        let (texts, analyzer) = (texts(700), Analyzer::default());
        let facts = |analysis: Analysis<'_>| analysis.facts().map(|fact| fact.text().to_owned()).collect::<Vec<_>>();
        let want: Vec<_> = texts.iter().map(|text| facts(analyzer.analyze(text))).collect();
        assert_eq!(analyzer.analyze_all(&texts).into_iter().map(facts).collect::<Vec<_>>(), want);
        assert_eq!(analyzer.analyze_each(&texts, |_, analysis| facts(analysis)).collect::<Vec<_>>(), want);
        assert_eq!(analyzer.analyze_each([""; 0], |_, _| ()).count(), 0);
    }

    #[test]
    fn no_more_is_read_than_is_asked_for() {
        let (read, analyzer) = (Cell::new(0), Analyzer::default());
        let endless = std::iter::repeat("5%").inspect(|_| read.set(read.get() + 1));
        let mut answers = analyzer.analyze_each(endless, |_, analysis| analysis.facts().count());
        assert_eq!(answers.next(), Some(1));
        drop(answers);
        assert!(read.get() <= AHEAD * rayon::current_num_threads(), "{}", read.get());
    }
}
