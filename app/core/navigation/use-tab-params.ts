import { onShow } from '@dcloudio/uni-app'
import { watch } from 'vue'
import { tabParamsWait, takeTabParams } from './navigate'
import type { RouteParams, TabName } from './routes'

/** Calls back with what `go(tab, params)` handed over: when the tab is shown, and at once when it is in view already. */
export function useTabParams<Name extends TabName>(name: Name, take: (params: RouteParams[Name]) => void): void {
  function takeWaiting(): void {
    const params = takeTabParams(name)
    if (params) take(params)
  }

  onShow(takeWaiting)
  watch(
    () => tabParamsWait(name),
    (waits) => {
      if (waits) takeWaiting()
    },
  )
}
