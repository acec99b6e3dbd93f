/** The request of `place_order`, as docs/api.md gives it; `unit_points` is the price the buyer saw. */
export type OrderRequest = {
  lines: { sku_id: string; quantity: number; unit_points: number }[]
  address_id?: string
  note?: string
}

/** One confirmed order whose fate may be unknown. It lives in storage from before it is sent until its answer is known. */
export interface Attempt {
  key: string
  request: OrderRequest
  total_points: number
  started_at: string
}

export interface AttemptStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/**
 * The same wish always reads the same, whatever the order of its lines or fields:
 * two confirmations of one cart must go out under one key.
 */
export function contentOf(request: OrderRequest): string {
  const lines = request.lines
    .map((line) => `${line.sku_id}×${line.quantity}@${line.unit_points}`)
    .sort()
    .join(' ')
  return JSON.stringify([lines, request.address_id ?? null, request.note ?? ''])
}

/** The attempts of one buyer on this device: at most one is open at a time. */
export function attemptsOf(buyerId: string, storage: AttemptStorage, drawKey: () => string, now: () => Date) {
  const place = `fudian.order-attempt.${buyerId}`

  function open(): Attempt | null {
    const text = storage.getItem(place)
    if (!text) return null
    try {
      return JSON.parse(text) as Attempt
    } catch {
      storage.removeItem(place)
      return null
    }
  }

  /** The open attempt when it is for this very content, otherwise a new one with a new key. Stored before it is returned. */
  function begin(request: OrderRequest, totalPoints: number): Attempt {
    const before = open()
    if (before && contentOf(before.request) === contentOf(request)) return before
    const attempt: Attempt = { key: drawKey(), request, total_points: totalPoints, started_at: now().toISOString() }
    storage.setItem(place, JSON.stringify(attempt))
    return attempt
  }

  /** Called when the server's answer is known: ordered, or refused for a reason. */
  function close(): void {
    storage.removeItem(place)
  }

  return { open, begin, close }
}
