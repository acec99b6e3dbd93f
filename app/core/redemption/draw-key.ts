const part = () => Math.random().toString(36).slice(2, 12).padEnd(10, '0')

/**
 * A fresh idempotency key. Keys are compared within one buyer's orders only, so they need be unique, not secret;
 * WeChat has no `crypto`.
 */
export function drawKey(now = Date.now()): string {
  return `${now.toString(36)}-${part()}-${part()}`
}
