import { shallowRef } from 'vue'

/** An action that ignores calls while it runs. */
export interface SingleAction<Args extends unknown[], Result> {
  /** Whether it runs now; reactive, for a button's `loading`. */
  readonly busy: boolean
  /** Runs it; undefined when it was running already. */
  run: (...args: Args) => Promise<Result | undefined>
}

/** Guards against double taps: `const submit = onceAtATime(async () => { … })`, then `@tap="submit.run()"` and `:loading="submit.busy"`. */
export function onceAtATime<Args extends unknown[], Result>(
  action: (...args: Args) => Promise<Result>,
): SingleAction<Args, Result> {
  const busy = shallowRef(false)
  return {
    get busy() {
      return busy.value
    },
    async run(...args) {
      if (busy.value) return undefined
      busy.value = true
      try {
        return await action(...args)
      } finally {
        busy.value = false
      }
    },
  }
}
