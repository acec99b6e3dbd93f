/** A whole number with grouped digits, `12,345`; the same in every language shipped. No Intl: WeChat lacks it on some devices. */
export function formatNumber(value: number): string {
  const whole = Math.trunc(Math.abs(value)).toString()
  return (value < 0 ? '−' : '') + whole.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** An amount that came or went: `+1,200`, `−300`, `0`. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value)
}

const SIGNS: Record<string, string> = { CNY: '¥', HKD: 'HK$', USD: 'US$', EUR: '€' }

/** Money from minor units: `formatMoney(12345, 'CNY')` is `¥123.45`; whole amounts leave the decimals out. */
export function formatMoney(minor: number, currency: string): string {
  const cents = Math.abs(minor) % 100
  const whole = formatNumber(Math.trunc(Math.abs(minor) / 100))
  const amount = cents === 0 ? whole : `${whole}.${String(cents).padStart(2, '0')}`
  return `${minor < 0 ? '−' : ''}${SIGNS[currency] ?? `${currency} `}${amount}`
}
