import { expect, it } from 'vitest'
import { refusedTable } from '../../../app/manage/granting/refused-table'

const row = (employee_no: string, note = '') => ({
  row: 1,
  employee_no,
  amount: '1',
  note,
  code: 'member_not_found',
  details: null,
})

it.each(['=1+1', '+1', '-1', '@SUM(1)', ' =1+1', '\t=1+1', '＝1+1', '－1'])(
  'a refused row that begins like a formula is none in the table: %j',
  (text) => {
    for (const separator of ['\t', ','] as const)
      expect(refusedTable([row(text, text)], separator)).toContain(`'${text}`)
  },
)
