/** The device's language as the platform names it, such as `zh_CN`, `zh-Hans` or `en-GB`. */
export function systemLanguage(): string {
  // #ifdef H5
  return navigator.language
  // #endif
  // #ifndef H5
  return uni.getSystemInfoSync().language ?? ''
  // #endif
}

/** Tells uni-app's own words (dialogs) and, in a browser, screen readers which language is shown. */
export function announceLanguage(locale: 'zh-Hans' | 'en'): void {
  uni.setLocale(locale)
  // #ifdef H5
  document.documentElement.lang = locale
  // #endif
}

/** A short message that goes away by itself. */
export function toast(title: string): void {
  void uni.showToast({ title, icon: 'none', duration: 2400 })
}

/** Puts text on the clipboard; answers whether that worked. WeChat shows its own confirmation. */
export function copyText(data: string): Promise<boolean> {
  return new Promise((resolve) => {
    uni.setClipboardData({ data, showToast: false, success: () => resolve(true), fail: () => resolve(false) })
  })
}

/** Ends the pull-to-refresh gesture of the page shown. */
export function endPullDown(): void {
  uni.stopPullDownRefresh()
}

/** Whether this build runs in a browser, where a mouse and a wide window are possible. */
export function isBrowser(): boolean {
  // #ifdef H5
  return true
  // #endif
  // #ifndef H5
  return false
  // #endif
}
