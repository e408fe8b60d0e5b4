//! A number for each different word, in the order in which they come.
//!
//! Words in, numbers out. A table of its own, because the index looks up a million words: the maps of the standard
//! library are either ordered, which takes several times as long, or hash with a key that differs from run to run.

use super::fnv1a32;

#[derive(Default)]
pub struct Terms {
    words: Vec<Box<str>>,
    /// Number of a word plus one at the place that its hash names or the next free one; 0 is free. A power of two.
    slots: Vec<u32>,
}

impl Terms {
    /// The word's number, a new one if it was not there.
    pub fn number(&mut self, word: &str) -> usize {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(word);
        if self.slots[slot] == 0 {
            self.words.push(word.into());
            self.slots[slot] = self.words.len() as u32;
        }
        self.slots[slot] as usize - 1
    }

    /// All words by their numbers.
    pub fn into_words(self) -> Vec<Box<str>> {
        self.words
    }

    /// Where a word is, or would be.
    fn slot(&self, word: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = fnv1a32(word) as usize & mask;
        while let Some(number) = (self.slots[slot] as usize).checked_sub(1) {
            if *self.words[number] == *word {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        /// Enough for a small shop.
        const FIRST: usize = 1024;
        self.slots = vec![0; FIRST.max(self.slots.len() * 2)];
        for number in 0..self.words.len() {
            let slot = self.slot(&self.words[number]);
            self.slots[slot] = number as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut terms = Terms::default();
        let word = |n: usize| format!("word{n}");
        for n in 0..5000 {
            assert_eq!(terms.number(&word(n)), n);
        }
        assert!((0..5000).all(|n| terms.number(&word(n)) == n));
        assert_eq!(&*terms.into_words()[4999], "word4999");
    }
}
