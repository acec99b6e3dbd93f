import { onHide, onShow } from '@dcloudio/uni-app'
import { shallowRef, watch } from 'vue'
import { badgeTab, paintTabBar } from '../../platform/appearance'
import { useProfile } from '../api/profile'
import { unreadCount } from '../state/unread-count'
import { colours, paintWindow, windowColours } from '../theme/theme'
import { coreWords } from '../words/core-words'
import { requireSession } from './guard'
import { tabNames } from './routes'

export interface PageOptions {
  /** The title; a function, so that it follows the language and what was loaded. */
  title: () => string
  /** `session` (default) leads whoever isn't signed in to the sign-in page; `anyone` doesn't. */
  access?: 'session' | 'anyone'
}

/** What every page calls first: sets its title, colours the platform's bars, and guards it. */
export function usePage(options: PageOptions): { readonly allowed: boolean } {
  const allowed = shallowRef(options.access === 'anyone')

  useTitle(options.title)
  onShow(() => {
    paintWindow()
    paintTabs()
    if (options.access === 'anyone') return
    void requireSession().then((may) => {
      allowed.value = may
      // A page opened by its address wears the company's colours and shows what is unread like any other.
      if (may) void loadProfile()
    })
  })
  watch([colours, unreadCount, () => coreWords('tab.home')], paintTabs)

  return {
    get allowed() {
      return allowed.value
    },
  }
}

async function loadProfile(): Promise<void> {
  try {
    await useProfile().load()
  } catch {
    return
  }
}

/** Keeps the page's title in step with the language and with what was loaded; a page that waits behind another keeps silent. */
export function useTitle(title: () => string): void {
  const apply = () => uni.setNavigationBarTitle({ title: title(), fail: () => undefined })
  let hidden = false
  onShow(() => {
    hidden = false
    apply()
  })
  onHide(() => {
    hidden = true
  })
  watch(title, () => {
    if (!hidden) apply()
  })
}

function paintTabs(): void {
  paintTabBar(
    windowColours(),
    tabNames.map((icon) => ({ icon, text: coreWords(`tab.${icon}`) })),
  )
  badgeTab(tabNames.indexOf('me'), unreadCount.value)
}
