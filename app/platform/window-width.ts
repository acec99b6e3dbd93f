/** From here on a page shows things side by side; the same as $desktop in uni.scss. */
const DESKTOP = 900

/** Whether the window is wide enough for things side by side, at this moment. */
export function isWideWindow(): boolean {
  // #ifdef H5
  return window.innerWidth >= DESKTOP
  // #endif
  // #ifndef H5
  return uni.getSystemInfoSync().windowWidth >= DESKTOP
  // #endif
}
