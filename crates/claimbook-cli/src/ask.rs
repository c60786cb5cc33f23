//! Asking a person: questions go to the terminal and answers come from it, never from stdin, which may be the
//! article.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};

use console::Term;
use unicode_width::UnicodeWidthChar;

use crate::error::{CliError, Result};

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Char(char),
    Enter,
    /// Ctrl-D: there is no further answer.
    End,
    Other,
}

const CTRL_D: char = '\u{4}';

fn failed(error: io::Error) -> CliError {
    CliError::new(format!("The terminal cannot be asked: {error}."))
}

/// Shows what a question is about.
pub(crate) fn tell(text: &str) -> Result<()> {
    let mut questions = anstream::stderr().lock();
    questions.write_all(text.as_bytes()).and_then(|()| questions.flush()).map_err(failed)
}

/// Asks for one line; an empty one, or the end of the input, gives an empty answer.
pub(crate) fn line(question: &str) -> Result<String> {
    Ok(answer(question)?.unwrap_or_default())
}

/// Asks for one line; `None` at the end of the input.
fn answer(question: &str) -> Result<Option<String>> {
    let (mut questions, answers) = terminal().map_err(failed)?;
    write!(questions, "{question}").and_then(|()| questions.flush()).map_err(failed)?;
    let mut answer = String::new();
    let read = BufReader::new(answers).read_line(&mut answer).map_err(failed)?;
    Ok((read > 0).then(|| answer.trim().to_owned()))
}

/// Asks for one key, which is not echoed. Where single keys cannot be read, for a line, of which the first letter counts.
pub(crate) fn key(question: &str) -> Result<Key> {
    let term = Term::stderr();
    if !term.is_term() {
        return Ok(match answer(question)? {
            None => Key::End,
            Some(answer) => answer.chars().next().map_or(Key::Enter, Key::Char),
        });
    }
    term.write_str(question).map_err(failed)?;
    Ok(match term.read_key().map_err(failed)? {
        console::Key::Char(CTRL_D) => Key::End,
        console::Key::Char(letter) => Key::Char(letter),
        console::Key::Enter => Key::Enter,
        _ => Key::Other,
    })
}

/// Asks for a line of which there is one already, to be changed in its place. Where that cannot be done, Enter keeps it.
pub(crate) fn edit(question: &str, initial: &str) -> Result<String> {
    let term = Term::stderr();
    if !term.is_term() {
        let answer = line(&format!("{question}{initial}\n     (Enter keeps it) "))?;
        return Ok(if answer.is_empty() { initial.to_owned() } else { answer });
    }
    let mut editing = Editing::new(initial);
    loop {
        let room =
            usize::from(term.size().1).saturating_sub(unicode_width::UnicodeWidthStr::width(question) + 2);
        let (shown, behind) = editing.window(room.max(10));
        term.clear_line()
            .and_then(|()| term.write_str(&format!("{question}{shown}")))
            .and_then(|()| term.move_cursor_left(behind))
            .map_err(failed)?;
        let key = term.read_key().map_err(failed)?;
        if key == console::Key::Enter {
            break;
        }
        editing.press(&key);
    }
    term.write_line("").map_err(failed)?;
    Ok(editing.letters.into_iter().collect())
}

/// A line that is changed, and where the cursor stands in it.
struct Editing {
    letters: Vec<char>,
    cursor: usize,
}

impl Editing {
    fn new(initial: &str) -> Self {
        let letters: Vec<char> = initial.chars().filter(|letter| !letter.is_control()).collect();
        Editing { cursor: letters.len(), letters }
    }

    fn press(&mut self, key: &console::Key) {
        use console::Key;
        match key {
            Key::ArrowLeft => self.cursor = self.cursor.saturating_sub(1),
            Key::ArrowRight => self.cursor = (self.cursor + 1).min(self.letters.len()),
            Key::Home | Key::Char('\u{1}') => self.cursor = 0,
            Key::End | Key::Char('\u{5}') => self.cursor = self.letters.len(),
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.letters.remove(self.cursor);
            }
            Key::Del if self.cursor < self.letters.len() => {
                self.letters.remove(self.cursor);
            }
            // Ctrl-U: all before the cursor; Ctrl-K: all after it; Ctrl-W: the word before it.
            Key::Char('\u{15}') => {
                self.letters.drain(..self.cursor);
                self.cursor = 0;
            }
            Key::Char('\u{b}') => self.letters.truncate(self.cursor),
            Key::Char('\u{17}') => {
                let before = self.letters.get(..self.cursor).unwrap_or_default();
                let word = before.iter().rposition(|letter| !letter.is_whitespace()).unwrap_or(0);
                let from = before
                    .iter()
                    .take(word)
                    .rposition(|letter| letter.is_whitespace())
                    .map_or(0, |at| at + 1);
                self.letters.drain(from..self.cursor);
                self.cursor = from;
            }
            Key::Char(letter) if !letter.is_control() => {
                self.letters.insert(self.cursor, *letter);
                self.cursor += 1;
            }
            _ => {}
        }
    }

    /// The part around the cursor that fits into so many columns, and how many of its columns stand behind the cursor.
    ///
    /// A line whose beginning does not fit begins with an ellipsis.
    fn window(&self, room: usize) -> (String, usize) {
        let (from, shown, behind) = self.part(room);
        if from == 0 {
            return (shown, behind);
        }
        let (_, shown, behind) = self.part(room.saturating_sub(1));
        (format!("…{shown}"), behind)
    }

    fn part(&self, room: usize) -> (usize, String, usize) {
        let columns = |letter: &char| letter.width().unwrap_or(0);
        let (mut from, mut to, mut used) = (self.cursor, self.cursor, 0);
        // As much as fits before the cursor, less a little for what follows; then as much as fits after it.
        let before = room.saturating_sub(room / 4);
        while let Some(letter) = from.checked_sub(1).and_then(|at| self.letters.get(at)) {
            if used + columns(letter) > before {
                break;
            }
            used += columns(letter);
            from -= 1;
        }
        let mut behind = 0;
        while let Some(letter) = self.letters.get(to) {
            if used + behind + columns(letter) > room {
                break;
            }
            behind += columns(letter);
            to += 1;
        }
        // Room that is left over shows more of the beginning.
        while let Some(letter) = from.checked_sub(1).and_then(|at| self.letters.get(at)) {
            if used + behind + columns(letter) > room {
                break;
            }
            used += columns(letter);
            from -= 1;
        }
        (from, self.letters.get(from..to).unwrap_or_default().iter().collect(), behind)
    }
}

#[cfg(unix)]
fn terminal() -> io::Result<(File, File)> {
    let open = || OpenOptions::new().read(true).write(true).open("/dev/tty");
    Ok((open()?, open()?))
}

#[cfg(windows)]
fn terminal() -> io::Result<(File, File)> {
    let questions = OpenOptions::new().write(true).open("CONOUT$")?;
    Ok((questions, OpenOptions::new().read(true).open("CONIN$")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(initial: &str, keys: &[console::Key]) -> String {
        let mut editing = Editing::new(initial);
        keys.iter().for_each(|key| editing.press(key));
        editing.letters.iter().collect()
    }

    #[test]
    fn a_line_is_changed_in_its_place() {
        use console::Key;
        assert_eq!(typed("It sank", &[Key::Char('.')]), "It sank.");
        assert_eq!(
            typed("It sank", &[Key::Home, Key::Del, Key::Del, Key::Char('H'), Key::Char('e')]),
            "He sank"
        );
        assert_eq!(typed("It sank", &[Key::Char('\u{17}'), Key::Char('ß')]), "It ß");
        assert_eq!(typed("It sank", &[Key::ArrowLeft, Key::Char('\u{15}')]), "k");
        assert_eq!(typed("", &[Key::Backspace, Key::Del, Key::ArrowLeft, Key::Char('\u{17}')]), "");
    }

    #[test]
    fn only_what_fits_is_shown_with_the_cursor_in_it() {
        let mut editing = Editing::new("0123456789");
        assert_eq!(editing.window(20), ("0123456789".to_owned(), 0));
        assert_eq!(editing.window(4), ("…789".to_owned(), 0));
        editing.press(&console::Key::Home);
        assert_eq!(editing.window(4), ("0123".to_owned(), 4));
        assert_eq!(Editing::new("日本語").window(5), ("…本語".to_owned(), 0));
    }
}
