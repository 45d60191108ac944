//! How people were asked, beside what they said.
use serde::{Deserialize, Serialize};

use super::{
    Cell, Day, Measurement, Misread, Nearest, says_something, secrecy_mark, typed_count, typed_day,
};

/// Letters of what is told in a line.
const LONGEST: usize = 300;

/// What is told of a survey; the answers themselves are the denominator of the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// How many there are of those who were asked.
    pub population: i64,
    pub from: Day,
    pub to: Day,
    /// Who asked whom.
    pub asked: String,
    pub how: String,
}

/// A survey as somebody typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedSurvey {
    pub population: String,
    pub from: String,
    pub to: String,
    pub asked: String,
    pub how: String,
}

impl TypedSurvey {
    pub fn lines(&self) -> [&String; 5] {
        [
            &self.population,
            &self.from,
            &self.to,
            &self.asked,
            &self.how,
        ]
    }

    pub fn lines_mut(&mut self) -> [&mut String; 5] {
        [
            &mut self.population,
            &mut self.from,
            &mut self.to,
            &mut self.asked,
            &mut self.how,
        ]
    }

    /// Reads it as that of a value: all of it is asked for, and answers can be no more than there
    /// are people, nor come after the day that was measured.
    pub fn read(&self, value: Measurement) -> Result<Survey, (Cell, Misread)> {
        let words = |text: &str, cell| {
            if secrecy_mark(text).is_some() {
                Err((cell, Misread::ReasonSecret))
            } else if text.chars().count() > LONGEST {
                Err((cell, Misread::SurveyTooLong))
            } else if !says_something(text) {
                Err((cell, Misread::SurveyMissing))
            } else {
                Ok(text.to_owned())
            }
        };
        let day = |text: &str, cell| match typed_day(text, value.day(), Nearest::Before) {
            Some(day) => Ok(day),
            None if text.is_empty() => Err((cell, Misread::SurveyMissing)),
            None => Err((cell, Misread::SurveyDayBad)),
        };
        let population = match typed_count(&self.population) {
            Some(population) => population,
            None if self.population.is_empty() => {
                return Err((Cell::Population, Misread::SurveyMissing));
            }
            None => return Err((Cell::Population, Misread::NotACount)),
        };
        let answers = value.counts().map_or(0, |(_, answers)| answers);
        if population < answers {
            return Err((Cell::Population, Misread::PopulationBelow));
        }
        let (from, to) = (
            day(&self.from, Cell::AskedFrom)?,
            day(&self.to, Cell::AskedTo)?,
        );
        if from > to {
            return Err((Cell::AskedFrom, Misread::SurveyBackwards));
        }
        if to > value.day() {
            return Err((Cell::AskedTo, Misread::SurveyAfter));
        }
        Ok(Survey {
            population,
            from,
            to,
            asked: words(&self.asked, Cell::Asked)?,
            how: words(&self.how, Cell::AskedHow)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    #[test]
    fn a_survey_tells_all_of_how_people_were_asked() {
        let value = Measurement::Fraction {
            day: parse_day("2026-11-20").unwrap(),
            numerator: 412,
            denominator: 480,
        };
        let whole = TypedSurvey {
            population: "9.800".into(),
            from: "01/11/2026".into(),
            to: "15/11".into(),
            asked: "Tổ khảo sát hỏi người làm thủ tục".into(),
            how: "Phiếu giấy tại bộ phận một cửa".into(),
        };
        let read = whole.read(value).unwrap();
        assert_eq!(
            (read.population, read.to),
            (9_800, parse_day("2026-11-15").unwrap())
        );
        type Change = fn(&mut TypedSurvey);
        let table: [(Change, Cell, Misread); 9] = [
            (
                |it| it.population.clear(),
                Cell::Population,
                Misread::SurveyMissing,
            ),
            (
                |it| it.population = "nhiều".into(),
                Cell::Population,
                Misread::NotACount,
            ),
            (
                |it| it.population = "479".into(),
                Cell::Population,
                Misread::PopulationBelow,
            ),
            (
                |it| it.from = "32/11/2026".into(),
                Cell::AskedFrom,
                Misread::SurveyDayBad,
            ),
            (
                |it| it.from = "16/11/2026".into(),
                Cell::AskedFrom,
                Misread::SurveyBackwards,
            ),
            (
                |it| it.to = "21/11/2026".into(),
                Cell::AskedTo,
                Misread::SurveyAfter,
            ),
            (|it| it.asked.clear(), Cell::Asked, Misread::SurveyMissing),
            (
                |it| it.how = "MẬT".into(),
                Cell::AskedHow,
                Misread::ReasonSecret,
            ),
            (
                |it| it.how = "x".repeat(2_000),
                Cell::AskedHow,
                Misread::SurveyTooLong,
            ),
        ];
        for (change, cell, why) in table {
            let mut typed = whole.clone();
            change(&mut typed);
            assert_eq!(typed.read(value), Err((cell, why)), "{typed:?}");
        }
    }
}
