const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clocks of a time zone show at a moment (Unix milliseconds), as if it were UTC. */
function wallClock(moment: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    const two = '2-digit'
    const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts })
    formats.set(zone, format)
  }
  const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(shown['year']!, shown['month']! - 1, shown['day'], shown['hour'], shown['minute'], shown['second'])
}

/** A day as Unix milliseconds of its midnight, as if it were UTC. */
export type Day = number
const dayMs = 86_400_000

/** Which day it is in a time zone. */
export const dayAt = (moment: number, zone: string): Day => Math.floor(wallClock(moment, zone) / dayMs) * dayMs

export const addDays = (day: Day, days: number): Day => day + days * dayMs

/** So many months later; the last day of the month where that month is too short. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0))
  return Date.UTC(lastDay.getUTCFullYear(), lastDay.getUTCMonth(), Math.min(date.getUTCDate(), lastDay.getUTCDate()))
}

/** The moment 23:59:59 of a day in a time zone. */
export function endOfDay(day: Day, zone: string): number {
  const shown = day + dayMs - 1_000
  // The offset at the end of the day may differ from the one at this moment of UTC; the second look settles it.
  let moment = shown
  for (let look = 0; look < 2; look++) moment = shown - (wallClock(moment, zone) - moment)
  return moment
}

export const dateText = (day: Day): string => new Date(day).toISOString().slice(0, 10)
