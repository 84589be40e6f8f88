//! The attributes of a tag that matter for the text.

/// Longer names and values are truncated: no date is that long.
const LONGEST_NAME: usize = 32;
const LONGEST_VALUE: usize = 1 << 10;

/// An attribute that is read.
#[derive(Clone, Copy)]
pub(super) enum Attribute {
    /// `property`, `name` and `itemprop`, joined by spaces: the meaning of `content`.
    Property,
    Content,
    Datetime,
    Type,
    Hidden,
    Style,
    Colspan,
    Rowspan,
}

#[derive(Default)]
pub(super) struct Attributes {
    name: Vec<u8>,
    /// Where the value of the current attribute is stored, once its name is known.
    place: Option<Attribute>,
    is_named: bool,
    values: [Option<String>; 8],
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        self.end();
        self.values.iter_mut().for_each(|value| *value = None);
    }

    /// Starts another attribute.
    pub(super) fn begin(&mut self) {
        self.end();
        self.is_named = false;
    }

    pub(super) fn push_name(&mut self, bytes: &[u8]) {
        let room = (LONGEST_NAME + 1).saturating_sub(self.name.len());
        self.name.extend(bytes.iter().take(room));
    }

    /// The name is complete.
    pub(super) fn named(&mut self) {
        if self.is_named || self.name.is_empty() {
            return;
        }
        self.is_named = true;
        let place = match &self.name[..] {
            b"property" | b"name" | b"itemprop" => Attribute::Property,
            b"content" => Attribute::Content,
            b"datetime" => Attribute::Datetime,
            b"type" => Attribute::Type,
            b"hidden" => Attribute::Hidden,
            b"style" => Attribute::Style,
            b"colspan" => Attribute::Colspan,
            b"rowspan" => Attribute::Rowspan,
            _ => return,
        };
        let value = &mut self.values[place as usize];
        match (place, value) {
            (Attribute::Property, Some(value)) => value.push(' '),
            // Of two with the same name the first counts.
            (_, Some(_)) => return,
            (_, value) => *value = Some(String::new()),
        }
        self.place = Some(place);
    }

    pub(super) fn push_value(&mut self, bytes: &[u8]) {
        self.named();
        if let Some(Some(value)) = self.place.map(|place| &mut self.values[place as usize])
            && value.len() < LONGEST_VALUE
        {
            value.push_str(&String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_VALUE)]));
        }
    }

    /// Ends the current attribute.
    pub(super) fn end(&mut self) {
        self.named();
        self.name.clear();
        self.place = None;
    }

    pub(super) fn get(&self, attribute: Attribute) -> Option<&str> {
        self.values[attribute as usize].as_deref()
    }

    /// How many columns or rows a cell spans.
    pub(super) fn count(&self, attribute: Attribute) -> u32 {
        self.get(attribute).and_then(|count| count.trim().parse().ok()).unwrap_or(1)
    }

    /// Whether the element is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        self.get(Attribute::Hidden).is_some()
            || self.get(Attribute::Style).is_some_and(|style| {
                let style: String = style.split_ascii_whitespace().collect::<String>().to_ascii_lowercase();
                style.contains("display:none") || style.contains("visibility:hidden")
            })
    }
}
