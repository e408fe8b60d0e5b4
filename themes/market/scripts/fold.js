/** How words are compared: lower case, without diacritics, `ss` for `ß`, the same as when the search index is made. That also holds
 *  words as they are spelled by who has no such letters: "kaese", "oere". */

/** In brackets, since the bundler writes a bare class at length. @param {string} text */
export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}]/gu, "").replaceAll("ß", "ss");

/** The words of a query that can find something. @param {string} text */
export const words = (text) => fold(text).split(/[^\p{Alphabetic}\p{N}]+/u).filter((word) => word[1]);

/** The file of data/search/ that holds a word's terms. @param {string} word */
export const shelf = (word) => word[0].replace(/[^a-z0-9]/, "_");
