//! The subject fields of short forms.

/// A subject field. `title` is for titles before a person's name, `geography` for names and types of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Domain {
    Agriculture,
    Army,
    Company,
    Construction,
    Culture,
    Economy,
    Education,
    Environment,
    Finance,
    Foreign,
    #[default]
    General,
    Geography,
    Health,
    Labour,
    Law,
    Party,
    Police,
    Press,
    Religion,
    Science,
    Society,
    Sports,
    State,
    Technology,
    Title,
    Transport,
}

impl Domain {
    pub(crate) const COUNT: usize = 26;

    /// The domain of this name in a table.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "agriculture" => Self::Agriculture,
            "army" => Self::Army,
            "company" => Self::Company,
            "construction" => Self::Construction,
            "culture" => Self::Culture,
            "economy" => Self::Economy,
            "education" => Self::Education,
            "environment" => Self::Environment,
            "finance" => Self::Finance,
            "foreign" => Self::Foreign,
            "general" => Self::General,
            "geography" => Self::Geography,
            "health" => Self::Health,
            "labour" => Self::Labour,
            "law" => Self::Law,
            "party" => Self::Party,
            "police" => Self::Police,
            "press" => Self::Press,
            "religion" => Self::Religion,
            "science" => Self::Science,
            "society" => Self::Society,
            "sports" => Self::Sports,
            "state" => Self::State,
            "technology" => Self::Technology,
            "title" => Self::Title,
            "transport" => Self::Transport,
            _ => return None,
        })
    }
}
