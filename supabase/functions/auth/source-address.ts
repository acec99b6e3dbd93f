/**
 * The network address a request comes from. Every proxy appends the address it was called from to `x-forwarded-for`, so only the
 * entry our own gateway added can be believed: the last one, or as many before it as there are further proxies of ours
 * (`TRUSTED_PROXY_HOPS`, 1 by default). What a caller writes into the header himself stands further left and is ignored.
 */
export function sourceAddress(request: Request, trustedHops = 1): string {
  const hops = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
  const hop = hops.at(-trustedHops) ?? 'unknown'
  return hop.replace(/^::ffff:(?=\d+\.)/i, '')
}
