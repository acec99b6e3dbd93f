/** Whether the platform brings its own picker of Chinese regions, `<picker mode="region">`; elsewhere people type them. */
export function hasRegionPicker(): boolean {
  // #ifdef MP-WEIXIN
  return true
  // #endif
  // #ifndef MP-WEIXIN
  return false
  // #endif
}
