import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import { errorTable } from '../../shared/error-table.ts'
import { CLIENT_ERRORS, ERRORS, isErrorCode, SERVER_ERRORS, type ErrorEntry } from '../../shared/errors.ts'

const root = join(import.meta.dirname, '../..')

/** The text of every file under a folder whose name ends so, by path. */
function sources(folder: string, ending: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') }))
}

const sql = sources('supabase/schemas', '.sql')
const edge = sources('supabase/functions', '.ts')
const registered: Record<string, ErrorEntry> = SERVER_ERRORS

/** What a file says of codes and statuses: `private.fail('code', 404` in SQL. */
function raisedIn(text: string): { code: string; status: number }[] {
  return [...text.matchAll(/private\.fail\(\s*'(\w+)'\s*,\s*(\d+)/g)].map((match) => ({
    code: match[1] ?? '',
    status: Number(match[2]),
  }))
}

describe('the registry of error codes', () => {
  it('holds every code that SQL raises, with the same status', () => {
    const wrong = sql.flatMap(({ path, text }) =>
      raisedIn(text)
        .filter(({ code, status }) => registered[code]?.status !== status)
        .map(({ code, status }) => `${path}: ${code} ${status}, registered: ${registered[code]?.status ?? 'no'}`),
    )
    expect(wrong).toEqual([])
  })

  it('holds no server code that nobody uses', () => {
    const everything = [...sql, ...edge].map(({ text }) => text).join('\n')
    const unused = Object.keys(SERVER_ERRORS).filter((code) => !new RegExp(`['"]${code}['"]`).test(everything))
    expect(unused).toEqual([])
  })

  it('keeps server and client codes apart', () => {
    expect(Object.keys(SERVER_ERRORS).filter((code) => code in CLIENT_ERRORS)).toEqual([])
    expect(Object.keys(ERRORS)).toHaveLength(Object.keys(SERVER_ERRORS).length + Object.keys(CLIENT_ERRORS).length)
  })

  it('tells its codes from other words', () => {
    expect(isErrorCode('out_of_stock')).toBe(true)
    expect(isErrorCode('offline')).toBe(true)
    expect(isErrorCode('toString')).toBe(false)
    expect(isErrorCode(42)).toBe(false)
  })

  it('is what the page in docs shows', async () => {
    const page = await format(errorTable(), { parser: 'markdown', printWidth: 120 })
    await expect(page).toMatchFileSnapshot(join(root, 'docs/error-codes.md'))
  })
})
