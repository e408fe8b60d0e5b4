/** The product gallery scrolls by itself; thumbnails and variants bring a picture into view. The style sheet decides whether smoothly.
 *
 * Hooks: `[data-track]`, whose children are the pictures, and links `[data-thumb]` in the same order.
 */

import { all, one, onClick } from "./dom.js";

const track = one("track");
const thumbs = all("thumb");

/** @param {number} [index] none: nothing to show */
export function showPicture(index = -1) {
  const picture = track?.children[index];
  if (picture) track.scrollBy({ left: picture.getBoundingClientRect().left - track.getBoundingClientRect().left });
}

if (track) {
  onClick("thumb", (thumb, event) => {
    event.preventDefault();
    showPicture(thumbs.indexOf(thumb));
  });
  const pictures = [...track.children];
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const thumb = thumbs[pictures.indexOf(target)];
        if (thumb) thumb.ariaCurrent = isIntersecting ? "true" : null;
      }
    },
    { root: track, threshold: 0.6 },
  );
  for (const picture of pictures) seen.observe(picture);
}
