type Listener = () => void

/** AbortSignal's useful half: whether it was aborted, and who wants to know. */
export class WebAbortSignal {
  aborted = false
  reason: unknown
  private listeners: Listener[] = []

  addEventListener(_type: 'abort', listener: Listener): void {
    this.listeners.push(listener)
  }
  removeEventListener(_type: 'abort', listener: Listener): void {
    this.listeners = this.listeners.filter((known) => known !== listener)
  }
  fire(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    this.listeners.forEach((listener) => listener())
  }
}

/** AbortController for runtimes without one. */
export class WebAbortController {
  readonly signal = new WebAbortSignal()

  abort(reason: unknown = Object.assign(new Error('The request was aborted'), { name: 'AbortError' })): void {
    this.signal.fire(reason)
  }
}
