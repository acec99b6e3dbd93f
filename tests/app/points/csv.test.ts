import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../app/points/csv'
import { statementCsv } from '../../../app/points/statement-csv'
import type { StatementEntry } from '../../../app/points/types'
import { setLocale } from '../../../app/core/i18n/locale'

const MARK = '\ufeff'
/** One cell as it is written. */
const written = (cell: string | number) => toCsv([[cell]]).slice(MARK.length, -2)

describe('a CSV file', () => {
  it('begins with the mark by which Excel knows UTF-8, and ends its lines as the standard says', () => {
    expect(toCsv([['甲', 1], ['b', -2]])).toBe(`${MARK}甲,1\r\nb,-2\r\n`) // prettier-ignore
  })

  it.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    [' kept ', '" kept "'],
    ['', ''],
    ['plain', 'plain'],
  ])('quotes %j', (cell, text) => {
    expect(written(cell)).toBe(text)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '  =1+1', '\t=1+1', '\r=1+1', '＝1+1', '＋1', '－1', '＠x'])(
    'lets no spreadsheet run %j as a formula',
    (cell) => {
      expect(written(cell).replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it('quotes a formula that holds a quote or a comma as well', () => {
    expect(written('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`)
  })

  it('writes whole numbers as numbers, a minus included', () => {
    expect([0, -1200, 9_007_199_254_740_991].map(written)).toEqual(['0', '-1200', '9007199254740991'])
  })

  it('keeps the digits of numbers that are too long to count with', () => {
    expect(written('202611220123456789')).toBe('"202611220123456789\t"')
    expect(written('20261122')).toBe('20261122')
  })
})

describe('the statement as a file', () => {
  const entry: StatementEntry = {
    seq: 1,
    transaction_id: 't',
    kind: 'grant',
    amount: 500,
    balance_after: 1500,
    created_at: '2026-09-02T01:02:03',
    order_id: null,
    order_no: null,
    programme_id: 'p',
    programme_name: '中秋福利',
    translations: { en: { name: 'Mid-Autumn gift' } },
    note: '=cmd|calc',
  }

  it.each([
    ['zh-Hans', '时间,类型,数量,余额,福利项目,订单号,备注', '福利发放,500,1500,中秋福利'],
    ['en', 'Time,Kind,Amount,Balance,Programme,Order,Note', 'Granted,500,1500,Mid-Autumn gift'],
  ] as const)('has its heading and its words in %s', (language, heading, words) => {
    setLocale(language)
    const [first, second] = statementCsv([entry]).slice(MARK.length).split('\r\n')
    expect(first).toBe(heading)
    expect(second).toBe(`2026-09-02 01:02:03,${words},,'=cmd|calc`)
    setLocale('zh-Hans')
  })
})
