/** How words are compared: lower case, without diacritics, the same as when the search index is made. */

/** In brackets, since the bundler writes a bare class at length. @param {string} text */
export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}]/gu, "");

/** The words of a query that can find something. @param {string} text */
export const words = (text) => fold(text).split(/[^\p{Alphabetic}\p{N}]+/u).filter((word) => word[1]);

/** The file of data/search/ that holds a word's terms. @param {string} word */
export const shelf = (word) => (/^[a-z0-9]/.test(word) ? word[0] : "_");
