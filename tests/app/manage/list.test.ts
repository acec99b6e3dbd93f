import { describe, expect, it } from 'vitest'
import { readAmount } from '../../../app/manage/list/amount'
import { checkRows } from '../../../app/manage/list/check'
import { readTable } from '../../../app/manage/list/delimited'
import { readRows, type ListRow } from '../../../app/manage/list/rows'

const people = (text: string, pointsName?: string) =>
  readRows(text, pointsName).map(({ line, employeeNo, amount, note }) => [line, employeeNo, amount, note].join('|'))

describe('a pasted table', () => {
  it.each([
    ['tabs', 'E1\t10\tthanks'],
    ['semicolons', 'E1;10;thanks'],
    ['commas', 'E1,10,thanks'],
    ['full-width commas', 'E1，10，thanks'],
    ['full-width semicolons', 'E1；10；thanks'],
    ['blanks', 'E1   10 thanks'],
  ])('is read when parted by %s', (_by, text) => {
    expect(readTable(text).rows).toEqual([['E1', '10', 'thanks']])
  })

  it.each([
    ['Windows', 'E1,1\r\nE2,2\r\n'],
    ['old Macs', 'E1,1\rE2,2'],
    ['Unix', 'E1,1\nE2,2\n\n\n'],
    ['a file with a byte order mark', '\uFEFFE1,1\nE2,2'],
  ])('has the line breaks of %s', (_of, text) => {
    expect(readTable(text).rows).toEqual([
      ['E1', '1'],
      ['E2', '2'],
    ])
  })

  it('keeps separators, line breaks and quotes inside quoted cells', () => {
    expect(readTable('E1,"1,200","for ""Star""\nrelease"\nE2,5,').rows).toEqual([
      ['E1', '1,200', 'for "Star"\nrelease'],
      ['E2', '5', ''],
    ])
  })

  it('takes a quote inside a word as it stands', () => {
    expect(readTable('E1\t10\t5" screen').rows).toEqual([['E1', '10', '5" screen']])
  })

  it('is parted by tabs although its numbers hold commas', () => {
    expect(readTable('E1\t1,200').rows).toEqual([['E1', '1,200']])
  })
})

describe('an amount', () => {
  it.each([
    ['1200', 1200],
    ['1,200', 1200],
    ['12,345,678', 12345678],
    ['1 200', 1200],
    ['１２００', 1200],
    ['１，２００', 1200],
    ['1200.00', 1200],
    [' 88 ', 88],
  ])('may be written %s', (text, amount) => {
    expect(readAmount(text)).toBe(amount)
  })

  it.each([
    ['', 'amount-missing'],
    ['　', 'amount-missing'],
    ['0', 'amount-not-whole'],
    ['-5', 'amount-not-whole'],
    ['1.5', 'amount-not-whole'],
    ['1.200', 'amount-not-whole'],
    ['12,34', 'amount-not-whole'],
    ['1e3', 'amount-not-whole'],
    ['ten', 'amount-not-whole'],
    ['1000000000', 'amount-too-large'],
    ['9223372036854775808', 'amount-too-large'],
  ])('%j is refused', (text, fault) => {
    expect(readAmount(text)).toBe(fault)
  })

  it('of a budget may be as large as budgets are', () => {
    expect(readAmount('1,000,000,000,000', Number.MAX_SAFE_INTEGER)).toBe(1_000_000_000_000)
    expect(readAmount('9007199254740992', Number.MAX_SAFE_INTEGER)).toBe('amount-too-large')
  })
})

describe('the people of a list', () => {
  it('are found below a Chinese header, whatever the order of the columns', () => {
    expect(people('姓名\t备注\t工号\t积分\n林晓雨\t生日快乐\tE1001\t188')).toEqual(['2|E1001|188|生日快乐'])
  })

  it('are found below an English header, and below the company’s own name for points', () => {
    expect(people('Employee No.,Amount,Note\nE1001,188,Hi')).toEqual(['2|E1001|188|Hi'])
    expect(people('工号,星币\nE1001,188', '星币')).toEqual(['2|E1001|188|'])
  })

  it('are found without a header: number, amount, note', () => {
    expect(people('E1001,188,Hi\nE1002,20')).toEqual(['1|E1001|188|Hi', '2|E1002|20|'])
  })

  it('are found without a header where the name stands between', () => {
    expect(people('E1001\t林晓雨\t188\t生日\nE1002\t周敏\t20\t')).toEqual(['1|E1001|188|生日', '2|E1002|20|'])
  })

  it('keep their line in the sheet although some lines are empty', () => {
    expect(people('\n工号,积分\n\nE1001,1\n,\nE1002,2')).toEqual(['4|E1001|1|', '6|E1002|2|'])
  })

  it('may be numbers alone, for one amount that all share', () => {
    expect(people('E1001\nE1002\n')).toEqual(['1|E1001||', '2|E1002||'])
    expect(people('工号\nE1001')).toEqual(['2|E1001||'])
  })

  it('have their full-width numbers read, and a note of several words kept', () => {
    expect(people('Ｅ１００１ 188 well done team')).toEqual(['1|E1001|188|well done team'])
  })

  it('are none in an empty text', () => {
    expect(people('')).toEqual([])
    expect(people(' \n\n')).toEqual([])
  })
})

describe('a check of every line', () => {
  const row = (part: Partial<ListRow>): ListRow => ({ line: 1, employeeNo: 'E1', amount: '5', note: '', ...part })
  const faultOf = (part: Partial<ListRow>, common = '') => checkRows([row(part)], common).get(1)

  it('finds nothing wrong with a good line', () => {
    expect(checkRows([row({}), row({ line: 2, employeeNo: 'x.y-1_2' })], '').size).toBe(0)
  })

  it.each([
    [{ employeeNo: '' }, 'number-missing'],
    [{ employeeNo: '林晓雨' }, 'number-malformed'],
    [{ employeeNo: 'E 1' }, 'number-malformed'],
    [{ employeeNo: 'E'.repeat(41) }, 'number-malformed'],
    [{ amount: '' }, 'amount-missing'],
    [{ amount: '1.5' }, 'amount-not-whole'],
    [{ note: 'x'.repeat(201) }, 'note-too-long'],
  ])('finds what is wrong with %j', (part, code) => {
    expect(faultOf(part)).toEqual({ code })
  })

  it('takes the common amount where a line has none of its own', () => {
    expect(faultOf({ amount: '' }, '88')).toBeUndefined()
    expect(faultOf({ amount: 'x' }, '88')).toEqual({ code: 'amount-not-whole' })
  })

  it('finds who stands there twice, without regard to case, and where', () => {
    const faults = checkRows([row({}), row({ line: 2, employeeNo: 'e1' }), row({ line: 3, employeeNo: 'E1' })], '')
    expect([...faults]).toEqual([
      [2, { code: 'twice', line: 1 }],
      [3, { code: 'twice', line: 1 }],
    ])
  })

  it('asks where an unquoted comma may have cut an amount in two', () => {
    expect([...checkRows(readRows('E1,1,200\nE2,300,Hi'), '')]).toEqual([[1, { code: 'amount-ambiguous' }]])
  })

  it('checks 50,000 lines without a noticeable wait', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `E${index}\t${index + 1}\t生日快乐`).join('\n')
    const start = performance.now()
    const rows = readRows(text)
    expect(checkRows(rows, '').size).toBe(0)
    expect(rows).toHaveLength(50_000)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
