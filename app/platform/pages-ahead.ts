// #ifdef H5
/** Long enough for the first page and its pictures to have the line for themselves. */
const REST_MS = 3_000
// #endif

/**
 * In a browser the code of each page is a file of its own. Fetches those of the given addresses once the first page rests, so that
 * a page opened without a connection can still say so in its own words and offer to try again.
 */
export function fetchPagesAhead(addresses: readonly string[]): void {
  // #ifdef H5
  setTimeout(() => addresses.forEach((url) => uni.preloadPage({ url, fail: () => undefined })), REST_MS)
  // #endif
}
