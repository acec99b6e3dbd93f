export type Appearance = 'light' | 'dark'

/** Whether the device is set to dark now. */
export function systemAppearance(): Appearance {
  // #ifdef H5
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  // #endif
  // #ifndef H5
  return (uni.getSystemInfoSync() as { osTheme?: string; theme?: string }).theme === 'dark' ? 'dark' : 'light'
  // #endif
}

/** Calls back whenever the device changes between light and dark. */
export function onSystemAppearance(changed: (appearance: Appearance) => void): void {
  // #ifdef H5
  window
    .matchMedia('(prefers-color-scheme: dark)')
    .addEventListener('change', (event) => changed(event.matches ? 'dark' : 'light'))
  // #endif
  // #ifndef H5
  uni.onThemeChange((event) => changed(event.theme === 'dark' ? 'dark' : 'light'))
  // #endif
}

export interface ChromeColours {
  bar: string
  page: string
  text: string
  chosen: string
  appearance: Appearance
}

/** Colours what lies outside the page itself: status and title bar, the bounce behind the page, the browser's frame. */
export function paintChrome(colours: ChromeColours): void {
  const frontColor = colours.appearance === 'dark' ? '#ffffff' : '#000000'
  const quietly = { fail: () => undefined }
  uni.setNavigationBarColor({ frontColor, backgroundColor: colours.page, ...quietly })
  // #ifdef H5
  const root = document.documentElement
  root.style.colorScheme = colours.appearance
  root.style.backgroundColor = colours.page
  document.querySelectorAll('meta[name="theme-color"]').forEach((tag) => tag.setAttribute('content', colours.page))
  // #endif
  // #ifndef H5
  uni.setBackgroundColor({ backgroundColor: colours.page, ...quietly })
  // #endif
}

/** Colours and names the bottom tab bar; does nothing on a page that has none. */
export function paintTabBar(colours: ChromeColours, tabs: { text: string; icon: string }[]): void {
  const quietly = { fail: () => undefined }
  uni.setTabBarStyle({
    color: colours.text,
    selectedColor: colours.chosen,
    backgroundColor: colours.bar,
    borderStyle: colours.appearance === 'dark' ? 'black' : 'white',
    ...quietly,
  })
  tabs.forEach(({ text, icon }, index) => {
    uni.setTabBarItem({
      index,
      text,
      iconPath: `/static/tabs/${icon}.png`,
      selectedIconPath: `/static/tabs/${icon}-on-${colours.appearance}.png`,
      ...quietly,
    })
  })
}

/** Shows a number at the corner of a tab, none for 0; does nothing on a page that has no tab bar. */
export function badgeTab(index: number, count: number): void {
  const quietly = { fail: () => undefined }
  if (count > 0) uni.setTabBarBadge({ index, text: count > 99 ? '99+' : String(count), ...quietly })
  else uni.removeTabBarBadge({ index, ...quietly })
}
