import { read } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { Person } from './types'

const FIELDS = 'id, employee_no, name, departments(name, translations)'
/** Invited people receive as well: a workforce is granted to before everybody has signed in. */
const RECEIVING = ['active', 'invited']
const FOUND_AT_ONCE = 20
/** Numbers in one request: its address must stay short. */
const NUMBERS_AT_ONCE = 100

/** People within the caller's sight whose name or number holds the text. Throws AppError. */
export async function findPeople(text: string): Promise<Person[]> {
  // What is left out are the wildcards of the search itself and the signs of its grammar. What remains needs no quotes,
  // within which not every server knows the wildcards.
  const plain = text.replace(/["\\%_*(),]/g, '').trim()
  if (plain === '') return []
  const rows: unknown = await read(() =>
    supabase()
      .from('members')
      .select(FIELDS)
      .in('status', RECEIVING)
      .or(`name.ilike.*${plain}*,employee_no.ilike.*${plain}*`)
      .order('employee_no')
      .limit(FOUND_AT_ONCE),
  )
  return rows as Person[]
}

/** The names behind employee numbers, by number in lower case; whoever isn't within the caller's sight is left out. Throws AppError. */
export async function namesOf(employeeNos: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (let from = 0; from < employeeNos.length; from += NUMBERS_AT_ONCE) {
    const some = employeeNos.slice(from, from + NUMBERS_AT_ONCE)
    // A number is unique without regard to case, and is mostly typed in capitals or in small letters throughout.
    const spellings = [...new Set(some.flatMap((one) => [one, one.toUpperCase(), one.toLowerCase()]))]
    const rows = await read(() => supabase().from('members').select('employee_no, name').in('employee_no', spellings))
    rows?.forEach(({ employee_no, name }) => names.set(employee_no.toLowerCase(), name))
  }
  return names
}

/** Which of these people received something in a batch. Throws AppError. */
export async function recipientsAmong(batchId: string, people: readonly Person[]): Promise<Person[]> {
  if (people.length === 0) return []
  const grants = await read(() =>
    supabase().from('grants').select('id').or(`id.eq.${batchId},import_id.eq.${batchId}`).limit(100),
  )
  const lines = await read(() =>
    supabase()
      .from('grant_lines')
      .select('recipient_id')
      .in(
        'grant_id',
        (grants ?? []).map(({ id }) => id),
      )
      .in(
        'recipient_id',
        people.map(({ id }) => id),
      ),
  )
  const received = new Set(lines?.map(({ recipient_id }) => recipient_id))
  return people.filter(({ id }) => received.has(id))
}
