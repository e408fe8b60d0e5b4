import assert from "node:assert/strict";
import test from "node:test";
import { fold, shelf, words } from "../../themes/market/scripts/fold.js";
import { fnv1a, shardOf } from "../../themes/market/scripts/hash.js";
import { rank } from "../../themes/market/scripts/ranking.js";

test("folding drops case and diacritics, writes ß as two letters, and nothing else", () => {
  assert.equal(fold("Crème BRÛLÉE"), "creme brulee");
  assert.equal(fold("Ångström Ñandú"), "angstrom nandu");
  assert.equal(fold("İstanbul"), "istanbul");
  assert.equal(fold("Straße"), "strasse");
  assert.equal(fold("Øre"), "øre");
  assert.equal(fold("Ωμέγα"), "ωμεγα");
});

test("words are split at everything that is neither letter nor digit, and have two characters at least", () => {
  assert.deepEqual(words(" Café-au-lait, 2× 350 g! "), ["cafe", "au", "lait", "350"]);
  assert.deepEqual(words("a 1 &"), []);
});

test("terms stand in the file of their first character", () => {
  assert.deepEqual(["cup", "350", "ωμεγα", "øre", "𝐀𝐁"].map(shelf), ["c", "3", "_", "_", "_"]);
});

test("FNV-1a: published values", () => {
  assert.equal(fnv1a(""), 0x811c9dc5);
  assert.equal(fnv1a("a"), 0xe40c292c);
  assert.equal(fnv1a("foobar"), 0xbf9cf968);
});

test("the shard is the low bits of the hash", () => {
  for (const sku of ["MUG-1", "EP-MUG.CHK_2", "7"]) {
    assert.equal(shardOf(sku, 1), 0);
    for (const shards of [16, 256]) assert.equal(shardOf(sku, shards), fnv1a(sku) % shards);
  }
});

test("every word must begin a term; whole words and heavy terms come first", () => {
  const index = { mug: [1, 5, 2, 1], muggle: [3, 5], blue: [2, 2, 3, 2], blueberry: [1, 9] };
  assert.deepEqual(rank(["mug"], [index]), [1, 3, 2]);
  assert.deepEqual(rank(["mu", "blue"], [index, index]), [1, 3, 2]);
  assert.deepEqual(rank(["mug", "nothing"], [index, index]), []);
  assert.deepEqual(rank([], []), []);
});

test("one mistake is forgiven in words of four letters and more, where nothing is found without", () => {
  const index = { brot: [1, 8], brotkorb: [2, 8], borste: [3, 8], tee: [4, 8], kerze: [5, 8] };
  const find = (/** @type {string[]} */ ...words) => rank(words, words.map(() => index));
  assert.deepEqual(find("bort"), [1, 2], "neighbours");
  assert.deepEqual(find("brod"), [1], "the last letter");
  assert.deepEqual(find("brrot"), [1, 2], "one too many");
  assert.deepEqual(find("brtkorb"), [2], "one missing");
  assert.deepEqual(find("krezen"), [5], "with its ending");
  assert.deepEqual(find("kresen"), [], "two");
  assert.deepEqual(find("bors"), [3], "what is found without one stands alone");
  assert.deepEqual(find("ter"), [], "too short");
  assert.deepEqual(rank(["brot", "bort"], [index, index]), [1, 2]);
});

test("a plural finds the singular, after what is written as it was typed", () => {
  const index = { bowl: [1, 8], bowls: [2, 1], kerze: [3, 8], bijou: [4, 8], dress: [5, 8], glass: [6, 8], glasses: [7, 1], tee: [8, 8] };
  const find = (/** @type {string} */ word) => rank([word], [index]);
  assert.deepEqual(find("bowls"), [1, 2]);
  assert.deepEqual(find("kerzen"), [3]);
  assert.deepEqual(find("bijoux"), [4]);
  assert.deepEqual(find("dresses"), [5]);
  assert.deepEqual(find("glass"), [6, 7]);
  assert.deepEqual(find("tees"), [8]);
  assert.deepEqual(find("bus"), [], "what is left would be too short to mean anything");
});

test("a plural finds the compounds of the singular", () => {
  const index = {
    taschenmesser: [1, 8], handtasche: [2, 8], uhr: [3, 8], wanduhr: [4, 8], armbanduhren: [5, 8], ring: [6, 8], ohrring: [7, 8], ringelblume: [8, 8],
    buch: [9, 8], notizbuch: [10, 8], kochbucher: [11, 8], gluhwein: [12, 8], bookshelf: [13, 8], notebook: [14, 8], wristwatch: [15, 8], not: [16, 8], port: [17, 8],
  };
  const find = (/** @type {string} */ word) => rank([word], [index]);
  assert.deepEqual(find("taschen"), [1, 2]);
  assert.deepEqual(find("uhren"), [3, 4, 5]);
  assert.deepEqual(find("ringe"), [6, 8, 7]);
  assert.deepEqual(find("bucher"), [9, 10, 11]);
  assert.deepEqual(find("weine"), [12]);
  assert.deepEqual(find("books"), [13, 14]);
  assert.deepEqual(find("watches"), [15]);
  assert.deepEqual(find("note"), [14], "and nothing that is only a shorter word");
});

test("the last word of a compound is found after what begins with it, in names only", () => {
  const index = { weinglas: [1, 10], rotwein: [2, 10], gluhwein: [3, 4], weisser: [4, 10], schwein: [5, 2], spatburgunder: [6, 10], moosgrun: [7, 4] };
  const find = (/** @type {string} */ word) => rank([word], [index]);
  assert.deepEqual(find("wein"), [1, 2, 3], "and nothing white, and no pig of a description");
  assert.deepEqual(find("burgunder"), [6]);
  assert.deepEqual(find("grun"), [7]);
  assert.deepEqual(find("isser"), [4], "with another word before it of whatever length, where nothing is found otherwise");
});

test("endings that words of three letters have", () => {
  const find = (/** @type {string} */ word) => rank([word], [{ glasur: [1, 10], glas: [2, 4], candle: [3, 10], mug: [4, 10], mugwort: [5, 10] }]);
  assert.deepEqual(find("glas"), [1, 2]);
  assert.deepEqual(find("candles"), [3]);
  assert.deepEqual(find("mugs"), [4]);
});
