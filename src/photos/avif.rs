//! An AVIF that says how it was made: an XMP packet becomes an item of the file, which its encoder cannot add.
//!
//! In: a file as the encoder writes it, and the packet. Out: the same picture, with an item more in the lists of its
//! `meta` box and the packet behind the picture's bytes. Boxes: ISO/IEC 14496-12, § 4.2 and § 8.11
//! (<https://aomediacodec.github.io/av1-avif/#file-constraints> names those of AVIF); XMP in them: MIAF, § 7.
//! Absent: versions of these boxes that the encoder does not write.

/// The packet's item. The encoder numbers its own from one: picture, transparency, Exif.
const ITEM: u16 = 9;
/// The picture's item.
const PICTURE: u16 = 1;
/// Size and type.
const BOX_HEAD: usize = 8;
/// And version with flags.
const FULL_BOX_HEAD: usize = 12;

/// A box: its type, and what follows its head.
type Part<'a> = (&'a [u8], &'a [u8]);

/// The file with the packet in it; `None` where it is not made as expected.
pub fn with_packet(avif: &[u8], packet: &[u8]) -> Option<Vec<u8>> {
    let file = parts(avif)?;
    let [(b"ftyp", ftyp), (b"meta", meta), (b"mdat", mdat)] = file[..] else { return None };
    let (version, inside) = meta.split_at_checked(FULL_BOX_HEAD - BOX_HEAD)?;
    let lists = parts(inside)?;
    let describes = reference();
    let mut out = vec![];
    // Once to learn how long the lists become, and once with places that are moved by it.
    let mut moved = 0;
    for _ in 0..2 {
        let mut changed = version.to_vec();
        let end = u32::try_from(avif.len()).ok()?.checked_add(moved)?;
        for (kind, body) in &lists {
            let body = match *kind {
                b"iloc" => places(body, moved, end, u32::try_from(packet.len()).ok()?)?,
                b"iinf" => items(body)?,
                b"iref" => [*body, &describes].concat(),
                _ => body.to_vec(),
            };
            push(&mut changed, kind, &body)?;
        }
        if !lists.iter().any(|(kind, _)| *kind == b"iref") {
            push(&mut changed, b"iref", &[&[0; 4], &describes[..]].concat())?;
        }
        moved = u32::try_from(changed.len().checked_sub(meta.len())?).ok()?;
        out.clear();
        push(&mut out, b"ftyp", ftyp)?;
        push(&mut out, b"meta", &changed)?;
    }
    push(&mut out, b"mdat", &[mdat, packet].concat())?;
    Some(out)
}

/// The boxes that follow each other in these bytes.
fn parts(mut bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut parts = vec![];
    while !bytes.is_empty() {
        let size = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
        let (whole, rest) = bytes.split_at_checked(size)?;
        parts.push((whole.get(4..BOX_HEAD)?, &whole[BOX_HEAD..]));
        bytes = rest;
    }
    Some(parts)
}

fn push(out: &mut Vec<u8>, kind: &[u8], body: &[u8]) -> Option<()> {
    out.extend_from_slice(&u32::try_from(body.len() + BOX_HEAD).ok()?.to_be_bytes());
    out.extend_from_slice(kind);
    out.extend_from_slice(body);
    Some(())
}

/// Where each item's bytes are: all moved, and the packet's at the end of the file.
fn places(iloc: &[u8], moved: u32, end: u32, length: u32) -> Option<Vec<u8>> {
    /// Version 0; four bytes for a place and four for a length.
    const HEAD: [u8; 6] = [0, 0, 0, 0, 0x44, 0];
    let mut rest = iloc.strip_prefix(&HEAD)?;
    let count = number(&mut rest)?;
    let mut out = [&HEAD[..], &(count + 1).to_be_bytes()].concat();
    for _ in 0..count {
        let (head, after) = rest.split_first_chunk::<6>()?;
        out.extend_from_slice(head);
        rest = after;
        for _ in 0..u16::from_be_bytes([head[4], head[5]]) {
            let (place, after) = rest.split_first_chunk()?;
            let (length, after) = after.split_at_checked(4)?;
            out.extend_from_slice(&u32::from_be_bytes(*place).checked_add(moved)?.to_be_bytes());
            out.extend_from_slice(length);
            rest = after;
        }
    }
    out.extend([ITEM, 0, 1].iter().flat_map(|number| number.to_be_bytes()));
    out.extend([end, length].iter().flat_map(|number| number.to_be_bytes()));
    Some(out).filter(|_| rest.is_empty())
}

/// What the items are, the packet's last.
fn items(iinf: &[u8]) -> Option<Vec<u8>> {
    let mut rest = iinf.strip_prefix(&[0; 4])?;
    let count = number(&mut rest)?;
    let mut entry = vec![2, 0, 0, 0];
    entry.extend([ITEM, 0].iter().flat_map(|number| number.to_be_bytes()));
    entry.extend_from_slice(b"mimeXMP\0application/rdf+xml\0");
    let mut out = [&[0; 4], &(count + 1).to_be_bytes()[..], rest].concat();
    push(&mut out, b"infe", &entry)?;
    Some(out)
}

/// That the packet describes the picture.
fn reference() -> Vec<u8> {
    let [item, one, picture] = [ITEM, 1, PICTURE].map(u16::to_be_bytes);
    [&[0, 0, 0, 14], &b"cdsc"[..], &item, &one, &picture].concat()
}

fn number(rest: &mut &[u8]) -> Option<u16> {
    let (number, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(u16::from_be_bytes(*number))
}
