/** One line of the report. A ratio compares two figures of this very run; figures in `detail` say what it was made of. */
export interface Finding {
  what: string
  /** What counts: a ratio, or a time beside its limit. */
  figure: string
  /** The bar as words, e.g. "≥ 0.80"; absent where there is none. */
  bar?: string
  met?: boolean
  detail: string
}

/** A ratio that should be at least `bar`. */
export function atLeast(what: string, ratio: number, bar: number, detail: string): Finding {
  return { what, figure: ratio.toFixed(2), bar: `≥ ${bar.toFixed(2)}`, met: ratio >= bar, detail }
}

/** A figure that should be at most `bar`, in the given unit. */
export function atMost(what: string, figure: number, bar: number, unit: string, detail: string): Finding {
  const digits = figure < 10 ? 2 : 0
  return { what, figure: `${figure.toFixed(digits)} ${unit}`, bar: `≤ ${bar} ${unit}`, met: figure <= bar, detail }
}

/** The findings as a Markdown table, so that it can go into docs/benchmarks.md as it is. */
export function table(findings: Finding[]): string {
  const head = '| what | figure | bar | | made of |\n| --- | ---: | ---: | --- | --- |'
  const rows = findings.map(
    ({ what, figure, bar = '', met, detail }) =>
      `| ${what} | ${figure} | ${bar} | ${met === undefined ? '' : met ? 'met' : '**missed**'} | ${detail} |`,
  )
  return [head, ...rows].join('\n')
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
