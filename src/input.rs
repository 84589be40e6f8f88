//! The input of an analysis: a text, and what the caller knows about it.

use crate::{fact, fact::time::ReferenceDate, markup::Markup, number::Numeral, segment};

/// A text to analyse, with what the caller knows about it.
///
/// [`Analyzer::analyze`](crate::Analyzer::analyze) accepts anything that converts into one: a `&str`, a `&String`, or an `Input` with more
/// information. For your own type, implement `From<&Own> for Input`.
///
/// ```
/// use tinviet::{Analyzer, Input, ReferenceDate, Scratch};
/// let (analyzer, mut scratch) = (Analyzer::default(), Scratch::new());
/// let day: ReferenceDate = "2024-05-01".parse()?;
/// let text = "Hôm qua xã có 3 hộ thoát nghèo.";
/// let analysis = analyzer.analyze(Input::new(text).reference_date(day).scratch(&mut scratch));
/// assert_eq!(analysis.facts().next().unwrap().value().to_string(), "2024-04-30");
/// # Ok::<(), tinviet::Error>(())
/// ```
#[derive(Debug)]
pub struct Input<'t, 's> {
    pub(crate) text: &'t str,
    pub(crate) reference_date: Option<ReferenceDate>,
    pub(crate) markup: Option<Markup>,
    pub(crate) scratch: Option<&'s mut Scratch>,
}

impl<'t, 's> Input<'t, 's> {
    /// A text without further information.
    ///
    /// ```
    /// let input = tinviet::Input::new("Đạt 95%.");
    /// assert_eq!(tinviet::analyze(input).facts().len(), 1);
    /// ```
    pub const fn new(text: &'t str) -> Self {
        Self { text, reference_date: None, markup: None, scratch: None }
    }

    /// The date against which this text's relative and partial dates are resolved. With `None` the analyzer's setting
    /// applies.
    ///
    /// ```
    /// use tinviet::{Analyzer, Input};
    /// let analyzer = Analyzer::builder().reference_date("2024-05-01".parse()?).build();
    /// for (own, today) in [(Some("2023-02-03".parse()?), "2023-02-03"), (None, "2024-05-01")] {
    ///     let analysis = analyzer.analyze(Input::new("Hôm nay.").reference_date(own));
    ///     assert_eq!(analysis.facts().next().unwrap().value().to_string(), today);
    /// }
    /// # Ok::<(), tinviet::Error>(())
    /// ```
    pub fn reference_date(mut self, date: impl Into<Option<ReferenceDate>>) -> Self {
        self.reference_date = date.into();
        self
    }

    /// The markup of this text. With `None` the analyzer's setting applies.
    ///
    /// ```
    /// # #[cfg(feature = "html")] {
    /// use tinviet::{Analyzer, Input, Markup};
    /// let (analyzer, page) = (Analyzer::default(), "Đạt <b>95</b>&#37;");
    /// assert_eq!(analyzer.analyze(page).facts().len(), 0);
    /// let analysis = analyzer.analyze(Input::new(page).markup(Markup::Html));
    /// assert_eq!(analysis.facts().next().unwrap().text(), "95%");
    /// # }
    /// ```
    pub fn markup(mut self, markup: impl Into<Option<Markup>>) -> Self {
        self.markup = markup.into();
        self
    }

    /// The memory to reuse: see [`Scratch`].
    ///
    /// ```
    /// use tinviet::{Input, Scratch};
    /// let mut scratch = Scratch::new();
    /// for text in ["Đạt 95%.", "Tăng 7%."] {
    ///     assert_eq!(tinviet::analyze(Input::new(text).scratch(&mut scratch)).facts().len(), 1);
    /// }
    /// ```
    pub fn scratch<'x>(self, scratch: &'x mut Scratch) -> Input<'t, 'x> {
        Input { text: self.text, reference_date: self.reference_date, markup: self.markup, scratch: Some(scratch) }
    }

    /// The text itself.
    ///
    /// ```
    /// assert_eq!(tinviet::Input::new("Đạt 95%.").text(), "Đạt 95%.");
    /// ```
    pub const fn text(&self) -> &'t str {
        self.text
    }
}

impl<'t, T: AsRef<str> + ?Sized> From<&'t T> for Input<'t, '_> {
    fn from(text: &'t T) -> Self {
        Self::new(text.as_ref())
    }
}

/// Memory that one analysis passes on to the next: the lists of tokens, numbers and candidate facts. With one scratch per thread, reading
/// an archive allocates little more than the results.
///
/// It keeps the capacity of the longest text so far: about seven bytes per byte of it.
///
/// ```
/// use tinviet::{Analyzer, Input, Scratch};
/// let (analyzer, mut scratch) = (Analyzer::default(), Scratch::new());
/// for text in ["Đạt trên 95%.", "Tăng 7%."] {
///     assert_eq!(analyzer.analyze(Input::new(text).scratch(&mut scratch)).facts().count(), 1);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) lists: segment::Lists,
    pub(crate) numerals: Vec<Numeral>,
    pub(crate) found: fact::Found,
}

impl Scratch {
    /// An empty scratch; it grows with its first text.
    pub fn new() -> Self {
        Self::default()
    }
}
