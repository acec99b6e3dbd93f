import { computed, onUnmounted, shallowRef } from 'vue'
import type { AppError } from '../core/api/app-error'
import { t } from './words'

/** Counts down the time that `too_many_attempts` asks to wait; `sentence` says it, and is empty when the wait is over. */
export function useWaiting() {
  const until = shallowRef(0)
  const now = shallowRef(Date.now())
  let ticking: ReturnType<typeof setInterval> | undefined

  const seconds = computed(() => Math.max(0, Math.ceil((until.value - now.value) / 1000)))
  const sentence = computed(() => {
    if (seconds.value === 0) return ''
    const minutes = Math.floor(seconds.value / 60)
    return minutes > 0
      ? t('wait.minutes', { minutes, seconds: seconds.value % 60 })
      : t('wait.seconds', { seconds: seconds.value })
  })

  /** Starts the countdown if the failure names a time in seconds; answers whether it did. */
  function start(failure: AppError): boolean {
    const after = Number(failure.details.retry_after)
    if (failure.code !== 'too_many_attempts' || !(after > 0)) return false
    until.value = Date.now() + after * 1000
    tick()
    clearInterval(ticking)
    ticking = setInterval(tick, 1000)
    return true
  }

  function tick(): void {
    now.value = Date.now()
    if (seconds.value === 0) clearInterval(ticking)
  }

  onUnmounted(() => clearInterval(ticking))
  return { sentence, start }
}
