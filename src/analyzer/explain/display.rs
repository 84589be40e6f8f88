//! `Display` for explanations.

use std::fmt::{self, Display, Formatter};

use super::{Explanation, FactNote, Lost, Other, ShortNote};
use crate::fact::Rule;

impl Display for Explanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(sentence) = &self.sentence {
            writeln!(f, "sentence  {}..{}  {}", sentence.span.start, sentence.span.end, sentence.text)?;
            writeln!(f, "          it ends there because {}", sentence.end)?;
            if let Some(why) = sentence.goes_on {
                writeln!(f, "          this mark ends no sentence: {why}")?;
            }
        }
        writeln!(f, "\ntokens")?;
        for token in &self.tokens {
            let sign = if token.inside { '>' } else { ' ' };
            writeln!(f, "  {sign} {:>6}..{:<6} {:<9} {}", token.span.start, token.span.end, token.class, token.text)?;
        }
        if self.facts.is_empty() {
            writeln!(f, "\nno fact stands here")?;
        }
        self.facts.iter().try_for_each(|fact| write!(f, "\n{fact}"))?;
        self.abbreviations.iter().try_for_each(|short| write!(f, "\n{short}"))?;
        if !self.others.is_empty() {
            writeln!(f, "\nalso possible, each stage by itself")?;
        }
        self.others.iter().try_for_each(|other| write!(f, "{other}"))
    }
}

impl Display for FactNote {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "fact {}  {}  {}..{}  {}", self.index + 1, self.kind, self.span.start, self.span.end, self.text)?;
        writeln!(f, "  core   {}", self.core)?;
        writeln!(f, "  value  {}", self.value)?;
        let Some(Rule { name, about, example, page }) = self.rule else { return writeln!(f, "  rule   your own") };
        writeln!(f, "  rule   {name}: {about}\n         such as: {example}\n         {page}")
    }
}

impl Display for ShortNote {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let meaning = self.expansion.as_deref().unwrap_or("no meaning given");
        writeln!(
            f,
            "abbreviation  {}..{}  {}: {meaning} ({})",
            self.span.start, self.span.end, self.short, self.source
        )?;
        writeln!(f, "  because {}\n  docs/abbreviations.md#senses", self.why)?;
        for candidate in &self.candidates {
            let cues = candidate.reasons.iter().map(|reason| format!("{} {:+}", &*reason.cue, reason.points));
            let cues = cues.collect::<Vec<_>>().join(", ");
            let cues = if cues.is_empty() { "no cue" } else { &cues };
            writeln!(f, "  {:>4} points  {}  ({cues})", candidate.score, &*candidate.expansion)?;
        }
        Ok(())
    }
}

impl Display for Other {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "  {}  {}  = {}  ({})\n    not reported: {}",
            self.kind, self.text, self.value, self.rule, self.lost
        )
    }
}

impl Display for Lost {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Earlier(kind) => write!(f, "{kind} reads before it and took these tokens"),
            Self::SameStage(kind) => write!(f, "another {kind} was read from these tokens"),
            Self::NotAsked => write!(f, "its kind was not asked for; name it with --kinds"),
            Self::Context => write!(f, "what other stages found beside it spoke against it"),
        }
    }
}
