/** The state of a page in its address, without a new entry in the browser's history. */

export const params = () => new URLSearchParams(location.search);

/** @param {URLSearchParams} now */
export const keep = (now) => history.replaceState(null, "", `${location.pathname}${now.size ? `?${now}` : ""}${location.hash}`);
