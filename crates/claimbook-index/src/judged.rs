//! Flags and origins of a claim, as bytes.

use claimbook_core::assess::{Flag, FlagCode, JudgedClaim, Origins, Side};

use crate::bytes::{Reader, Writer};

pub(crate) fn write(writer: &mut Writer, judged: &JudgedClaim) {
    writer.list(&judged.flags, |writer, flag| {
        writer.text(flag.code.as_str());
        writer.text(&flag.says);
        writer.list(&flag.records, |writer, record| writer.text(record));
        writer.maybe(flag.at.as_ref(), |writer, at| writer.text(&at.to_string()));
    });
    for side in [&judged.origins.supports, &judged.origins.refutes] {
        writer.size(side.lines);
        writer.size(side.attested);
        for list in [&side.named, &side.unrecorded, &side.circular] {
            writer.list(list, |writer, key| writer.text(key));
        }
    }
    writer.flag(judged.lost_quotes);
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Option<JudgedClaim> {
    let flags = reader.list(|reader| {
        Some(Flag {
            code: FlagCode::known(reader.text()?)?,
            says: reader.text()?.to_owned(),
            records: texts(reader)?,
            at: reader.maybe(|reader| reader.text()?.parse().ok())?,
        })
    })?;
    let origins = Origins { supports: side(reader)?, refutes: side(reader)? };
    Some(JudgedClaim { flags, origins, lost_quotes: reader.flag()? })
}

fn side(reader: &mut Reader<'_>) -> Option<Side> {
    Some(Side {
        lines: reader.size()?,
        attested: reader.size()?,
        named: texts(reader)?,
        unrecorded: texts(reader)?,
        circular: texts(reader)?,
    })
}

fn texts(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    reader.list(|reader| reader.text().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_follows_comes_back(says: String, record: String, code in 0..FlagCode::ALL.len(), named: Vec<String>, lines: usize) {
            let at = "evidence[1].document".parse().ok();
            let flag = Flag { code: FlagCode::ALL[code], says, records: vec![record], at };
            let side = Side { lines, named, ..Side::default() };
            let judged = JudgedClaim { flags: vec![flag], origins: Origins { supports: side, ..Origins::default() }, lost_quotes: true };
            let mut writer = Writer::default();
            write(&mut writer, &judged);
            prop_assert_eq!(read(&mut Reader::new(&writer.bytes)), Some(judged));
        }

        #[test]
        fn any_bytes_can_be_read(bytes: Vec<u8>) {
            let _ = read(&mut Reader::new(&bytes));
        }
    }
}
