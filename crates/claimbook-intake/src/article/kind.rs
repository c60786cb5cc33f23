//! What kind of file an article is.

use std::fmt;

/// How far into a file its kind is looked for.
const LOOK: usize = 64 * 1024;

/// The kind of a file. All but the first three are kept without text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Markdown,
    Html,
    Pdf,
    Image,
    Sound,
    Film,
    /// An office document, an archive, a program: anything that is no text.
    Other,
}

impl Kind {
    /// Whether there is text in it that can be read.
    pub(crate) fn has_text(self) -> bool {
        matches!(self, Self::Plain | Self::Markdown | Self::Html)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "a web page",
            Self::Pdf => "a PDF",
            Self::Image => "an image",
            Self::Sound => "a sound recording",
            Self::Film => "a film",
            Self::Other => "a file without readable text",
        })
    }
}

/// What kind a file is: by the signature at its beginning, then by the end of its name, then by its look. `name` is a file name, a
/// path or a URL.
pub(crate) fn kind_of(bytes: &[u8], name: Option<&str>) -> Kind {
    if let Some(kind) = by_signature(bytes) {
        return kind;
    }
    let looked_at = bytes.get(..LOOK).unwrap_or(bytes);
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let binary = !wide && looked_at.contains(&0);
    match name.and_then(by_name) {
        Some(kind) if binary && kind.has_text() => Kind::Other,
        Some(kind) => kind,
        None if binary => Kind::Other,
        None if looks_like_html(looked_at) => Kind::Html,
        None => Kind::Plain,
    }
}

fn by_signature(bytes: &[u8]) -> Option<Kind> {
    let at =
        |offset: usize, signature: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(signature));
    let any = |signatures: &[&[u8]]| signatures.iter().any(|signature| at(0, signature));
    if at(0, b"RIFF") {
        return Some(if at(8, b"WEBP") {
            Kind::Image
        } else if at(8, b"AVI ") {
            Kind::Film
        } else {
            Kind::Sound
        });
    }
    if at(4, b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        return Some(match brand {
            b"M4A " | b"M4B " => Kind::Sound,
            b"heic" | b"heix" | b"mif1" | b"avif" => Kind::Image,
            _ => Kind::Film,
        });
    }
    if any(&[b"%PDF-", b"\xEF\xBB\xBF%PDF-"]) {
        return Some(Kind::Pdf);
    }
    if any(&[b"\x89PNG\r\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"]) {
        return Some(Kind::Image);
    }
    if any(&[
        b"ID3",
        b"\xFF\xFB",
        b"\xFF\xF3",
        b"\xFF\xF2",
        b"OggS",
        b"fLaC",
        b"\xFF\xF1",
        b"\xFF\xF9",
        b"#!AMR",
    ]) {
        return Some(Kind::Sound);
    }
    if any(&[b"\x1A\x45\xDF\xA3", b"\0\0\x01\xBA", b"\0\0\x01\xB3", b"FLV\x01"]) {
        return Some(Kind::Film);
    }
    // ZIP holds docx, odt and epub too; D0CF is the older office format.
    let other: [&[u8]; 9] = [
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\xD0\xCF\x11\xE0",
        b"\x1F\x8B",
        b"7z\xBC\xAF",
        b"Rar!\x1A",
        b"{\\rtf",
        b"bplist00",
        b"\x7FELF",
    ];
    any(&other).then_some(Kind::Other)
}

fn by_name(name: &str) -> Option<Kind> {
    let file = name.split(['?', '#']).next().unwrap_or(name).rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, end) = file.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    Some(match end.to_ascii_lowercase().as_str() {
        "txt" | "text" => Kind::Plain,
        "md" | "markdown" => Kind::Markdown,
        "html" | "htm" | "xhtml" => Kind::Html,
        "pdf" => Kind::Pdf,
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "tif" | "tiff" | "bmp" | "heic" | "avif" => {
            Kind::Image
        }
        "mp3" | "wav" | "ogg" | "oga" | "opus" | "m4a" | "flac" | "aac" | "amr" | "wma" => Kind::Sound,
        "mp4" | "m4v" | "mov" | "webm" | "mkv" | "avi" | "mpg" | "mpeg" | "ogv" | "wmv" | "3gp" => Kind::Film,
        "doc" | "docx" | "odt" | "rtf" | "xls" | "xlsx" | "ods" | "ppt" | "pptx" | "odp" | "epub"
        | "pages" | "zip" | "gz" | "7z" | "rar" | "mht" | "mhtml" | "webarchive" | "warc" | "eml" | "msg" => {
            Kind::Other
        }
        _ => return None,
    })
}

/// Whether a text begins as a page does, or has the tags that only a page has.
fn looks_like_html(bytes: &[u8]) -> bool {
    // Without NUL bytes, so that UTF-16 looks alike; the tags asked for are ASCII.
    let ascii: String = bytes
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let start = ascii.trim_start();
    let begins = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag));
    let closed = ["</p>", "</div>", "</a>", "</span>", "</li>", "</h1>", "</h2>", "</td>", "</html>"];
    begins || closed.iter().map(|tag| ascii.matches(tag).count()).sum::<usize>() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        assert_eq!(kind_of(b"%PDF-1.7 ...", Some("story.txt")), Kind::Pdf);
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n", Some("story.html")), Kind::Image);
        assert_eq!(kind_of(b"RIFF\0\0\0\0WEBPVP8 ", None), Kind::Image);
        assert_eq!(kind_of(b"RIFF\0\0\0\0WAVEfmt ", None), Kind::Sound);
        assert_eq!(kind_of(b"ID3\x04\0\0", None), Kind::Sound);
        assert_eq!(kind_of(b"\0\0\0\x18ftypmp42", None), Kind::Film);
        assert_eq!(kind_of(b"\x1A\x45\xDF\xA3\x9F", None), Kind::Film);
        assert_eq!(kind_of(b"PK\x03\x04\x14\0", Some("notes.docx")), Kind::Other);
        assert_eq!(kind_of(b"a\0b", Some("notes.txt")), Kind::Other);
    }

    #[test]
    fn the_name_goes_before_the_look() {
        assert_eq!(kind_of(b"# Title", Some("/tmp/Story.MD")), Kind::Markdown);
        assert_eq!(kind_of(b"<html>", Some("page-source.txt")), Kind::Plain);
        assert_eq!(kind_of(b"plain words", Some("https://example.org/a.html?x=1.txt")), Kind::Html);
        assert_eq!(kind_of(b"", Some("scan.pdf")), Kind::Pdf);
        assert_eq!(kind_of(b"words", Some(".md")), Kind::Plain);
    }

    #[test]
    fn without_a_name_the_look_decides() {
        assert_eq!(kind_of(b"\xEF\xBB\xBF \n<!DOCTYPE HTML><p>", None), Kind::Html);
        assert_eq!(kind_of(b"<p>One</p>\n<p>Two</p><p>3</p><p>4</p>", None), Kind::Html);
        assert_eq!(kind_of(b"The tag <p> ends with </p>.", None), Kind::Plain);
        assert_eq!(kind_of(b"\xFF\xFE<\0h\0t\0m\0l\0>\0", None), Kind::Html);
        assert_eq!(kind_of("Zwölf Häuser brannten.".as_bytes(), Some("-")), Kind::Plain);
        assert_eq!(kind_of(b"", None), Kind::Plain);
    }
}
